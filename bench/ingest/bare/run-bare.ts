import { join } from "node:path";
import { numberIn } from "../../../companion/answer-fields";
import type { Pinning } from "../pin";

const MAIN = join(import.meta.dir, "main.ts");

export interface BareJob {
	readonly databasePath: string;
	readonly rows: number;
	/** Number of the first receipt to write. */
	readonly first: number;
	readonly supply: number;
	readonly receiptsPerTransaction: number;
	readonly seconds: number;
}

export interface BareResult {
	readonly receipts: number;
	readonly seconds: number;
}

export async function runBare(pinning: Pinning, job: BareJob): Promise<BareResult> {
	const child = Bun.spawn([...pinning.contender([process.execPath, MAIN, JSON.stringify(job)])], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [printed, exitCode] = await Promise.all([new Response(child.stdout).text(), child.exited]);
	if (exitCode !== 0) throw new Error("the bare database ended with an error; its message stands above");
	const result: unknown = JSON.parse(printed);
	return { receipts: numberIn(result, "receipts") ?? 0, seconds: numberIn(result, "seconds") ?? 0 };
}
