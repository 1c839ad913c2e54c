import { afterEach } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunningProgram, type Environment } from "../program";
import { openSurroundings, type Surroundings } from "../surroundings";

/** One test's folder, data store and programs. Whatever the test does, nothing is left behind. */
export interface Scene {
	readonly folder: string;
	readonly databasePath: string;
	readonly backupFolder: string;
	readonly surroundings: Surroundings;
	readonly environment: (changes?: Environment) => Environment;
	start(changes?: Environment): RunningProgram;
}

const closes: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const close of closes.splice(0)) await close();
});

export function setScene(): Scene {
	const folder = mkdtempSync(join(tmpdir(), "purser-operation-"));
	const databasePath = join(folder, "purser.sqlite");
	const backupFolder = join(folder, "backups");
	const surroundings = openSurroundings();
	const programs: RunningProgram[] = [];
	closes.push(async () => {
		for (const program of programs) await program.kill();
		await surroundings.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const environment = (changes: Environment = {}) =>
		surroundings.environment(databasePath, { BACKUP_DIR: backupFolder, ...changes });
	return {
		...{ folder, databasePath, backupFolder, surroundings, environment },
		start: (changes) => {
			const program = new RunningProgram(environment(changes));
			programs.push(program);
			return program;
		},
	};
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1_000);
