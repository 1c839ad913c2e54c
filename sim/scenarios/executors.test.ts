import { describe, expect, test } from "bun:test";
import { playStory } from "./play";

const STORY_MILLISECONDS = 60_000;
const calm = { sessionsEnded: 0, errors: 0 };

test(
	"no live server and no lock: the companion applies within 90 s, and ProfileService takes the entry for its own",
	async () => {
		const report = await playStory("no-live-server.ts");
		expect(report).toMatchObject({ ...calm, states: ["committed", "committed", "committed"] });
		expect(Math.max(...numbers(report.settledAfter))).toBeLessThanOrEqual(90);
		expect(report.written).toEqual({ balance: 30, revision: 2, lockedBy: null });
		expect(report).toMatchObject({ stored: { balance: 35, revision: 3 }, audited: [1, 2, 3], isPlaying: true });
	},
	STORY_MILLISECONDS,
);

describe("the last server crashes with the player's lock", () => {
	test.each([[], ["--late"]])(
		"the companion breaks exactly that lock within 180 s %p",
		async (...args: string[]) => {
			const report = await playStory("last-server-crash.ts", ...args);
			expect(report).toMatchObject({ ...calm, states: ["committed", "committed", "committed"] });
			expect(report.lockLeft).toEqual({ balance: 50, revision: 1, lockedBy: report.crashed });
			expect(report.written).toEqual({ balance: 57, revision: 2, lockedBy: null });
			expect(report.settledAfter).toBeNumber();
			expect(Number(report.settledAfter)).toBeLessThanOrEqual(180);
			expect(report).toMatchObject({ stored: { balance: 58, revision: 3 }, audited: [1, 2, 3] });
		},
		STORY_MILLISECONDS,
	);
});

describe("the owner crashes while other servers go on", () => {
	test.each([[], ["--before"]])(
		"the designated server breaks the lock it is told of, within 180 s %p",
		async (...args: string[]) => {
			const report = await playStory("owner-crash.ts", ...args);
			expect(report).toMatchObject({ ...calm, states: ["committed", "committed"], audited: [1, 2] });
			expect(report).toMatchObject({ stored: { balance: 57, lockedBy: null }, bystanderDataStoreCalls: 0 });
			expect(report.settledAfter).toBeNumber();
			expect(Number(report.settledAfter)).toBeLessThanOrEqual(180);
		},
		STORY_MILLISECONDS,
	);

	test(
		"the player who comes back meanwhile keeps her new session, and the command takes effect in it or before it",
		async () => {
			const report = await playStory("owner-crash.ts", "--hops");
			expect(report).toMatchObject({ ...calm, states: ["committed", "committed"], audited: [1, 2] });
			expect(report.isPlaying).toBeString();
			expect(report.stored).toEqual({ balance: 57, revision: 2, lockedBy: report.isPlaying });
		},
		STORY_MILLISECONDS,
	);
});

test.each([[], ["--stores-fail"], ["--stores-fail", "--list-fails"]])(
	"an owner that lives but is not heard for ten minutes keeps its lock %p %p",
	async (...args: string[]) => {
		const report = await playStory("silent-owner.ts", ...args);
		expect(report).toMatchObject({ ...calm, settledWhileSilent: null, locksBroken: 0, isPlaying: true });
		expect(report.state).toBe("committed");
	},
	STORY_MILLISECONDS,
);

test.each([[], ["--crash"]])(
	"receipts that no server is left to send: the companion reads them from the entry %p",
	async (...args: string[]) => {
		const report = await playStory("quiet-wallet.ts", ...args);
		expect(report).toMatchObject({
			...calm,
			auditedBefore: [1],
			audited: [1, 2],
			stored: { balance: 75, revision: 2 },
		});
	},
	STORY_MILLISECONDS,
);

test.each(["1", "2", "3"])(
	"servers crash over and over while Open Cloud fails: each command once, and the audit has all of it, seed %p",
	async (seed) => {
		const report = await playStory("crash-storm.ts", seed);
		expect(report).toMatchObject({ ...calm, open: 0, unknown: 0, alarms: [] });
		expect(Number(report.byCompanion)).toBeGreaterThan(0);
		expect(Number(report.locksBroken)).toBeGreaterThan(0);
		for (const wallet of Array.isArray(report.wallets) ? report.wallets : [undefined]) expectSound(wallet);
	},
	STORY_MILLISECONDS,
);

test.each([
	["arrives a minute late, after a second one was stored", [], 1],
	["is stored, and nobody says so", ["--answer-lost"], 1],
	["arrives after a server applied the command", ["--server-first"], 0],
])(
	"a conditional write that %s changes nothing twice",
	async (_name, args, writesOfTheCompanion) => {
		const report = await playStory("own-late-write.ts", ...args);
		expect(report).toMatchObject({ ...calm, state: "committed", writesOfTheCompanion, audited: [1] });
		expect(report.stored).toMatchObject({ balance: 50, revision: 1 });
		expect(report.writes).toBeGreaterThan(1);
	},
	STORY_MILLISECONDS,
);

function expectSound(wallet: unknown): void {
	if (typeof wallet !== "object" || wallet === null) throw new Error("the story reported no wallet");
	const facts: Record<string, unknown> = { ...wallet };
	expect(facts.balance).toBe(facts.expected);
	expect(facts.revision).toBe(facts.audited);
	expect(Number(facts.revision)).toBeGreaterThan(0);
}

function numbers(value: unknown): number[] {
	const list: unknown[] = Array.isArray(value) ? value : [];
	return list.map((item) => (typeof item === "number" ? item : Number.POSITIVE_INFINITY));
}
