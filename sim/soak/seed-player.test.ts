import { describe, expect, test } from "bun:test";
import { SeedPlayer } from "./seed-player";
import { hasPassed } from "./seed-result";
import { makeReport, RUN } from "./testing/seed-results";

/** Plays one seed by a program that is written in the test. */
function playBy(program: string): ReturnType<SeedPlayer["play"]> {
	return new SeedPlayer(["-e", program, "--"]).play(RUN);
}

describe("a seed's process", () => {
	test("has passed when its last line is a good report of this seed", async () => {
		const report = JSON.stringify(makeReport(RUN));
		const result = await playBy(`console.log("on the way"); console.log(${JSON.stringify(report)});`);
		expect(result?.report).toEqual(makeReport(RUN));
		expect(result !== undefined && hasPassed(result)).toBe(true);
	});

	test("is told which seed to play", async () => {
		const result = await playBy("console.error(process.argv.slice(1).join(' ')); process.exit(1);");
		expect(result?.lastWords).toContain("--seed 1 --servers 7 --commands 10 --faults usual --json");
	});

	test("that crashes leaves its exit code and its last words", async () => {
		const result = await playBy("console.error('out of memory'); process.exit(3);");
		expect(result).toMatchObject({ exitCode: 3, report: undefined, lastWords: "out of memory\n" });
	});

	test("that is killed has failed", async () => {
		const result = await playBy("process.kill(process.pid, 'SIGKILL');");
		expect(result).toMatchObject({ exitCode: undefined, report: undefined });
	});

	test("that is broken off says nothing about the seed", async () => {
		expect(await playBy("process.kill(process.pid, 'SIGINT');")).toBeUndefined();
		const player = new SeedPlayer(["-e", "setInterval(() => undefined, 1_000);"]);
		const played = player.play(RUN);
		player.stop();
		expect(await played).toBeUndefined();
	});
});
