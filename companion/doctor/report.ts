import type { Finding } from "./finding";
import type { Outcome } from "./run-checks";

/** What `--json` prints. A check that was skipped is `ok`, and its advice begins with `skipped: `. */
export interface DoctorReport {
	readonly ok: boolean;
	readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly advice: string }[];
}

export function makeReport(outcomes: readonly Outcome[]): DoctorReport {
	const checks = outcomes.map(({ name, finding }) => ({
		name,
		ok: finding.kind !== "failed",
		advice: adviceOf(finding),
	}));
	return { ok: checks.every((check) => check.ok), checks };
}

/** One line for each check, then one that sums up. */
export function renderOutcomes(outcomes: readonly Outcome[]): readonly string[] {
	const count = (kind: Finding["kind"]): number => outcomes.filter(({ finding }) => finding.kind === kind).length;
	return [...outcomes.map(renderOutcome), `${count("ok")} ok, ${count("failed")} failed, ${count("skipped")} skipped`];
}

const WORDS = { ok: "ok  ", failed: "FAIL", skipped: "skip" } as const satisfies Record<Finding["kind"], string>;

/** One line. */
export function renderOutcome({ name, finding }: Outcome): string {
	const text = textOf(finding);
	return `${WORDS[finding.kind]} ${name}${text === "" ? "" : `: ${text}`}`;
}

function adviceOf(finding: Finding): string {
	return finding.kind === "skipped" ? `skipped: ${finding.why}` : textOf(finding);
}

function textOf(finding: Finding): string {
	switch (finding.kind) {
		case "ok":
			return finding.note;
		case "failed":
			return finding.advice;
		case "skipped":
			return finding.why;
	}
}
