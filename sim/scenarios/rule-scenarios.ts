import { all, atMost, named, OWNER_CRASH_SECONDS, shows, type Judge, type Scenario } from "./scenario";

export const CALM = { sessionsEnded: 0, errors: 0 };

/** With a command before the crash, one behind the lock it left, and one for the player who is back. */
export const judgeLastServerCrash: Judge = all(
	shows({ ...CALM, states: ["committed", "committed", "committed"], audited: [1, 2, 3] }),
	shows({ lockLeft: { balance: 50, revision: 1 }, isLockOfTheCrashed: true }),
	shows({ written: { balance: 57, revision: 2, lockedBy: null }, stored: { balance: 58, revision: 3 } }),
	atMost({ settledAfter: OWNER_CRASH_SECONDS }),
);

/** The scenarios of the protocol's rules, in the order and under the names of their document. */
export const RULE_SCENARIOS: readonly Scenario[] = [
	named("foreign-tag", "D2", "A save that lost its lock brings back the tag of whoever holds the wallet now."),
	named("denied-from-memory", "D3", "A server denies a command because of another one that it never stores."),
	named("void-while-held", "N2", "A command's time is up while a server is already storing it."),
	named(
		"own-late-write",
		"N2, D6",
		"The companion's own write gets no answer and lands when the command's time is up.",
	),
	named("gap-for-ever", "N1", "A command runs out of time, and the next one waits for its number."),
	named("stolen-join", "X2, B3", "A player comes back while a command breaks the lock of her crashed server."),
	named("yoinked-join", "X4", "A command arrives while the player's profile is being loaded."),
	named("stale-takeover", "B3", "A command may break the lock of a server that was believed dead and is not."),
	{
		name: "last-server-crash",
		rule: "B4",
		story: "The only server crashes with the player's lock, and a command comes: it ends within 180 s.",
		file: "last-server-crash.ts",
		judge: judgeLastServerCrash,
	},
	named("merged-receipt", "R4", "A coin finds a full list whose receipts were shipped and not acknowledged."),
	named("backlog-refusal", "R4", "A command finds a full list."),
	named("ack-gap", "R2", "Of two receipts the later one reaches the audit alone."),
	{
		name: "quiet-wallet",
		rule: "R5",
		story: "A player earns and leaves, her server goes without a word, and she never comes back.",
		file: "quiet-wallet.ts",
		judge: shows({ ...CALM, auditedBefore: [1], audited: [1, 2], stored: { balance: 75, revision: 2 } }),
	},
	named("restore-loses-audit", "R3", "A command is committed after the last backup, and the database is lost."),
	named(
		"restore-reissue",
		"F2",
		"A restored journal has forgotten a command; it is asked for again while it is under way.",
	),
	named(
		"restore-old-envelope",
		"F2",
		"As before, and no list knows the command any more when its old envelope arrives.",
	),
	named("erase-replay", "E1, R6", "A wallet is erased, and envelopes and a receipt of its old life arrive."),
	{
		name: "two-companions",
		rule: "F1",
		story: "Somebody starts a second companion with a database of its own on the same store.",
		file: "two-companions.ts",
		judge: all(
			shows({ ...CALM, alarms: ["read-only another-database"], submission: "read-only", status: 503 }),
			shows({ stored: { balance: 50 }, audited: [1] }),
			atMost({ settledAfter: 10 }),
		),
	},
	{
		name: "absent-backlog",
		rule: "R1",
		story: "Two thousand commands come for a player who never joins.",
		file: "absent-backlog.ts",
		judge: shows({ ...CALM, isOver: true, committed: 2_000, balance: 2_000 }),
	},
	named("purchase-after-eviction", "G1, G2", "A purchase is delivered again when the list has forgotten its receipt."),
	named(
		"opening-behind-full-list",
		"F2, R1",
		"The list of an absent player holds all it can, and the journal is restored.",
	),
	named(
		"late-acknowledgement",
		"R1",
		"The backup that lets receipts be acknowledged is finished when no batch is left.",
	),
	named("erase-restore", "E1", "A wallet is erased, and the database that knew of it is lost."),
	{
		name: "erase-purchase",
		rule: "E1, G2",
		story: "A wallet is erased, and Roblox delivers an old purchase again.",
		file: "erased.ts",
		judge: all(
			shows({ ...CALM, before: { balance: 75, revision: 2 }, erased: { balance: 0, revision: 0 } }),
			shows({ redelivered: { balance: 0, revision: 0 }, after: { balance: 7, revision: 1 }, audited: [1] }),
		),
	},
];
