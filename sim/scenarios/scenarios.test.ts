import { beforeAll, expect, test } from "bun:test";
import { listScenarios, playScenario, type ScenarioReport } from "./index";
import { playStory } from "./play";

/** Each is a process of its own; small machines have two cores. */
const PLAYED_AT_ONCE = 2;
const NAMES = listScenarios().map(({ name }) => name);

/** What each said; one whose script fails throws that where it is asked for. */
const reports = new Map<string, () => ScenarioReport | undefined>();

async function play(name: string): Promise<() => ScenarioReport | undefined> {
	try {
		const report = await playScenario(name, "short");
		return () => report;
	} catch (problem) {
		return () => {
			throw problem;
		};
	}
}

// Each is played once, for all that is asked about it here.
beforeAll(async () => {
	const waiting = [...NAMES];
	async function playOn(): Promise<void> {
		for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
			reports.set(name, await play(name));
		}
	}
	await Promise.all(Array.from({ length: PLAYED_AT_ONCE }, playOn));
}, 240_000);

test.each(NAMES)("%s ends as its rule promises", (name) => {
	expect(reports.get(name)?.()?.failed).toEqual([]);
});

test("no name stands for two scenarios", () => {
	expect(NAMES).toEqual([...new Set(NAMES)]);
});

test("a scenario that does not exist: nothing is played", async () => {
	expect(await playScenario("no-such-story")).toBeUndefined();
});

test("twenty commands on virtual time: another process gives the same trace, another seed another one", async () => {
	const traceHash = reports.get("twenty-commands")?.()?.["traceHash"];
	const [again, other] = [await playStory("twenty-commands.ts", "1"), await playStory("twenty-commands.ts", "2")];
	expect(again["traceHash"]).toBe(traceHash);
	expect(other).toMatchObject({ committed: 19, refused: 1, balances: [124, 153], bystanderDataStoreCalls: 0 });
	expect(other["traceHash"]).not.toBe(traceHash);
}, 60_000);

test("a bystander that loads by force: the local Roblox counts its call and the session it ended", async () => {
	const planted = await playStory("force-loading-bystander.ts");
	expect(Number(planted["bystanderDataStoreCalls"])).toBeGreaterThan(0);
	expect(Number(planted["sessionsEnded"])).toBeGreaterThan(0);
}, 60_000);
