import { judgeStorm } from "./judge-storm";
import { CALM, judgeLastServerCrash } from "./rule-scenarios";
import { all, atMost, named, OWNER_CRASH_SECONDS, shows, type Judge, type Scenario } from "./scenario";

/** Virtual seconds in which a command ends when no server lives and no lock is in its way. */
const NO_SERVER_SECONDS = 90;

const judgeNoServers: Judge = all(
	shows({ ...CALM, states: ["committed", "committed", "committed"], audited: [1, 2, 3], isPlaying: true }),
	shows({ written: { balance: 30, revision: 2, lockedBy: null }, stored: { balance: 35, revision: 3 } }),
	atMost({ settledAfter: NO_SERVER_SECONDS }),
);
const judgeOwnerCrash: Judge = all(
	shows({ ...CALM, states: ["committed", "committed"], audited: [1, 2], bystanderDataStoreCalls: 0 }),
	shows({ stored: { balance: 57, revision: 2 }, isHeldWhereSheIs: true }),
	atMost({ settledAfter: OWNER_CRASH_SECONDS }),
);
const judgeSilentOwner = shows({
	...CALM,
	state: "committed",
	settledWhileSilent: null,
	locksBroken: 0,
	isPlaying: true,
});
const judgeOwnWrite = shows({ ...CALM, state: "committed", audited: [1], stored: { balance: 50, revision: 1 } });

