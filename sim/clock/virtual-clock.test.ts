import { expect, test } from "bun:test";
import { EventHeap } from "./event-heap";
import { nextMacrotask } from "./macrotask";
import { after, SECOND } from "./scheduler";
import { VirtualClock, WORLD_START_MICROS } from "./virtual-clock";

test("events run by time, and those of one time in the order they were scheduled", async () => {
	const clock = new VirtualClock();
	const seen: string[] = [];
	after(clock, 2 * SECOND, () => seen.push("late"));
	after(clock, SECOND, () => seen.push("first"));
	after(clock, SECOND, () => seen.push("second"));
	await clock.run();
	expect(seen).toEqual(["first", "second", "late"]);
	expect(clock.now()).toBe(WORLD_START_MICROS + 2 * SECOND);
});

test("a cancelled event does not run", async () => {
	const clock = new VirtualClock();
	const seen: string[] = [];
	const cancel = after(clock, SECOND, () => seen.push("cancelled"));
	after(clock, SECOND, () => seen.push("kept"));
	cancel();
	await clock.run();
	expect(seen).toEqual(["kept"]);
});

test("a run until a moment takes the events of that moment and leaves the clock there", async () => {
	const clock = new VirtualClock();
	const seen: number[] = [];
	for (const seconds of [1, 2, 3]) after(clock, seconds * SECOND, () => seen.push(seconds));
	await clock.run({ until: WORLD_START_MICROS + 2 * SECOND });
	expect(seen).toEqual([1, 2]);
	await clock.run({ until: WORLD_START_MICROS + 2.5 * SECOND });
	expect(clock.now()).toBe(WORLD_START_MICROS + 2.5 * SECOND);
	expect(clock.unixMillis() - new VirtualClock().unixMillis()).toBe(2_500);
});

test("a run stops where its condition says so", async () => {
	const clock = new VirtualClock();
	let count = 0;
	const again = (): void => {
		count += 1;
		after(clock, SECOND, again);
	};
	again();
	await clock.run({ while: () => count < 5 });
	expect(count).toBe(5);
});

test("promises woken by an event settle before the next event when the driver waits for them", async () => {
	const clock = new VirtualClock();
	const seen: string[] = [];
	const work = async (): Promise<void> => {
		await new Promise<void>((resolve) => after(clock, SECOND, resolve));
		for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
		after(clock, 0, () => seen.push("follow-up"));
	};
	const working = work();
	after(clock, SECOND + 1, () => seen.push("next event"));
	await clock.run({ afterEvent: nextMacrotask });
	await working;
	expect(seen).toEqual(["follow-up", "next event"]);
});

test("a time in the past means next and a fraction of a microsecond is a bug", async () => {
	const clock = new VirtualClock();
	const seen: number[] = [];
	clock.at(0, () => seen.push(clock.now()));
	await clock.run();
	expect(seen).toEqual([WORLD_START_MICROS]);
	expect(() => clock.at(0.5, () => undefined)).toThrow("whole microseconds");
});

test("a heap gives back many events sorted", () => {
	const heap = new EventHeap();
	const times = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503);
	for (const time of times) heap.push(time, () => undefined);
	const popped = times.map(() => heap.pop()?.time);
	expect(popped).toEqual(times.toSorted((a, b) => a - b));
	expect(heap.pop()).toBeUndefined();
});
