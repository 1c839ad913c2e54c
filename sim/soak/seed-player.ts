import { vmEnvironment } from "../luau/ensure-jit";
import { parseJson } from "../json";
import { readSeedReport } from "./seed-report";
import type { SeedResult } from "./seed-result";
import { runOptions, type SeedRun } from "./seed-run";

/** Far more than a seed with long outages needs on a slow machine; beyond it the process hangs. */
const SECONDS_MAX = { base: 3_600, perCommand: 1 } as const;
const LAST_WORDS_LENGTH = 2_000;
const BROKEN_OFF_BY: readonly (string | number | null)[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Plays each seed in a process of its own, so that its memory comes back and its crash stays its own. */
export class SeedPlayer {
	readonly #children = new Set<Bun.Subprocess>();

	/** `program`: a script for Bun that takes the options of one seed and prints its report last. */
	constructor(private readonly program: readonly string[]) {}

	/** `undefined` when it was broken off, by `stop` or by Ctrl-C, which reaches the child through the terminal. */
	readonly play = async (run: SeedRun): Promise<SeedResult | undefined> => {
		const started = performance.now();
		const child = Bun.spawn([process.execPath, ...this.program, ...runOptions(run), "--json"], {
			stdin: "ignore",
			stdout: "pipe",
			stderr: "pipe",
			env: vmEnvironment(process.env),
			timeout: (SECONDS_MAX.base + SECONDS_MAX.perCommand * run.commands) * 1_000,
			killSignal: "SIGKILL",
		});
		this.#children.add(child);
		const [output, words] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
		await child.exited;
		this.#children.delete(child);
		if (BROKEN_OFF_BY.includes(child.signalCode)) return undefined;
		const report = readSeedReport(parseJson(output.trim().split("\n").at(-1) ?? ""));
		return {
			run,
			exitCode: child.exitCode ?? undefined,
			report,
			wallSeconds: Math.round((performance.now() - started) / 10) / 100,
			lastWords: child.exitCode === 0 ? "" : words.slice(-LAST_WORDS_LENGTH),
		};
	};

	/** Ends what is being played. */
	stop(): void {
		for (const child of this.#children) child.kill("SIGTERM");
	}
}
