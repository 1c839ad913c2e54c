import type { Platform } from "../../shared/platform";
import type { SigningKey } from "../../shared/protocol/command-signature";
import type { Result } from "../../shared/result";
import type { EntryWrite } from "../../shared/wallet/stored-entry";
import type { Wallet } from "../../shared/wallet/wallet";

/** Everything the server program needs from the engine. Only `engine/` implements it; specs drive it by hand. */
export interface Ports {
	readonly platform: Platform;
	readonly clock: Clock;
	readonly scheduler: Scheduler;
	readonly random: RandomSource;
	readonly log: Log;
	readonly http: Http;
	readonly messaging: Messaging;
	readonly profiles: Profiles;
	readonly entries: EntryStore;
	readonly oldProfiles: OldProfiles;
	readonly players: PlayerList;
	readonly screens: BalanceScreens;
	readonly textFilter: TextFilter;
	readonly shutdown: Shutdown;
	readonly identity: ServerIdentity;
	readonly settings: ServerSettings;
}

export interface Clock {
	/** Unix seconds of this machine, with a fraction. */
	unixSeconds(): number;
	/** Seconds that never go back, for durations. */
	monotonicSeconds(): number;
}

export interface Scheduler {
	/** Runs at once, until its first yield. */
	spawn(run: () => void): void;
	/** Returns a function that cancels. */
	delay(seconds: number, run: () => void): () => void;
	waitAsync(seconds: number): void;
}

export interface RandomSource {
	/** From 0 to below 1. */
	fraction(): number;
	/** A fresh id of at most 40 id characters. */
	id(): string;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line each. Event names are stable, and no field ever holds a secret. */
export interface Log {
	info(event: string, fields?: LogFields): void;
	warn(event: string, fields?: LogFields): void;
	/** Something a person has to look at. */
	alarm(event: string, fields?: LogFields): void;
	/** Plain words for whoever set the game up: something works. */
	tell(text: string): void;
	/** The same: something is missing or wrong. */
	tellMissing(text: string): void;
}

export type HeaderValue = string | Secret;

export interface HttpRequest {
	readonly url: string;
	readonly headers: Readonly<Record<string, HeaderValue>>;
	readonly body: string;
}

export interface HttpAnswer {
	readonly status: number;
	readonly body: string;
}

export interface Http {
	/** False where the experience's owner has not switched requests on. */
	isEnabled(): boolean;
	/** POST. Yields. `undefined`: no answer, and whether the request arrived is unknown. Never raises. */
	postAsync(request: HttpRequest): HttpAnswer | undefined;
}

export interface Messaging {
	/** Yields until the subscription stands. False when it could not be made. */
	subscribeAsync(topic: string, hear: (text: string) => void): boolean;
	/** Yields. False when the message was not taken. */
	publishAsync(topic: string, text: string): boolean;
}

/** What happens to a loaded profile, in this order at most: saved*, (lost | releasing), saved*, closed. */
export interface ProfileListener {
	/** A save came back. `storedTag` is the tag the entry holds now, whoever wrote it. */
	readonly saved: (storedTag: string | undefined) => void;
	/** The lock is no longer ours, though this server did not give it up. */
	readonly lost: () => void;
	/** This server gives the lock up; its final save is under way and repeated until it is stored. */
	readonly releasing: () => void;
	/** Nothing more is going to happen. */
	readonly closed: () => void;
}

/** A profile whose session lock this server holds. */
export interface LoadedProfile {
	/** `Data.wallet` as it was loaded. Outside data. */
	readonly storedWallet: unknown;
	/** Puts the wallet, then the tag, into what the next save stores, without yielding between them (rule D1). */
	write(wallet: Wallet, tag: string): void;
	/** Asks for a save. Returns at once; a skipped or failed save tells nobody, so ask again (rule D4). */
	requestSave(): void;
	release(): void;
	listen(listener: ProfileListener): void;
}

/** `force-load` asks a living owner to let go, as a join does; `cancel` leaves a locked profile alone. */
export type WhenLocked = "force-load" | "cancel";

export interface Profiles {
	/** Yields, for minutes if need be. `undefined`: the profile could not be had. Never raises. */
	loadAsync(userId: number, whenLocked: WhenLocked): LoadedProfile | undefined;
	/** Yields. False where data stores are out of reach in Studio, and profiles live in memory only. */
	isStoredAsync(): boolean;
}

export type EntryTransform = (value: unknown, userIds: ReadonlyArray<number>) => EntryWrite | undefined;

export interface EntryStore {
	/**
	 * One atomic update of an entry. Yields. `transform` must be pure: it runs again when another server wrote in
	 * between, and `undefined` from it cancels. `unknown`: the call failed, and whether it wrote is not known (rule D6).
	 */
	updateAsync(key: string, transform: EntryTransform): "stored" | "cancelled" | "unknown";
}

/** Profiles of the game from before it took up Purser. */
export interface OldProfiles {
	/** Yields. What is stored under this key, `undefined` when nothing is. */
	readAsync(storeName: string, key: string): Result<unknown, "store-unavailable">;
}

export interface PlayerList {
	/** Calls `joined` for everyone who is here and everyone who comes. */
	listen(joined: (userId: number) => void, left: (userId: number) => void): void;
	/** Is the player in this server, for the engine? Scripts may know of him before, and after, `listen` told us. */
	has(userId: number): boolean;
	/** `undefined` when the engine does not know the player. */
	nameOf(userId: number): string | undefined;
	kick(userId: number, message: string): void;
}

/** What a player's own client is told about his wallet. */
export interface BalanceMessage {
	readonly revision: number;
	readonly balance: number;
	readonly delta: number;
	readonly source: string;
	readonly reason: string;
	/** Unix seconds. */
	readonly at: number;
}

export interface BalanceScreens {
	/** Nothing happens when the player is gone. */
	show(userId: number, message: BalanceMessage): void;
	/** Calls `fired` for everything a client sends back. */
	listen(fired: (userId: number) => void): void;
}

export interface TextFilter {
	/** Yields. The text as this player may read it; `undefined` when that could not be found out. Never raises. */
	filterAsync(text: string, userId: number): string | undefined;
}

export interface Shutdown {
	/** The server waits for `closeAsync`, 30 s at most. */
	listen(closeAsync: () => void): void;
}

export interface ServerIdentity {
	/** 0 in a place that was never published. */
	readonly universeId: number;
	readonly placeId: number;
	/** Empty in Studio. */
	readonly jobId: string;
	readonly build: string;
	readonly studio: boolean;
}

/** How this server proves to the companion that it belongs to the game. */
export type Credentials =
	| { readonly kind: "bearer"; readonly authorization: HeaderValue }
	| { readonly kind: "shared-secret"; readonly signing: SigningKey }
	| { readonly kind: "missing" };

export interface ServerSettings {
	/** URL of the transaction log, as the experience's owner set it. */
	readonly endpoint: string | undefined;
	readonly storeName: string;
	/** False in Studio, unless somebody asked for the live ones there. */
	readonly usesLiveWallets: boolean;
	/** Whether players see their balance before a script says otherwise. */
	readonly showHud: boolean;
	readonly credentials: Credentials;
	/** Where players' coins were before; `undefined` when there is nothing to import. */
	readonly balanceImport: ImportSettings | undefined;
	/** What was set wrongly, in words. */
	readonly problems: ReadonlyArray<string>;
}

export interface ImportSettings {
	readonly storeName: string;
	/** Key of a player's old profile, with `{UserId}` in it. */
	readonly key: string;
	/** Path of the coins inside the profile's data: `Coins`, `Stats.Coins`. */
	readonly field: string;
}
