import { countCommits } from "./commit-count";
import type { Contender, ContenderName, Secrets } from "./contenders/contender";
import type { ContenderProcess } from "./contenders/contender-process";
import { refuseWrongAnswers, runLoad } from "./load/run-load";
import type { LoadResult } from "./load/tally";
import type { Measurement } from "./measurement";
import type { Options } from "./options";
import type { Pinning } from "./pin";
import { MAIN_CONNECTIONS, type Workload } from "./workload";

/** A contender that is up, and how much of the endless list of receipts it has been sent. */
export interface Entrant {
	readonly contender: Contender;
	readonly databasePath: string;
	readonly process: ContenderProcess;
	/** Number of the next receipt. */
	next: number;
	/** Requests a second seen so far, by workload: how many have to be signed beforehand. */
	readonly seen: Map<string, number>;
}

/** What no contender reaches with 64 connections; after the first run the measured rate takes its place. */
const FIRST_GUESS: Readonly<Record<ContenderName, number>> = {
	companion: 45_000,
	fastifyGroupCommit: 45_000,
	expressPrisma: 3_000,
	limit: 110_000,
};
const RESERVE = 2;
const TRIES_MAX = 4;

export interface Stage {
	readonly options: Options;
	readonly pinning: Pinning;
	readonly secrets: Secrets;
}

export async function runWorkload(stage: Stage, entrant: Entrant, workload: Workload): Promise<Measurement> {
	const { contender, databasePath, process } = entrant;
	const { seconds, warmUpSeconds, rows } = stage.options;
	const { connections, batchSize, ratePerSecond } = workload;
	const rate = ratePerSecond ?? expectedRate(entrant, workload);
	const stores = contender.readSettings !== undefined;
	const countNow = (): number => (stores ? countCommits(databasePath) : 0);
	let supply = Math.ceil(rate * (seconds + warmUpSeconds)) + connections;
	let commitsBefore = 0;
	const load = (): Promise<LoadResult> => {
		commitsBefore = countNow();
		return runLoad(stage.pinning, {
			...{ port: process.port, keys: stage.secrets.keys, rows, first: entrant.next },
			...{ connections, batchSize, seconds, warmUpSeconds, supply },
			...(ratePerSecond === undefined ? {} : { ratePerSecond }),
		});
	};
	let result = await load();
	// A machine that was busy before may be so much faster now; what ran dry is not counted, and played again.
	for (let tries = 1; result.ranDry && tries < TRIES_MAX; tries += 1) {
		entrant.next += result.newRequests * batchSize;
		supply *= 2;
		result = await load();
	}
	refuseWrongAnswers(result);
	entrant.next += result.newRequests * batchSize;
	entrant.seen.set(workload.name, result.requestsPerSecond);
	const commits = countNow() - commitsBefore;
	return {
		...result,
		contender: contender.name,
		workload: workload.name,
		...(commits === 0 ? {} : { receiptsPerCommit: (result.newRequests * batchSize) / commits }),
	};
}

function expectedRate({ contender, seen }: Entrant, { name, connections, batchSize }: Workload): number {
	const measured = seen.get(name);
	if (measured !== undefined) return measured * RESERVE;
	const share = connections < MAIN_CONNECTIONS ? Math.max(0.2, connections / MAIN_CONNECTIONS) : 1;
	return (FIRST_GUESS[contender.name] * share) / Math.sqrt(batchSize);
}
