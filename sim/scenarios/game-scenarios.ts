import { CALM } from "./rule-scenarios";
import { all, atMost, named, shows, type Scenario } from "./scenario";

/** What the game does by itself, and what other scripts make it do. */
export const GAME_SCENARIOS: readonly Scenario[] = [
	named(
		"purchase-two-servers",
		"D3, G1",
		"A purchase is delivered to two servers, and the first one cannot store what it has in memory.",
	),
	{
		name: "transfer-crash",
		rule: "G1, I4",
		story: "A server crashes when coins have left one wallet and are not in the other one.",
		file: "transfer-crash.ts",
		judge: all(
			shows({ ...CALM, atTheCrash: { ava: 70, ben: 0 }, whileBenIsElsewhere: { ava: 70, ben: 0 } }),
			shows({ after: { ava: 70, ben: 30 }, later: { ava: 70, ben: 30 } }),
		),
	},
	...["leave-first", "close-first"].map((order): Scenario => ({
		name: order === "leave-first" ? "shutdown-50-players" : "shutdown-50-players-close-first",
		rule: "D4, R1",
		story: "A full server is shut down with changes of all its 50 players in memory only.",
		file: "shutdown-50-players.ts",
		args: [`--${order}`],
		judge: all(
			shows({ ...CALM, stored: 50, locked: 0, audited: 100 }),
			// Otherwise nothing was left to store, and the story would show nothing.
			atMost({ storedBefore: 25, closedAfter: 29 }),
		),
	})),
	{
		name: "teleport",
		rule: "D5, X1",
		story: "Players of one server are teleported together; one of them stays.",
		file: "teleport.ts",
		judge: all(
			shows({ ...CALM, arrived: [25, 50, 50, 50, 50, 50], played: [75, 75, 50, 75, 75, 75] }),
			shows({ after: [75, 75, 50, 75, 75, 75], locks: 0, audited: [3, 3, 2, 3, 3, 3] }),
			atMost({ handOverSeconds: 15 }),
		),
	},
	{
		name: "failed-load",
		rule: "D6",
		story: "The data store does not answer when a player joins. Nobody is told that she has no coins.",
		file: "failed-load.ts",
		judge: all(
			shows({ duringOutage: { isPlaying: false, told: 0, screen: [] }, kicked: 1, errors: 0 }),
			shows({ kicks: ["Your saved data could not be loaded just now. Nothing is lost. Please join again."] }),
			shows({
				answers: [
					...["at once: loading", "after waiting: 0"],
					...["at once: loading", "after waiting: not-held"],
					...["at once: loading", "after waiting: 75"],
				],
			}),
			shows({ screen: ["Coins: 75", "#1"], stored: { balance: 75 } }),
		),
	},
	{
		name: "migration",
		rule: "G2",
		story: "A wallet of version 1, coins in a profile of the game from before, and a new player.",
		file: "migration.ts",
		judge: all(
			shows({ ...CALM, shownWithoutAnswer: ["", "", ""], redelivered: [75, 120, 0], balances: [76, 121, 1] }),
			shows({ shown: ["Coins: 75 #1", "Coins: 120 #1", "Coins: 0"], imported: [120], old: 0 }),
			shows({ version: 2, purchases: 2, seal: "kept" }),
		),
	},
	...["plain-luau", "roblox-ts"].map((language): Scenario => ({
		name: `example-${language}`,
		rule: "G1, D3",
		story: `The example game in ${language}: chests, a hat, a gift, a purchase, and clients that send nonsense.`,
		file: "example-game.ts",
		args: [language],
		judge: shows({
			...CALM,
			balances: { ava: 200, ben: 10 },
			purchases: "granted",
			said: [
				...["Ava: 25 coins", "Ava: 50 coins", "Ava: 10 coins", "Ava wants a hat: sold"],
				...["Ava wants a hat: insufficient-funds", "Ava: 110 coins", "Ava: 210 coins"],
				...["Ava: 200 coins", "Ben: 10 coins", "Ava gives coins: given"],
				...["Ava gives coins: bad-argument", "Ava gives coins: insufficient-funds", "Ava gives coins: bad-amount"],
			],
		}),
	})),
	{
		name: "rude-scripts",
		rule: "G1",
		story: "Another script of the game passes nonsense, raises in listeners, and asks where nobody is.",
		file: "rude-scripts.ts",
		// Its listener raises twice, once for each change.
		judge: shows({ sessionsEnded: 0, errors: 2, isTheirOwn: true, heard: 2, balance: 30, odd: [], isStored: true }),
	},
];
