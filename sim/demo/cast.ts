import type { RobloxUser } from "../roblox/vm-port";

function player(id: number, name: string): RobloxUser {
	return { id, name, displayName: name };
}

/** Who plays: one on each of the seven servers, one who has played before and is nowhere, one who never has. */
export const ONLINE = [
	player(1_000_000_001, "Ava"),
	player(1_000_000_002, "Ben"),
	player(1_000_000_003, "Cleo"),
	player(1_000_000_004, "Dan"),
	player(1_000_000_005, "Eli"),
	player(1_000_000_006, "Fay"),
	player(1_000_000_007, "Gus"),
] as const;

const [AVA, , CLEO, DAN] = ONLINE;
export const PLAYER_ON_SERVER_3 = CLEO;
export const POOR_PLAYER = DAN;
export const EARNING_PLAYER = AVA;
export const ABSENT_PLAYER = player(1_000_000_008, "Hana");
export const NEW_PLAYER = player(1_000_000_009, "Ivy");

export const USERS: readonly RobloxUser[] = [...ONLINE, ABSENT_PLAYER, NEW_PLAYER];

/** Discord members: one with the economy role, one without. */
export const TREASURER = "Mia";
export const ORDINARY_MEMBER = "Noah";
/** Owns the Discord server, and has no role of the economy. */
export const OWNER = "Olga";
/** Has a role that means nothing until somebody says so. */
export const HOST = "Hugo";
export const HOST_ROLE = "Event host";
export const ECONOMY_ROLE = "Treasurer";
export const ECONOMY_ROLE_ID = "1100000000000000201";
export const GUILD_ID = "1100000000000000101";
export const BOT_NAME = "Purser";
export const APPLICATION_ID = "1100000000000000301";
export const CHANNEL = "treasury";
/** The bot may not write here of its own accord; commands work all the same. */
export const QUIET_CHANNEL = "announcements";

export function userNamed(name: string): RobloxUser | undefined {
	return USERS.find((user) => user.name.toLowerCase() === name.toLowerCase());
}
