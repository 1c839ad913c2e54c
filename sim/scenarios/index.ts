import { playStoryWithin, STORY_SECONDS_MAX } from "./play";
import { SCENARIOS } from "./registry";
import type { Report, Scenario } from "./scenario";

export interface ScenarioReport extends Report {
	readonly ok: boolean;
	readonly name: string;
	readonly story: string;
	readonly rule: string;
	/** What did not come true. */
	readonly failed: readonly string[];
}

export function listScenarios(): readonly Scenario[] {
	return SCENARIOS;
}

/** Plays one scenario by name; `undefined` when there is none of that name. Rejects when its script fails. */
export async function playScenario(
	name: string,
	how: "whole" | "short" = "whole",
): Promise<ScenarioReport | undefined> {
	const scenario = SCENARIOS.find((candidate) => candidate.name === name);
	if (scenario === undefined) return undefined;
	const { story, rule, file, args = [], shortArgs = args, secondsMax = STORY_SECONDS_MAX, judge } = scenario;
	const report = await playStoryWithin(secondsMax, file, ...(how === "short" ? shortArgs : args));
	const failed = judge(report);
	return { ...report, ok: failed.length === 0, name, story, rule, failed };
}
