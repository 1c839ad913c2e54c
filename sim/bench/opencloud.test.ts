import { expect, test } from "bun:test";
import { join } from "node:path";
import { valueAt } from "../json";

const MAIN = join(import.meta.dir, "opencloud-main.ts");

// The figures of a small run say little; that they are complete and that everything was settled is what counts here.
test("a small run settles every command by each executor, and the naive design is counted beside it", async () => {
	const child = Bun.spawn([process.execPath, MAIN, "--servers", "3", "--commands", "20", "--naive-commands", "10"], {
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		stdio: ["ignore", "pipe", "ignore"],
	});
	const report: unknown = JSON.parse(await new Response(child.stdout).text());
	await child.exited;
	expect(report).toMatchObject({
		...{ refusedByBudget: 0, sessionsEnded: 0, bystanderDataStoreCalls: 0 },
		byExecutor: {
			owner: { commands: 12, settled: 12 },
			designated: { commands: 6, settled: 6 },
			companion: { commands: 2, settled: 2 },
		},
		naive: { byExecutor: { owner: { commands: 6 }, designated: { commands: 3 }, companion: { settled: 0 } } },
	});
	const parts = [report, valueAt(report, "naive")].flatMap((design) => [
		design,
		...["owner", "designated", "companion"].map((executor) => valueAt(design, "byExecutor", executor)),
	]);
	const figures = ["publishesPerCommand", "readsPerCommand", "writesPerCommand", "dataStoreOpsPerCommand"];
	const missing = parts.flatMap((part) => figures.filter((figure) => typeof valueAt(part, figure) !== "number"));
	expect(missing).toEqual([]);
}, 60_000);
