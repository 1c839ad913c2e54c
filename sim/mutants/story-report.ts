import { isJsonObject, parseJson, valueAt } from "../json";

/** The first violation that one checker found of one rule. */
export interface ReportedViolation {
	readonly checker: string;
	readonly rule: string;
	readonly what: string;
	/** Commands given by then. */
	readonly commands: number;
}

export interface StoryReport {
	/** Commands whose last words were read. */
	readonly settled: number;
	readonly violations: readonly ReportedViolation[];
}

/** What a played story printed last; `undefined` when that is no report, because it crashed for one. */
export function readStoryReport(output: string): StoryReport | undefined {
	const report = parseJson(output.trim().split("\n").at(-1) ?? "");
	const settled = valueAt(report, "settled");
	const violations = valueAt(report, "violations");
	if (typeof settled !== "number" || !Array.isArray(violations)) return undefined;
	return { settled, violations: violations.flatMap((item) => readViolation(item) ?? []) };
}

function readViolation(value: unknown): ReportedViolation | undefined {
	if (!isJsonObject(value)) return undefined;
	const { checker, rule, what, commands } = value;
	if (typeof checker !== "string" || typeof rule !== "string") return undefined;
	return { checker, rule, what: String(what), commands: typeof commands === "number" ? commands : 0 };
}
