import { named, shows, type Scenario } from "./scenario";

const CALM = { sessionsEnded: 0, errors: 0 };

/** Every scenario there is, in the order of the rules' document. */
export const SCENARIOS: readonly Scenario[] = [
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
		story: "The only server crashes with the player's lock, and a command comes.",
		file: "last-server-crash.ts",
		holds: shows({ ...CALM, states: ["committed", "committed", "committed"], audited: [1, 2, 3] }, 180),
	},
	{
		name: "owner-crash",
		rule: "B1, B2",
		story: "The player's server crashes while others go on.",
		file: "owner-crash.ts",
		holds: shows({ ...CALM, states: ["committed", "committed"], audited: [1, 2], locksBroken: 1 }, 180),
	},
	{
		name: "silent-owner",
		rule: "B1",
		story: "The player's server lives, saves, and is not heard for ten minutes.",
		file: "silent-owner.ts",
		holds: shows({ ...CALM, state: "committed", settledWhileSilent: null, locksBroken: 0, isPlaying: true }),
	},
	{
		name: "no-live-server",
		rule: "X3",
		story: "Commands come while no server runs.",
		file: "no-live-server.ts",
		holds: shows({ ...CALM, states: ["committed", "committed", "committed"], audited: [1, 2, 3] }, 90),
	},
	named("merged-receipt", "R4", "A coin finds a full list whose receipts were shipped and not acknowledged."),
	named("backlog-refusal", "R4", "A command finds a full list."),
	named("ack-gap", "R2", "Of two receipts the later one reaches the audit alone."),
	{
		name: "quiet-wallet",
		rule: "R5",
		story: "A player earns and leaves, her server goes without a word, and she never comes back.",
		file: "quiet-wallet.ts",
		holds: shows({ ...CALM, auditedBefore: [1], audited: [1, 2] }),
	},
	{
		name: "twenty-commands",
		rule: "I1, I2",
		story: "Twenty commands for one player who is there and one who is not.",
		file: "twenty-commands.ts",
		holds: shows({ ...CALM, committed: 19, refused: 1 }),
	},
	{
		name: "force-loading-bystander",
		rule: "X1, I7",
		story: "A command rings on three servers, and only the one with the player touches the data store.",
		file: "force-loading-bystander.ts",
		args: ["--healthy"],
		holds: shows({ bystanderDataStoreCalls: 0, sessionsEnded: 0, isStillPlaying: true }),
	},
	{
		name: "bad-envelopes",
		rule: "V1, V2, V3",
		story: "Whoever can publish on the topic sends what is no command of ours.",
		file: "bad-envelopes.ts",
		holds: shows({ changed: false, worksAfterwards: true, isRunning: true, errors: 0 }),
	},
];
