import { parseArgs } from "node:util";
import { fail, ok, type Result } from "../../shared/result";
import { PROFILES, type FaultProfile } from "../faults/fault-plan";
import { runOptions, type SeedRun } from "./seed-run";

export type SoakFaults = FaultProfile | "mix";

export interface SoakOptions {
	readonly commands: number;
	readonly servers: number;
	readonly firstSeed: number;
	readonly commandsPerSeed: number;
	readonly faults: SoakFaults;
	/** Seeds played at the same time. */
	readonly workers: number;
	/** After that no seed is begun any more. */
	readonly minutes: number;
	readonly reportFile: string;
	readonly logFile: string;
	readonly json: boolean;
}

const USAGE = `usage: sim --soak [--commands N] [--servers N] [--seed FIRST] [--per-seed N] [--faults mix|usual|harsh|none]
       [--workers N] [--minutes N] [--report FILE.md] [--log FILE.jsonl] [--json]`;
const FAULTS = ["mix", ...PROFILES] as const;
const TEXT = { type: "string" } as const;
const MIX_CYCLE = 10;
const HARSH_IN_CYCLE = 3;

/** Reads the command line of the soak; the error is a line for people. */
export function readSoakOptions(given: readonly string[], cores: number): Result<SoakOptions, string> {
	const values = parse(given);
	if (typeof values === "string") return fail(`${values}\n${USAGE}`);
	const wrong: string[] = [];
	const count = (name: Exclude<keyof typeof values, "json">, usual: number, min: number, max: number): number => {
		const text = values[name];
		const value = text === undefined ? usual : Number(text);
		if (!Number.isInteger(value) || value < min || value > max) {
			wrong.push(`--${name} is a whole number from ${min} to ${max}`);
		}
		return value;
	};
	const faults = FAULTS.find((candidate) => candidate === (values.faults ?? "mix"));
	if (faults === undefined) return fail(`--faults is one of ${FAULTS.join(", ")}\n${USAGE}`);
	const reportFile = values.report ?? "build/soak.md";
	const options: SoakOptions = {
		commands: count("commands", 100_000, 1, 1_000_000_000),
		servers: count("servers", 7, 1, 50),
		firstSeed: count("seed", 1, 0, Number.MAX_SAFE_INTEGER - 1_000_000_000),
		commandsPerSeed: count("per-seed", 2_000, 1, 100_000),
		faults,
		workers: count("workers", cores, 1, 256),
		minutes: values.minutes === undefined ? Infinity : count("minutes", 1, 1, 1_000_000),
		reportFile,
		logFile: values.log ?? `${reportFile.replace(/\.md$/, "")}.jsonl`,
		json: values.json ?? false,
	};
	return wrong.length > 0 ? fail(`${wrong.join("; ")}\n${USAGE}`) : ok(options);
}

function parse(given: readonly string[]) {
	try {
		const options = {
			commands: TEXT,
			servers: TEXT,
			seed: TEXT,
			"per-seed": TEXT,
			faults: TEXT,
			workers: TEXT,
			minutes: TEXT,
			report: TEXT,
			log: TEXT,
			json: { type: "boolean" },
		} as const;
		return parseArgs({ args: [...given], options }).values;
	} catch (problem) {
		if (problem instanceof TypeError) return problem.message;
		throw problem;
	}
}

/** All seeds, in order; the last one gives what is left of the commands. */
export function listRuns(options: SoakOptions): readonly SeedRun[] {
	const { commands, commandsPerSeed, firstSeed, servers, faults } = options;
	return Array.from({ length: Math.ceil(commands / commandsPerSeed) }, (_, index) => ({
		seed: firstSeed + index,
		servers,
		commands: Math.min(commandsPerSeed, commands - index * commandsPerSeed),
		profile: faults === "mix" ? mixedProfile(firstSeed + index) : faults,
	}));
}

/** Of ten seeds one without faults, three harsh, six usual; the seed alone decides. */
function mixedProfile(seed: number): FaultProfile {
	const place = seed % MIX_CYCLE;
	if (place === 0) return "none";
	return place % HARSH_IN_CYCLE === 0 ? "harsh" : "usual";
}

/** The command that asks for the same soak, without the names of its files. */
export function soakLine(options: SoakOptions): string {
	const { commands, servers, firstSeed, commandsPerSeed, faults, workers } = options;
	const words = runOptions({ seed: firstSeed, servers, commands, profile: "usual" }).slice(0, -2);
	const rest = [`--per-seed ${commandsPerSeed}`, `--faults ${faults}`, `--workers ${workers}`];
	return `npx --yes bun@${Bun.version} run sim --soak ${[...words, ...rest].join(" ")}`;
}
