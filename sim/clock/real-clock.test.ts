import { expect, test } from "bun:test";
import { RealClock } from "./real-clock";
import { after, MILLISECOND } from "./scheduler";
import { nextMacrotask } from "./macrotask";
import { WORLD_START_MICROS } from "./virtual-clock";

test("events run in order, never before their time", async () => {
	const clock = new RealClock();
	const seen: { name: string; early: boolean }[] = [];
	await new Promise<void>((resolve) => {
		const plan = (name: string, millis: number, then: () => void): void => {
			const due = clock.now() + millis * MILLISECOND;
			clock.at(due, () => {
				seen.push({ name, early: clock.now() < due });
				then();
			});
		};
		plan("second", 6, resolve);
		plan("first", 2, () => undefined);
	});
	expect(seen).toEqual([
		{ name: "first", early: false },
		{ name: "second", early: false },
	]);
	expect(clock.now()).toBeGreaterThan(WORLD_START_MICROS);
	expect(Number.isInteger(clock.now())).toBe(true);
	clock.stop();
});

test("nothing runs after stop", async () => {
	const clock = new RealClock();
	const seen: string[] = [];
	after(clock, 0, () => seen.push("too late"));
	clock.stop();
	await nextMacrotask();
	await new Promise<void>((resolve) => setTimeout(resolve, 5));
	expect(seen).toEqual([]);
});
