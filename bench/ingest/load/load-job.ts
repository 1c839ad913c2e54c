import { fieldOf, listOf, numberIn, textIn } from "../../../companion/answer-fields";
import type { SigningKey } from "../../../shared/protocol/command-signature";

/** What one process of load is told, as JSON in its only argument. */
export interface LoadJob {
	readonly port: number;
	readonly keys: readonly SigningKey[];
	/** Rows of the prefilled database; decides which wallets there are. */
	readonly rows: number;
	/** Number of the first receipt to send. */
	readonly first: number;
	/** Most requests it may need. */
	readonly supply: number;
	readonly connections: number;
	readonly batchSize: number;
	readonly warmUpSeconds: number;
	readonly seconds: number;
	/** Absent: each connection sends as fast as it is answered. */
	readonly ratePerSecond?: number;
}

export function readLoadJob(value: unknown): LoadJob {
	const number = (name: string): number => {
		const found = numberIn(value, name);
		if (found === undefined) throw new Error(`the job lacks ${name}`);
		return found;
	};
	const ratePerSecond = numberIn(value, "ratePerSecond");
	return {
		port: number("port"),
		keys: listOf(fieldOf(value, "keys")).map((key) => ({
			keyId: textIn(key, "keyId") ?? "",
			key: textIn(key, "key") ?? "",
		})),
		rows: number("rows"),
		first: number("first"),
		supply: number("supply"),
		connections: number("connections"),
		batchSize: number("batchSize"),
		warmUpSeconds: number("warmUpSeconds"),
		seconds: number("seconds"),
		...(ratePerSecond === undefined ? {} : { ratePerSecond }),
	};
}
