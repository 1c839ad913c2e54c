import { describe, expect, test } from "bun:test";
import { createFakeTime } from "../../testing/fake-time";
import { Budget, type BudgetSize } from "./budget";
import type { Priority } from "./open-cloud";

function setUp(size: Partial<BudgetSize> = {}) {
	const time = createFakeTime(0);
	const budget = new Budget(time, { name: "b", perMinute: () => 60, waitMillisecondsMax: 5_000, ...size });
	const granted: string[] = [];
	const take = (name: string, priority: Priority = "command", deadlineAt = 1e9, signal?: AbortSignal): void => {
		void budget.take({ priority, deadlineAt, signal }).then((grant) => {
			granted.push(`${name} ${grant} at ${time.clock.now()}`);
		});
	};
	return { time, budget, granted, take };
}

describe("a budget of 60 a minute", () => {
	test("never lets more than 60 go out within any minute", async () => {
		const { time, budget } = setUp({ waitMillisecondsMax: 600_000 });
		const at: number[] = [];
		const turn = { priority: "command", deadlineAt: 1e9 } as const;
		for (let call = 0; call < 300; call += 1) void budget.take(turn).then(() => at.push(time.clock.now()));
		await time.advance(600_000);
		expect(at).toHaveLength(300);
		const crowds = at.map((start) => at.filter((other) => other >= start && other < start + 60_000).length);
		expect(Math.max(...crowds)).toBeLessThanOrEqual(60);
	});

	test("lets six go out at once and the others one after the other", async () => {
		const { time, granted, take } = setUp();
		for (let call = 0; call < 8; call += 1) take("call");
		await time.advance(10_000);
		expect(granted.filter((text) => text === "call granted at 0")).toHaveLength(6);
		expect(granted.slice(6)).toEqual(["call granted at 1112", "call granted at 2223"]);
	});

	test("refuses at once what would wait longer than allowed, and counts it", async () => {
		const { time, budget, granted, take } = setUp({ waitMillisecondsMax: 1_500 });
		for (let call = 0; call < 8; call += 1) take("call");
		await time.settle();
		expect(granted.at(-1)).toBe("call refused at 0");
		expect(budget.metrics()).toEqual({ name: "b", perMinute: 60, available: 0, waiting: 1, granted: 6, refused: 1 });
	});

	test("refuses at once what would wait beyond its own deadline", async () => {
		const { time, granted, take } = setUp();
		for (let call = 0; call < 6; call += 1) take("call");
		take("late", "command", 1_000);
		await time.settle();
		expect(granted.at(-1)).toBe("late refused at 0");
	});
});

describe("who comes first", () => {
	test("commands before polls before reports, each in order of asking", async () => {
		const { time, granted, take } = setUp();
		for (let call = 0; call < 6; call += 1) take("used");
		take("report", "report");
		take("poll 1", "poll");
		take("poll 2", "poll");
		take("command", "command");
		await time.advance(10_000);
		expect(granted.slice(6).map((text) => text.split(" granted")[0])).toEqual([
			"command",
			"poll 1",
			"poll 2",
			"report",
		]);
	});

	test("who is pushed beyond his time is refused then, not forgotten", async () => {
		const { time, granted, take } = setUp({ waitMillisecondsMax: 2_500 });
		for (let call = 0; call < 6; call += 1) take("used");
		take("report", "report");
		for (const at of [500, 1_000, 500]) {
			take("command");
			await time.advance(at);
		}
		await time.advance(10_000);
		expect(granted).toContain("report refused at 2501");
	});
});

test("a waiter that is taken back leaves its place to the next", async () => {
	const { time, granted, take } = setUp();
	for (let call = 0; call < 6; call += 1) take("used");
	const abort = new AbortController();
	take("first", "command", 1e9, abort.signal);
	take("second");
	abort.abort();
	await time.advance(10_000);
	expect(granted.slice(6)).toEqual(["first cancelled at 0", "second granted at 1112"]);
});

test("nothing goes out during a pause that Roblox asked for", async () => {
	const { time, budget, granted, take } = setUp();
	budget.pauseUntil(3_000);
	take("call");
	await time.advance(10_000);
	expect(granted).toEqual(["call granted at 3000"]);
});

test("a pause of days is believed for five minutes", async () => {
	const { time, budget, granted, take } = setUp({ waitMillisecondsMax: 600_000 });
	budget.pauseUntil(86_400_000);
	take("call");
	await time.advance(600_000);
	expect(granted).toEqual(["call granted at 300000"]);
});

test("bytes that were used up beyond their part of a minute hold the next call back", async () => {
	const { time, budget, granted, take } = setUp({ bytesPerMinute: 60_000 });
	// A tenth at once, then 900 a second.
	budget.spend(6_000 + 2_700);
	take("call");
	await time.advance(10_000);
	expect(granted).toEqual(["call granted at 3002"]);
});

test("a limit that grows with the experience is asked at each use", async () => {
	let players = 0;
	const { time, granted, take } = setUp({ perMinute: () => 10 + players });
	take("first");
	players = 50;
	await time.advance(60_000);
	for (let call = 0; call < 6; call += 1) take("later");
	await time.settle();
	expect(granted).toHaveLength(7);
});
