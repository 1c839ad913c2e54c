import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchFigures, benchTable, listBenchRuns, type Sample } from "./bench-figures";
import { SeedPlayer } from "./seed-player";
import { describeResult } from "./seed-result";
import type { SeedRun } from "./seed-run";

/** Plays the listed seeds one after the other, then two side by side, and prints a table and one JSON line. */
const { values } = parseArgs({ options: { commands: { type: "string", default: "2000" } } });
const commands = Number(values.commands);
const player = new SeedPlayer([join(import.meta.dir, "..", "main.ts")]);
process.on("SIGINT", () => player.stop());
process.on("SIGTERM", () => player.stop());

async function play(...together: readonly SeedRun[]): Promise<Sample> {
	const results = (await Promise.all(together.map(player.play))).map((result) => {
		if (result === undefined) process.exit(130);
		process.stderr.write(`${describeResult(result)}\n`);
		return result;
	});
	return { results };
}

const runs = listBenchRuns(commands);
const alone: Sample[] = [];
for (const run of runs) alone.push(await play(run));
const pairs: Sample[] = [];
for (let index = 0; index + 1 < runs.length; index += 2) pairs.push(await play(...runs.slice(index, index + 2)));
const figures = benchFigures(commands, alone, pairs);
process.stdout.write(`${benchTable(alone, pairs, figures)}\n${JSON.stringify(figures)}\n`);
process.exit(figures.ok ? 0 : 1);
