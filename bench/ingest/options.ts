import { parseArgs } from "node:util";

export interface Options {
	readonly json: boolean;
	/** Measured time of each run. */
	readonly seconds: number;
	readonly warmUpSeconds: number;
	readonly rounds: number;
	/** Rows that stand in each database before anything is measured. */
	readonly rows: number;
	readonly connections: readonly number[];
	/** Where the databases are kept while it runs. */
	readonly folder: string;
}

/** Throws with one line for a person when an argument cannot be meant. */
export function readOptions(args: readonly string[]): Options {
	const { values } = parseArgs({
		args: [...args],
		options: {
			json: { type: "boolean", default: false },
			seconds: { type: "string", default: "3" },
			"warm-up": { type: "string", default: "0.7" },
			rounds: { type: "string", default: "3" },
			rows: { type: "string", default: "1000000" },
			connections: { type: "string", default: "1,8,64,256" },
			folder: { type: "string", default: "out/bench-ingest" },
		},
	});
	return {
		json: values.json,
		seconds: readNumber("seconds", values.seconds, 0.1),
		warmUpSeconds: readNumber("warm-up", values["warm-up"], 0),
		rounds: readNumber("rounds", values.rounds, 1),
		rows: readNumber("rows", values.rows, 0),
		connections: values.connections.split(",").map((text) => readNumber("connections", text, 1)),
		folder: values.folder,
	};
}

function readNumber(name: string, text: string, min: number): number {
	const number = Number(text);
	if (text.trim() === "" || !Number.isFinite(number) || number < min) {
		throw new Error(`--${name} has to be a number of at least ${min}, not "${text}"`);
	}
	return number;
}
