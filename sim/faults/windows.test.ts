import { expect, test } from "bun:test";
import { SECOND } from "../clock/scheduler";
import { VirtualClock } from "../clock/virtual-clock";
import { Trace } from "../trace";
import { FaultCounts } from "./fault-counts";
import { OUTAGE, Windows } from "./windows";

const HOUR = { kind: "http.outage-of-an-hour", name: OUTAGE, seconds: 3_600, countsWhenOver: true } as const;

function setUp() {
	const clock = new VirtualClock();
	const counts = new FaultCounts(clock, new Trace());
	const windows = new Windows(clock, counts);
	const pass = async (seconds: number) => await clock.run({ until: clock.now() + seconds * SECOND });
	return { counts, windows, pass };
}

test("a window counts once, however many calls it strikes", () => {
	const { counts, windows } = setUp();
	windows.open({ kind: "http.outage", name: OUTAGE, seconds: 10 });
	for (const call of ["a", "b", "c"]) expect(windows.strikes(OUTAGE, call)).toBe(true);
	expect(counts.all()).toMatchObject({ "http.outage": 1, "http.outage.calls": 3 });
});

test("a window in which nobody called is no fault that happened", async () => {
	const { counts, windows, pass } = setUp();
	windows.open({ kind: "http.outage", name: OUTAGE, seconds: 10 });
	await pass(11);
	expect(windows.strikes(OUTAGE, "late")).toBe(false);
	expect(counts.all()).toMatchObject({ "http.outage": 0 });
});

test("an hour counts when it was a whole hour", async () => {
	const { counts, windows, pass } = setUp();
	windows.open(HOUR);
	windows.strikes(OUTAGE, "call");
	await pass(3_599);
	expect(counts.all()).toMatchObject({ "http.outage-of-an-hour": 0, "http.outage-of-an-hour.calls": 1 });
	await pass(1);
	expect(counts.all()).toMatchObject({ "http.outage-of-an-hour": 1 });
});

test("an hour that the healing cut short does not count", async () => {
	const { counts, windows, pass } = setUp();
	windows.open(HOUR);
	windows.strikes(OUTAGE, "call");
	windows.closeAll();
	await pass(3_600);
	expect(counts.all()).toMatchObject({ "http.outage-of-an-hour": 0 });
});
