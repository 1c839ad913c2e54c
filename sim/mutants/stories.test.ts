import { expect, test } from "bun:test";
import { join } from "node:path";
import { vmEnvironment } from "../luau/ensure-jit";
import { STORIES } from "./stories/index";
import { readStoryReport } from "./story-report";

/** One process for all of them: reading the place takes longer than most stories. */
test("without a mutant every story settles commands, and no checker speaks", async () => {
	const names = Object.keys(STORIES);
	const child = Bun.spawn([process.execPath, join(import.meta.dir, "play-story.ts"), ...names], {
		env: vmEnvironment(process.env),
		stdio: ["ignore", "pipe", "inherit"],
		timeout: 240_000,
		killSignal: "SIGKILL",
	});
	const output = await new Response(child.stdout).text();
	expect(await child.exited).toBe(0);
	const reports = output.trim().split("\n").map(readStoryReport);
	expect(reports.map((report, index) => ({ story: names[index], violations: report?.violations }))).toEqual(
		names.map((story) => ({ story, violations: [] })),
	);
	expect(reports.filter((report) => (report?.settled ?? 0) === 0)).toEqual([]);
}, 300_000);
