import type { Level } from "./levels";

export interface RightDefinition {
	/** Who has it until `/rights` says otherwise. */
	readonly level: Level;
	/** What it lets people do, for those who give it: goes on after "may". */
	readonly meaning: string;
	/** Discord's administrators have it without a level, so that somebody can set the first role. */
	readonly isForDiscordAdministrators: boolean;
}

/** What staff may be let do. A right is named like its command. */
export const RIGHTS = {
	give: { level: "moderator", meaning: "add coins to any wallet", isForDiscordAdministrators: false },
	deduct: { level: "moderator", meaning: "take coins from any wallet", isForDiscordAdministrators: false },
	reverse: {
		level: "moderator",
		meaning: "take back what he or somebody below his level gave or took",
		isForDiscordAdministrators: false,
	},
	balance: { level: "security", meaning: "see any player's balance", isForDiscordAdministrators: false },
	audit: {
		level: "security",
		meaning: "see what was given and taken, by whom and why",
		isForDiscordAdministrators: false,
	},
	txn: {
		level: "security",
		meaning: "follow his own commands from when they were given to their receipts, and with `/audit` those of all",
		isForDiscordAdministrators: false,
	},
	status: {
		level: "team",
		meaning: "see how game servers, open commands, the audit and the calls to Roblox stand",
		isForDiscordAdministrators: true,
	},
	diagnose: {
		level: "administrator",
		meaning: "let the doctor check settings, Discord, Roblox, address and database",
		isForDiscordAdministrators: true,
	},
	help: {
		level: "verified_raider",
		meaning: "see which commands he may use",
		isForDiscordAdministrators: true,
	},
	batch: {
		level: "administrator",
		meaning: "give many commands from one file",
		isForDiscordAdministrators: false,
	},
	limits: {
		level: "moderator",
		meaning: "see the limits of each level, and change those below his own if he has `/rights`",
		isForDiscordAdministrators: true,
	},
	unfreeze: {
		level: "administrator",
		meaning: "let somebody below him who was frozen move coins again",
		isForDiscordAdministrators: true,
	},
	setroles: {
		level: "administrator",
		meaning: "say which roles count as staff, below his own level",
		isForDiscordAdministrators: true,
	},
	rights: {
		level: "administrator",
		meaning: "say which level each command needs, below his own",
		isForDiscordAdministrators: true,
	},
} as const satisfies Readonly<Record<string, RightDefinition>>;

export type Right = keyof typeof RIGHTS;

/** Of the commands that give and take coins. */
export type MoneyRight = Extract<Right, "give" | "deduct">;

/** Whoever is frozen has none of these. Taking back what others gave moves coins as well. */
export function isLostByFreeze(right: Right): boolean {
	return right === "give" || right === "deduct" || right === "reverse";
}

export const RIGHT_NAMES = Object.keys(RIGHTS).filter(isRight);

export function isRight(text: string): text is Right {
	return Object.hasOwn(RIGHTS, text);
}

export function defineRight(right: Right): RightDefinition {
	return RIGHTS[right];
}
