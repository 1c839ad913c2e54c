import { fail, ok, type Result } from "../../shared/result";

export interface Arguments {
	readonly isLive: boolean;
	readonly isYes: boolean;
	readonly isJson: boolean;
	/** Folder with the official files, where given. */
	readonly openapi: string | undefined;
}

const USAGE = "usage: contract [--live [--yes]] [--json] [--openapi DIR]";
const FLAGS: readonly string[] = ["--live", "--yes", "--json"];

export function readArguments(given: readonly string[]): Result<Arguments, string> {
	let openapi: string | undefined;
	for (let index = 0; index < given.length; index += 1) {
		const name = given[index] ?? "";
		if (name === "--openapi") openapi = given[++index] ?? "";
		else if (!FLAGS.includes(name)) return fail(`${name} is not known\n${USAGE}`);
	}
	if (openapi === "") return fail(`--openapi takes a folder\n${USAGE}`);
	const has = (flag: string): boolean => given.includes(flag);
	return ok({ isLive: has("--live"), isYes: has("--yes"), isJson: has("--json"), openapi });
}
