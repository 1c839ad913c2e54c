import { join } from "node:path";
import type { Pinning } from "../pin";
import type { LoadJob } from "./load-job";
import { readLoadResult, type LoadResult } from "./tally";

const MAIN = join(import.meta.dir, "main.ts");

/** Runs one process of load to its end. Throws when it failed. */
export async function runLoad(pinning: Pinning, job: LoadJob): Promise<LoadResult> {
	const child = Bun.spawn([...pinning.load([process.execPath, MAIN, JSON.stringify(job)])], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [printed, exitCode] = await Promise.all([new Response(child.stdout).text(), child.exited]);
	if (exitCode !== 0) throw new Error("the load ended with an error; its message stands above");
	return readLoadResult(JSON.parse(printed));
}

/** Throws when any answer was not what its request deserved, or when the load had too little to send. */
export function refuseWrongAnswers({ unexpected, ranDry }: LoadResult): void {
	const wrong = Object.entries(unexpected).map(([what, count]) => `${what} ${count}x`);
	if (wrong.length > 0) throw new Error(`the contender answered wrongly: ${wrong.join(", ")}`);
	if (ranDry) throw new Error("too few requests were prepared");
}
