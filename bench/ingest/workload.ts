/** One kind of load. */
export interface Workload {
	readonly name: string;
	readonly connections: number;
	/** Receipts in each request. */
	readonly batchSize: number;
	/** Absent: each connection sends as fast as it is answered. */
	readonly ratePerSecond?: number;
}

export const BATCH_SIZE = 20;
export const MAIN_CONNECTIONS = 64;
export const BATCHES = "batches of 20";
const OPEN_RATES = [200, 2_000];

export function connectionsName(connections: number): string {
	return connections === 1 ? "1 connection" : `${connections} connections`;
}

/** As fast as it goes: single receipts over so many connections, then batches. */
export function closedWorkloads(connections: readonly number[]): readonly Workload[] {
	const single = connections.map((count) => ({ name: connectionsName(count), connections: count, batchSize: 1 }));
	return [...single, { name: BATCHES, connections: MAIN_CONNECTIONS, batchSize: BATCH_SIZE }];
}

/** At fixed rates, for latency. */
export const OPEN_WORKLOADS: readonly Workload[] = OPEN_RATES.map((ratePerSecond) => ({
	name: `${ratePerSecond} a second`,
	connections: MAIN_CONNECTIONS,
	batchSize: 1,
	ratePerSecond,
}));
