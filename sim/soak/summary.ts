import { COUNT_NAMES } from "./seed-report";
import { replayLine } from "./seed-run";
import { SOAK_EXIT, soakExitCode, type Soak } from "./soak";
import { listRuns } from "./soak-options";
import { addUp, settledPerSecond, virtualPerSecond } from "./totals";

export interface Summary {
	/** For people. */
	readonly text: string;
	/** For programs: what `--json` prints last. */
	readonly figures: Readonly<Record<string, unknown>>;
}

/** How a soak went, at its end. */
export function summarize(soak: Soak): Summary {
	const totals = addUp(soak.results);
	const perSecond = settledPerSecond(totals, soak.wallSeconds);
	const { failing, ...sums } = totals;
	const broken = COUNT_NAMES.map((name) => `${name} ${sums[name]}`).join(", ");
	const words = ["ok", "FAILED", "NOT FINISHED"][soakExitCode(soak)] ?? "";
	return {
		text: `${words}: ${sums.seeds} seeds, ${failing.length} failing; ${broken}; ${perSecond} settled per second${
			soak.stopped === undefined ? "" : `\nnot finished: ${soak.stopped}; the same command goes on from here`
		}`,
		figures: {
			ok: soakExitCode(soak) === SOAK_EXIT.ok,
			finished: soak.stopped === undefined,
			...sums,
			seedsWanted: listRuns(soak.options).length,
			failing: failing.map(({ run }) => ({ seed: run.seed, replay: replayLine(run) })),
			wallSeconds: soak.wallSeconds,
			settledPerSecond: perSecond,
			virtualPerWall: virtualPerSecond(totals, soak.wallSeconds),
		},
	};
}
