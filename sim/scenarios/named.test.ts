import { expect, test } from "bun:test";
import { listScenarios, playScenario } from "./index";

/** Each is a process of its own; small machines have two cores. */
const PLAYED_AT_ONCE = 2;

test("every named scenario ends as its rule promises", async () => {
	const waiting = listScenarios().map((scenario) => scenario.name);
	const failed: unknown[] = [];
	async function playOn(): Promise<void> {
		for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
			const report = await playScenario(name);
			if (report?.ok !== true) failed.push(report ?? name);
		}
	}
	await Promise.all(Array.from({ length: PLAYED_AT_ONCE }, playOn));
	expect(failed).toEqual([]);
}, 120_000);

test("a scenario that does not exist: nothing is played", async () => {
	expect(await playScenario("no-such-story")).toBeUndefined();
});