/** Rules in other circumstances than the stories that are named after them, and what holds without any trouble. */
export const MORE_SCENARIOS: readonly Scenario[] = [
	{
		name: "usual-times",
		rule: "X1, X2",
		story: "Nothing goes wrong: a command ends within 10 s, and at the median within 5 s for who is on no server.",
		file: "usual-times.ts",
		judge: all(shows({ ...CALM, open: 0 }), atMost({ medianPresent: 10, medianAbsent: 5, longest: 10 })),
	},
	{
		name: "no-servers",
		rule: "X3",
		story: "Commands come while no server runs: each ends within 90 s, and ProfileService takes the entry for its own.",
		file: "no-servers.ts",
		judge: all(judgeNoServers, shows({ hasWrittenByV2: false })),
	},
	{
		name: "no-servers-v2",
		rule: "X3",
		story: "The same, with the companion's writes, and its fence, under the etag of version 2.",
		file: "no-servers.ts",
		args: ["--v2"],
		judge: all(judgeNoServers, shows({ hasWrittenByV2: true })),
	},
	{
		name: "last-server-crash-late",
		rule: "B4",
		story: "The command comes ten minutes after the only server crashed: it ends within 180 s.",
		file: "last-server-crash.ts",
		args: ["--late"],
		judge: judgeLastServerCrash,
	},
	{
		name: "owner-crash",
		rule: "B1, B2",
		story: "The player's server crashes while others go on, and a command comes: it ends within 180 s.",
		file: "owner-crash.ts",
		judge: all(judgeOwnerCrash, shows({ locksBroken: 1 })),
	},
	{
		name: "owner-crash-under-way",
		rule: "B1, B2",
		story: "The player's server crashes with a command for her: it ends within 180 s.",
		file: "owner-crash.ts",
		args: ["--before"],
		judge: all(judgeOwnerCrash, shows({ locksBroken: 1 })),
	},
	{
		name: "owner-crash-return",
		rule: "B3, I7",
		story: "The player comes back while the companion waits to break the lock of her crashed server.",
		file: "owner-crash.ts",
		args: ["--hops"],
		judge: judgeOwnerCrash,
	},
	{
		name: "silent-owner",
		rule: "B1",
		story: "The player's server lives, saves, and is not heard for ten minutes.",
		file: "silent-owner.ts",
		judge: judgeSilentOwner,
	},
	{
		name: "silent-owner-no-saves",
		rule: "B1",
		story: "It cannot save either: only Roblox's list of servers speaks for it.",
		file: "silent-owner.ts",
		args: ["--stores-fail"],
		judge: judgeSilentOwner,
	},
	{
		name: "silent-owner-no-list",
		rule: "B1",
		story: "And that list cannot be had.",
		file: "silent-owner.ts",
		args: ["--stores-fail", "--list-fails"],
		judge: judgeSilentOwner,
	},
	{
		name: "quiet-wallet-crash",
		rule: "R5",
		story: "The server crashes while the player still plays, and nobody else knows what she earned.",
		file: "quiet-wallet.ts",
		args: ["--crash"],
		judge: shows({ ...CALM, auditedBefore: [1], audited: [1, 2], stored: { balance: 75, revision: 2 } }),
	},
	{
		name: "own-write-late",
		rule: "X3, D6",
		story: "A conditional write arrives a minute late, after a second one was stored.",
		file: "own-late-write.ts",
		judge: all(judgeOwnWrite, shows({ writesOfTheCompanion: 1, hasWrittenAgain: true })),
	},
	{
		name: "own-write-unanswered",
		rule: "X3, D6",
		story: "A conditional write is stored, and nobody says so.",
		file: "own-late-write.ts",
		args: ["--answer-lost"],
		judge: all(judgeOwnWrite, shows({ writesOfTheCompanion: 1, hasWrittenAgain: true })),
	},
	{
		name: "own-write-after-server",
		rule: "X3, D6",
		story: "A conditional write arrives after a server applied the command.",
		file: "own-late-write.ts",
		args: ["--server-first"],
		judge: all(judgeOwnWrite, shows({ writesOfTheCompanion: 0, hasWrittenAgain: true })),
	},
	{
		name: "unknown-outcome",
		rule: "X3, D6",
		story: "A conditional write is stored and none of its tries is answered: the outcome is unknown, then found.",
		file: "unknown-outcome.ts",
		judge: all(
			judgeOwnWrite,
			shows({ writesOfTheCompanion: 1, unknownOutcomes: 1, stateMeanwhile: null, storedMeanwhile: { balance: 50 } }),
			atMost({ settledAfter: NO_SERVER_SECONDS }),
		),
	},
	{
		name: "budget-exhausted",
		rule: "X3",
		story: "Four hundred commands come at once while no server is live: they wait for budget, and Roblox refuses none.",
		file: "budget-exhausted.ts",
		judge: all(
			shows({ ...CALM, committed: 401, everyBalanceIsFive: true, avaGot: "committed" }),
			shows({ refusedByRoblox: 0, isWithinTheLimit: true, hasHeldBack: true }),
		),
	},
	{
		name: "key-rotation",
		rule: "X1, X3",
		story: "One API key replaces the other while commands are under way: nothing waits for it, nothing is refused.",
		file: "key-rotation.ts",
		judge: all(
			shows({ ...CALM, states: Array.from({ length: 4 }, () => "committed"), audited: [1, 2, 3, 4] }),
			shows({ stored: { balance: 60, revision: 4 }, keysLogged: 0, refusedOnceForEachOperationAtMost: true }),
		),
	},
	{
		...named(
			"rogue-moderator",
			"I1, I2",
			"Two stolen accounts type 10,000 gives each: limits hold, all of it is taken back once, honest players keep theirs.",
		),
		secondsMax: 300,
		shortArgs: ["300"],
	},
	named("erase-unseen", "E1, F2", "A wallet is erased unheard, and a backup of that moment is restored."),
	...["1", "2", "3"].map((seed): Scenario => ({
		name: `crash-storm-${seed}`,
		rule: "X3, B1, B4",
		story: `Servers crash over and over while Open Cloud fails now and then, seed ${seed}.`,
		file: "crash-storm.ts",
		args: [seed],
		judge: judgeStorm,
	})),
	{
		name: "twenty-commands",
		rule: "I1, I2",
		story: "Twenty commands for one player who is there and one who is not.",
		file: "twenty-commands.ts",
		judge: shows({ ...CALM, committed: 19, refused: 1, balances: [124, 153], bystanderDataStoreCalls: 0 }),
	},
	{
		name: "force-loading-bystander",
		rule: "X1, I7",
		story: "A command rings on three servers, and only the one with the player touches the data store.",
		file: "force-loading-bystander.ts",
		args: ["--healthy"],
		judge: shows({ bystanderDataStoreCalls: 0, sessionsEnded: 0, isStillPlaying: true }),
	},
	{
		name: "bad-envelopes",
		rule: "V1, V2, V3",
		story: "Whoever can publish on the topic sends what is no command of ours.",
		file: "bad-envelopes.ts",
		judge: shows({
			seen: {
				"no JSON": "malformed",
				"a list": "malformed",
				unsigned: "unsigned",
				"a signature of zeros": "bad-signature",
				"another amount under the same signature": "bad-signature",
				"signed for another experience": "bad-signature",
				"signed for another store": "bad-signature",
				"signed with a key nobody gave out": "unknown-key",
				"eleven minutes old": "stale",
				"from the future": "stale",
				"a later version": "unknown-version",
				"an unknown type": "unknown-type",
				"an amount as text": "malformed",
				"a fractional amount": "malformed",
				"amount 0": "malformed",
				"a player that is no number": "malformed",
				"a line break in the reason": "malformed",
				"longer than allowed": "too-large",
				"an id with blanks": "malformed",
			},
			changed: false,
			worksAfterwards: true,
			oversizedStatus: 400,
			isRunning: true,
			errors: 0,
		}),
	},
];
