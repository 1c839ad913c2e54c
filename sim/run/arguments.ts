import { fail, ok, type Result } from "../../shared/result";
import { PROFILES, type FaultProfile } from "../faults/fault-plan";

export interface Arguments {
	readonly seed: number;
	readonly servers: number;
	readonly commands: number;
	readonly profile: FaultProfile;
	readonly json: boolean;
	/** Writes every line of the trace and the logs to standard error. */
	readonly trace: boolean;
}

const USAGE = `usage: sim [--seed N] [--servers N] [--commands N] [--faults usual|harsh|none] [--json] [--trace]
       sim --scenario NAME | --list | --mutants [--only TEXT] | --soak [--commands N]`;
const FLAGS: readonly string[] = ["--json", "--trace"];
const COUNTS: Readonly<Record<string, { readonly usual: number; readonly min: number; readonly max: number }>> = {
	"--seed": { usual: 1, min: 0, max: Number.MAX_SAFE_INTEGER },
	"--servers": { usual: 7, min: 1, max: 50 },
	"--commands": { usual: 2_000, min: 1, max: 100_000 },
};

/** Reads the command line of the simulation; the error is a line for people. */
export function readArguments(given: readonly string[]): Result<Arguments, string> {
	const values = new Map<string, string>();
	for (let index = 0; index < given.length; index += 1) {
		const name = given[index] ?? "";
		if (FLAGS.includes(name)) values.set(name, "yes");
		else if (name in COUNTS || name === "--faults") values.set(name, given[++index] ?? "");
		else return fail(`${name} is not known\n${USAGE}`);
	}
	const profile = PROFILES.find((candidate) => candidate === (values.get("--faults") ?? "usual"));
	if (profile === undefined) return fail(`--faults is one of ${PROFILES.join(", ")}\n${USAGE}`);
	const counts: number[] = [];
	for (const [name, { usual, min, max }] of Object.entries(COUNTS)) {
		const count = readCount(values.get(name) ?? String(usual));
		if (count === undefined || count < min || count > max) {
			return fail(`${name} is a whole number from ${min} to ${max}\n${USAGE}`);
		}
		counts.push(count);
	}
	const [seed = 1, servers = 7, commands = 2_000] = counts;
	return ok({ seed, servers, commands, profile, json: values.has("--json"), trace: values.has("--trace") });
}

function readCount(text: string): number | undefined {
	return /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
