import { describe, expect, test } from "bun:test";
import type { SeedResult } from "./seed-result";
import type { SeedRun } from "./seed-run";
import { playSoak, soakExitCode, type Soak, type SoakPorts } from "./soak";
import { readSoakOptions, type SoakOptions } from "./soak-options";
import { summarize } from "./summary";
import { makeFailing, makeResult } from "./testing/seed-results";

function optionsOf(...given: string[]): SoakOptions {
	const read = readSoakOptions(["--commands", "40", "--per-seed", "10", "--faults", "usual", ...given], 2);
	if (!read.ok) throw new Error(read.error);
	return read.value;
}

type Player = (run: SeedRun) => SeedResult | undefined;

/** A soak whose seeds are played by a function; it can be started again on the same log. */
class Bench {
	log = "";
	code = "c0de";
	interruption: string | undefined;
	readonly said: string[] = [];
	readonly played: number[] = [];
	readonly progress: Soak[] = [];
	seconds = 0;

	start(player: Player = (run) => makeResult(run), options = optionsOf()): Promise<Soak> {
		this.seconds = 0;
		const ports: SoakPorts = {
			play: (run) => {
				this.played.push(run.seed);
				this.seconds += 3;
				return Promise.resolve(player(run));
			},
			elapsed: () => this.seconds,
			code: () => this.code,
			interruption: () => this.interruption,
			log: { read: () => this.log, append: (line) => void (this.log += line) },
			say: (line) => void this.said.push(line),
			onProgress: (soak) => void this.progress.push(soak),
		};
		return playSoak(options, ports);
	}
}

describe("a soak", () => {
	test("plays every seed once and ends well when all of them do", async () => {
		const bench = new Bench();
		const soak = await bench.start();
		expect(bench.played).toEqual([1, 2, 3, 4]);
		expect(soakExitCode(soak)).toBe(0);
		expect(bench.progress).toHaveLength(4);
	});

	test("goes on after a failing seed, says at once how to replay it, and fails", async () => {
		const bench = new Bench();
		const saidBySeed: string[] = [];
		const soak = await bench.start(
			(run) => {
				saidBySeed.push(bench.said.join("\n"));
				return run.seed === 2 ? makeFailing(run) : makeResult(run);
			},
			optionsOf("--workers", "1"),
		);
		expect(bench.played).toEqual([1, 2, 3, 4]);
		expect(saidBySeed[2]).toContain("run sim --seed 2 --servers 7 --commands 10 --faults usual");
		expect(soakExitCode(soak)).toBe(1);
		expect(summarize(soak).figures).toMatchObject({ ok: false, finished: true, doubled: 1, failing: [{ seed: 2 }] });
	});

	const lies: readonly (readonly [string, (run: SeedRun) => SeedResult])[] = [
		["ended without a report", (run) => ({ ...makeResult(run), report: undefined })],
		["was killed", (run) => ({ ...makeResult(run), exitCode: undefined, report: undefined })],
		["says ok but ends with an error", (run) => ({ ...makeResult(run), exitCode: 3 })],
		["says ok with a broken rule", (run) => makeResult(run, { violations: 1 })],
		["gave fewer commands than asked", (run) => makeResult(run, { commands: 9 })],
		["reports another seed", (run) => makeResult(run, { seed: 99 })],
	];
	test.each(lies)("fails by a seed whose process %s", async (_, player) => {
		expect(soakExitCode(await new Bench().start(player))).toBe(1);
	});
});

describe("a soak that was interrupted", () => {
	test("begins no more seeds, is neither good nor failing, and goes on from there", async () => {
		const bench = new Bench();
		const options = optionsOf("--workers", "1");
		const stopped = await bench.start((run) => {
			if (run.seed === 2) bench.interruption = "SIGINT";
			return makeResult(run);
		}, options);
		expect(stopped).toMatchObject({ stopped: "SIGINT", sessions: 1 });
		expect(soakExitCode(stopped)).toBe(2);
		bench.interruption = undefined;
		const whole = await bench.start(undefined, options);
		expect(bench.played).toEqual([1, 2, 3, 4]);
		expect(whole).toMatchObject({ stopped: undefined, sessions: 2, wallSeconds: 12 });
		expect(whole.results.map(({ run }) => run.seed)).toEqual([1, 2, 3, 4]);
		expect(soakExitCode(whole)).toBe(0);
	});

	test("plays a seed again that was broken off", async () => {
		const bench = new Bench();
		await bench.start((run) => (run.seed === 3 ? undefined : makeResult(run)));
		await bench.start();
		expect(bench.played).toEqual([1, 2, 3, 4, 3]);
	});

	test("keeps what its log holds when the last line was cut off", async () => {
		const bench = new Bench();
		await bench.start();
		bench.log = bench.log.slice(0, -20);
		await bench.start();
		expect(bench.played).toEqual([1, 2, 3, 4, 4]);
		const soak = await bench.start();
		expect(bench.played).toHaveLength(5);
		expect(soak.results).toHaveLength(4);
	});

	test("still fails by a seed that failed before", async () => {
		const bench = new Bench();
		await bench.start((run) => (run.seed === 1 ? makeFailing(run) : makeResult(run)));
		bench.said.length = 0;
		expect(soakExitCode(await bench.start())).toBe(1);
		expect(bench.said.join("\n")).toContain("replay: ");
	});
});

describe("the log", () => {
	test("counts no seed of other code", async () => {
		const bench = new Bench();
		await bench.start();
		bench.code = "0the7";
		const soak = await bench.start();
		expect(bench.played).toHaveLength(8);
		expect(soak.results).toHaveLength(4);
	});

	test("takes nothing that was played while the code changed, and the soak stops", async () => {
		const bench = new Bench();
		const soak = await bench.start(
			(run) => {
				if (run.seed === 2) bench.code = "0the7";
				return makeResult(run);
			},
			optionsOf("--workers", "1"),
		);
		expect(bench.played).toEqual([1, 2]);
		expect(soak.results.map(({ run }) => run.seed)).toEqual([1]);
		expect(soak.stopped).toContain("code was changed");
	});

	test("counts no seed that was played with other options", async () => {
		const bench = new Bench();
		await bench.start();
		await bench.start(undefined, optionsOf("--servers", "3"));
		expect(bench.played).toHaveLength(8);
	});
});
