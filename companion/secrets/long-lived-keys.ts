/** One secret both sides know, under the id that requests name it by. */
export interface HmacSecret {
	/** Letters, digits, hyphen and underscore: a dot separates it from what follows in the key ids of servers. */
	readonly id: string;
	/** At least 32 bytes. */
	readonly secret: string;
}

export type HmacSecrets = readonly [HmacSecret, ...HmacSecret[]];

export type Bearers = readonly [string, ...string[]];

/** What people have to replace now and then. All of each list are accepted; the first one is to stay. Never logged. */
export interface LongLivedKeys {
	/** The first one signs. */
	readonly hmacSecrets: HmacSecrets;
	/** Bearer credentials of game servers, a Roblox secret on their side. */
	readonly gameSecrets: Bearers;
	/** Bearer credentials of programs that read the audit. */
	readonly serviceKeys: Bearers;
}

/** By the setting that holds them. */
export type KeyKind = "HMAC_SECRET" | "GAME_SECRET" | "API_SERVICE_KEY";
