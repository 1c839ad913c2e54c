import type { ContenderName } from "./contenders/contender";
import type { LoadResult } from "./load/tally";

/** One run of one workload on one contender. */
export interface Measurement extends LoadResult {
	readonly contender: ContenderName;
	readonly workload: string;
	/** How many receipts shared a commit, repeats included. Absent where nothing is committed. */
	readonly receiptsPerCommit?: number;
}

/** The bare database, beside one run of batches on the companion. */
export interface BareMeasurement {
	readonly receiptsPerSecond: number;
	readonly receiptsPerTransaction: number;
}
