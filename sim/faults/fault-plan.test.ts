import { expect, test } from "bun:test";
import { Random } from "../random";
import { RATED_KINDS, TIMED_KINDS } from "./fault-kinds";
import { drawFaultPlan, type FaultProfile } from "./fault-plan";

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

function plans(profile: FaultProfile): ReturnType<typeof drawFaultPlan>[] {
	return SEEDS.map((seed) => drawFaultPlan(new Random(seed), profile));
}

test("without faults every rate and every count is 0", () => {
	for (const { rates, timed } of plans("none")) {
		expect(Object.values(rates).every((rate) => rate === 0)).toBe(true);
		expect(Object.values(timed).every(({ times }) => times === 0)).toBe(true);
	}
});

test("the usual profile has no fault longer than 120 s", () => {
	const longest = plans("usual").flatMap(({ timed }) => Object.values(timed).map(({ seconds }) => seconds[1]));
	expect(Math.max(...longest)).toBe(120);
});

for (const profile of ["usual", "harsh"] as const) {
	test(`every fault of profile ${profile} is on in some seeds and off in others`, () => {
		const drawn = plans(profile);
		for (const kind of RATED_KINDS) {
			expect(new Set(drawn.map(({ rates }) => rates[kind] > 0)).size).toBe(2);
		}
		for (const kind of TIMED_KINDS.filter((one) => profile === "harsh" || one !== "http.outage-of-an-hour")) {
			expect(new Set(drawn.map(({ timed }) => timed[kind].times > 0)).size).toBe(2);
		}
	});
}

test("one seed draws one plan", () => {
	expect(drawFaultPlan(new Random(7), "harsh")).toEqual(drawFaultPlan(new Random(7), "harsh"));
});
