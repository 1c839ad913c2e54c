import type { Check } from "./check";
import type { DoctorParts } from "./doctor-parts";
import { bad, skipped, type Finding } from "./finding";

export interface Outcome {
	readonly name: string;
	readonly finding: Finding;
}

/** Runs every check in its order, whatever the ones before it found. Never rejects. */
export async function runChecks(checks: readonly Check[], parts: DoctorParts): Promise<readonly Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const check of checks) {
		const missing = check.after.filter((name) => !outcomes.some((known) => known.name === name && isOk(known)));
		const finding = missing.length === 0 ? await run(check, parts) : skipped(describeMissing(missing, outcomes));
		outcomes.push({ name: check.name, finding });
	}
	return outcomes;
}

function isOk({ finding }: Outcome): boolean {
	return finding.kind === "ok";
}

function describeMissing(missing: readonly string[], outcomes: readonly Outcome[]): string {
	const failed = missing.filter((name) =>
		outcomes.some((known) => known.name === name && known.finding.kind === "failed"),
	);
	if (failed.length > 0) return `not checked, because ${failed.join(" and ")} failed`;
	return `not checked, because ${missing.join(" and ")} ${missing.length > 1 ? "were" : "was"} not`;
}

/** A check that throws is a bug of its own, and no reason to leave out the others. Messages may hold secrets. */
async function run(check: Check, parts: DoctorParts): Promise<Finding> {
	try {
		return await check.run(parts);
	} catch (problem) {
		const name = problem instanceof Error ? problem.name : typeof problem;
		return bad(`this check itself broke (${name}); please report it as a bug of the doctor`);
	}
}
