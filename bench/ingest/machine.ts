import { cpus, platform, arch } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../companion/database/open-database";
import { startContender } from "./contenders/contender-process";
import { runLoad } from "./load/run-load";
import type { Pinning } from "./pin";
import type { Stage } from "./run-workload";
import { MAIN_CONNECTIONS } from "./workload";

const COMMITS = 200;
const CEILING_SUPPLY = 300_000;

export interface MachineFacts {
	readonly system: string;
	readonly cores: number;
	readonly bun: string;
	readonly pinning: string;
	/** One durable commit of one small row, the median, which every contender pays. */
	readonly commitMs: number;
}

/** `databasePath`: any database on the disk that is measured; it is left as it was. */
export function describeMachine(databasePath: string, { description }: Pinning): MachineFacts {
	const database = openDatabase(databasePath);
	database.run("CREATE TABLE bench_commit (number INTEGER) STRICT");
	const insert = database.query("INSERT INTO bench_commit VALUES (1)");
	const times = Array.from({ length: COMMITS }, () => {
		const started = performance.now();
		insert.run();
		return performance.now() - started;
	}).toSorted((a, b) => a - b);
	database.run("DROP TABLE bench_commit");
	database.close();
	return {
		system: `${platform()} ${arch()}`,
		cores: cpus().length,
		bun: Bun.version,
		pinning: description,
		commitMs: Number((times[COMMITS / 2] ?? 0).toFixed(2)),
	};
}

/** Requests a second that the load makes when answers cost nothing: no contender can be seen above it. */
export async function findCeiling({ pinning, secrets, options }: Stage): Promise<number> {
	const echo = await startContender(
		pinning.contender([process.execPath, join(import.meta.dir, "contenders", "echo-main.ts")]),
		{},
	);
	try {
		const { requestsPerSecond } = await runLoad(pinning, {
			...{ port: echo.port, keys: secrets.keys, rows: 0, first: 0, batchSize: 1 },
			...{ connections: MAIN_CONNECTIONS, supply: CEILING_SUPPLY, seconds: 1, warmUpSeconds: options.warmUpSeconds },
		});
		return Math.round(requestsPerSecond);
	} finally {
		await echo.kill();
	}
}
