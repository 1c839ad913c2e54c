import { parseArgs } from "node:util";
import { fail, ok, type Result } from "../../shared/result";

export interface HeadlessOptions {
	readonly project: string;
	/** Files that run as one more server script each. */
	readonly scripts: readonly string[];
	readonly servers: number;
	/** Virtual time until the servers are shut down. */
	readonly seconds: number;
	readonly players: number;
	/** Virtual time after which all players go on to the next server, again and again; 0: they stay. */
	readonly hopSeconds: number;
	/** Each player gets a client of his own, and what his screen shows is printed. */
	readonly hasClients: boolean;
	readonly seed: number;
	readonly json: boolean;
}

const USAGE = `usage: headless PROJECT.project.json [--servers N] [--seconds S] [--script FILE]... [--players N] [--hops S] [--clients] [--seed N] [--json]`;
const TEXT = { type: "string" } as const;

/** Reads the command line; the error is for people. */
export function readHeadlessOptions(given: readonly string[]): Result<HeadlessOptions, string> {
	const parsed = parse(given);
	if (typeof parsed === "string") return fail(`${parsed}\n${USAGE}`);
	const { values, positionals } = parsed;
	const wrong: string[] = [];
	const count = (
		name: "servers" | "seconds" | "players" | "hops" | "seed",
		usual: number,
		min: number,
		max: number,
	): number => {
		const text = values[name];
		const value = text === undefined ? usual : Number(text);
		if (!Number.isInteger(value) || value < min || value > max || text === "") {
			wrong.push(`--${name} is a whole number from ${min} to ${max}`);
		}
		return value;
	};
	const [project, ...others] = positionals;
	if (project === undefined || others.length > 0) wrong.push("name one project");
	const options: HeadlessOptions = {
		project: project ?? "",
		scripts: values.script ?? [],
		servers: count("servers", 1, 1, 30),
		seconds: count("seconds", 60, 1, 1_000_000),
		players: count("players", 0, 0, 1_000),
		hopSeconds: count("hops", 0, 0, 1_000_000),
		seed: count("seed", 1, 0, Number.MAX_SAFE_INTEGER),
		hasClients: values.clients ?? false,
		json: values.json ?? false,
	};
	return wrong.length > 0 ? fail(`${wrong.join("; ")}\n${USAGE}`) : ok(options);
}

function parse(given: readonly string[]) {
	try {
		const options = {
			script: { type: "string", multiple: true },
			servers: TEXT,
			seconds: TEXT,
			players: TEXT,
			hops: TEXT,
			seed: TEXT,
			clients: { type: "boolean" },
			json: { type: "boolean" },
		} as const;
		return parseArgs({ args: [...given], options, allowPositionals: true });
	} catch (problem) {
		if (problem instanceof TypeError) return problem.message;
		throw problem;
	}
}
