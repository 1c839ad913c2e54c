import { join } from "node:path";
import { listFixedRuns } from "./fixed-seeds";
import { playAll } from "./play-all";
import { SeedPlayer } from "./seed-player";
import { describeResult, hasPassed, type SeedResult } from "./seed-result";

/** Plays the fixed seeds of `test`, two at a time. The last line is `N passed, N failed`, one for each seed. */
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
const passed = results.filter(hasPassed).length;
// A seed that was never played to its end has not passed.
process.stdout.write(`${passed} passed, ${runs.length - passed} failed\n`);
process.exit(passed === runs.length ? 0 : 1);
