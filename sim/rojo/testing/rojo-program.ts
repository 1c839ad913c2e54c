import { afterAll, describe, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Names Rojo's program. npm does not have it, so a machine may be without. */
export const PROGRAM_VARIABLE = "ROJO_PROGRAM";

/** How the lines begin that `run test` passes on from its checks. */
const SHOWN_BEFORE = "Rojo:";

export const ROOT = join(import.meta.dir, "..", "..", "..");

/** Rojo with a folder for what it builds. */
export interface Rojo {
	readonly program: string;
	readonly folder: string;
	/** What a command printed. Throws with its words when it failed. */
	run(...given: readonly string[]): string;
	/** Builds a project of this repository; the ending decides the form. */
	build(project: string, output: string): string;
	/** Writes down for a reader of CI's log what has been shown with it. */
	show(text: string): void;
}

/**
 * Tests with the real Rojo. Without the variable they are skipped, and say so; with it they cannot be, because a program
 * that is not there fails the first test.
 */
export function describeRojo(title: string, tests: (rojo: Rojo) => void): void {
	const program = process.env[PROGRAM_VARIABLE] ?? "";
	describe(title, () => {
		if (program === "") {
			test.skip(`${PROGRAM_VARIABLE} does not name Rojo's program`, () => undefined);
			return;
		}
		mkdirSync(join(ROOT, "build"), { recursive: true });
		const folder = mkdtempSync(join(ROOT, "build", "rojo-"));
		afterAll(() => rmSync(folder, { recursive: true }));
		tests(createRojo(program, folder));
	});
}

function createRojo(program: string, folder: string): Rojo {
	const run = (...given: readonly string[]): string => {
		const ended = Bun.spawnSync([program, ...given], { cwd: ROOT, stdout: "pipe", stderr: "pipe" });
		if (ended.exitCode !== 0) throw new Error(`rojo ${given.join(" ")}: ${ended.stderr.toString()}`);
		return ended.stdout.toString();
	};
	const build = (project: string, output: string): string => {
		const file = join(folder, output);
		run("build", project, "--output", file);
		return file;
	};
	const show = (text: string): void => void process.stdout.write(`${SHOWN_BEFORE} ${text}\n`);
	return { program, folder, run, build, show };
}
