import { join } from "node:path";
import { judgeFixedRuns, listFixedRuns } from "./fixed-seeds";
import { playAll } from "./play-all";
import { SeedPlayer } from "./seed-player";
import { describeResult, type SeedResult } from "./seed-result";

/** Plays the fixed seeds of `test`, two at a time. The last line is `N passed, N failed`. */
const WORKERS = 2;
const player = new SeedPlayer([join(import.meta.dir, "..", "main.ts")]);
let interrupted = false;
for (const name of ["SIGINT", "SIGTERM"] as const) {
	process.on(name, () => {
		interrupted = true;
		player.stop();
	});
}
const runs = listFixedRuns();
const results: SeedResult[] = [];
await playAll(runs, WORKERS, {
	play: player.play,
	mayBegin: () => !interrupted,
	onResult: (result) => {
		results.push(result);
		process.stdout.write(`${describeResult(result)}\n`);
	},
});
const { passed, failed, problems } = judgeFixedRuns(runs, results);
for (const problem of problems) process.stdout.write(`FAILED  ${problem}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
