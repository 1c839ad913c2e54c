import { runBare } from "./bare/run-bare";
import type { Contender, ContenderName } from "./contenders/contender";
import { countRows } from "./count-rows";
import type { BareMeasurement, Measurement } from "./measurement";
import type { Databases } from "./prefill/prefill-all";
import { runWorkload, type Entrant, type Stage } from "./run-workload";
import { BATCHES, closedWorkloads, OPEN_WORKLOADS, type Workload } from "./workload";

const ORDER: readonly ContenderName[] = ["companion", "fastifyGroupCommit", "expressPrisma", "limit"];
/** Prisma does not come near the higher rate; what would be seen is only a growing queue. */
const OPEN_CONTENDERS: readonly ContenderName[] = ["companion", "fastifyGroupCommit"];
/** Rows a second that the bare database does not reach. */
const BARE_RATE_MAX = 250_000;

export interface Measured {
	readonly measurements: readonly Measurement[];
	readonly bare: readonly BareMeasurement[];
	readonly peakMemoryBytes: number;
}

/** Rounds, each with every workload on every contender in turn, so that a slow minute of the machine hits all alike. */
export async function measureAll(
	stage: Stage,
	contenders: Readonly<Record<ContenderName, Contender>>,
	databases: Databases,
	say: (line: string) => void,
): Promise<Measured> {
	const { rounds, rows, connections } = stage.options;
	const entrants: Entrant[] = [];
	const measurements: Measurement[] = [];
	const bare: BareMeasurement[] = [];
	let bareNext = rows;

	async function measure(entrant: Entrant, workload: Workload): Promise<Measurement> {
		const measured = await runWorkload(stage, entrant, workload);
		measurements.push(measured);
		say(`${entrant.contender.name}, ${workload.name}: ${Math.round(measured.requestsPerSecond)} a second`);
		return measured;
	}

	async function measureBare(receiptsPerCommit: number): Promise<void> {
		const receiptsPerTransaction = Math.max(1, Math.round(receiptsPerCommit));
		const { seconds } = stage.options;
		const job = { databasePath: databases.barePath, rows, first: bareNext, seconds };
		const supply = Math.ceil(seconds * BARE_RATE_MAX);
		const { receipts, seconds: took } = await runBare(stage.pinning, { ...job, supply, receiptsPerTransaction });
		bareNext += receipts;
		bare.push({ receiptsPerSecond: receipts / took, receiptsPerTransaction });
		say(`bare database: ${Math.round(receipts / took)} receipts a second, ${receiptsPerTransaction} to a transaction`);
	}

	try {
		for (const name of ORDER) {
			const databasePath = databases.pathOf(name);
			const process = await contenders[name].start(databasePath);
			entrants.push({ contender: contenders[name], databasePath, process, next: rows, seen: new Map() });
		}
		for (let round = 1; round <= rounds; round += 1) {
			say(`round ${round} of ${rounds}`);
			for (const workload of closedWorkloads(connections)) {
				for (const entrant of entrants) {
					const { contender, receiptsPerCommit = 1 } = await measure(entrant, workload);
					if (contender === "companion" && workload.name === BATCHES) await measureBare(receiptsPerCommit);
				}
			}
			for (const workload of OPEN_WORKLOADS) {
				const open = entrants.filter(({ contender }) => OPEN_CONTENDERS.includes(contender.name));
				for (const entrant of open) await measure(entrant, workload);
			}
		}
	} catch (problem) {
		for (const { process } of entrants) await process.kill();
		throw problem;
	}
	const peaks = await Promise.all(entrants.map(({ process }) => process.stop()));
	checkRows(entrants);
	return { measurements, bare, peakMemoryBytes: peaks[ORDER.indexOf("companion")] ?? 0 };
}

/** Every answered receipt is there, and none twice. */
function checkRows(entrants: readonly Entrant[]): void {
	for (const { contender, databasePath, next } of entrants) {
		if (contender.readSettings === undefined) continue;
		const found = countRows(databasePath);
		if (found !== next) throw new Error(`${contender.name} answered for ${next} receipts and holds ${found}`);
	}
}
