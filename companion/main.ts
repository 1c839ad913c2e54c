import type { Database } from "bun:sqlite";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { BODY_BYTES_MAX } from "../shared/limits";
import { createBackupFiles, writeBackup } from "./backup/backup-files";
import { runBackup, type BackupOrder } from "./backup/backup-program";
import { copyByChild, copyHere } from "./backup/copy-database";
import { readConfig, type ProgramConfig } from "./config";
import { describeFileSystem } from "./config/passing-disk";
import { refuseDamaged } from "./database/look-through";
import { openDatabase } from "./database/open-database";
import { askDoctor } from "./doctor/ask-doctor";
import { runDoctor } from "./doctor/doctor-program";
import { findFolder } from "./doctor/storage/doctor-machine";
import { fileMachine } from "./doctor/storage/file-machine";
import { runDrift } from "./drift/drift-program";
import { runErase } from "./erase/erase-program";
import { runRestore } from "./fence/restore-program";
import { machinePorts } from "./machine-ports";
import type { Ports } from "./ports";
import { EXIT, STOP_MILLISECONDS_MAX } from "./program-ends";
import { machineEnvFile } from "./setup/machine-env-file";
import { machineTerminal } from "./setup/machine-terminal";
import { runSetup } from "./setup/setup-program";
import { startProgram, type Machine, type Program } from "./start-program";
import { runVerify } from "./verify/verify-program";

const ports: Omit<Ports, "database"> = {
	...machinePorts,
	// Two turns: requests whose last bytes came with those of the first one are handed in by then.
	afterTurn: (run) => void setImmediate(() => void setImmediate(run)),
	log: ({ level, event, facts }) => {
		console.error(JSON.stringify({ time: new Date().toISOString(), level, event, ...facts }));
	},
};

const machine: Machine = {
	openDatabase(path) {
		mkdirSync(dirname(path), { recursive: true });
		const database = openDatabase(path);
		try {
			refuseDamaged(database);
		} catch (problem) {
			database.close();
			throw problem;
		}
		return database;
	},
	listen(port, handle) {
		// Bodies above the limit get the companion's own answer; far above it they are not worth reading.
		const server = Bun.serve({
			port,
			fetch: (request, listener) => handle(request, listener.requestIP(request)?.address),
			maxRequestBodySize: 16 * BODY_BYTES_MAX,
		});
		return { port: server.port ?? port, stop: () => server.stop() };
	},
	diagnose: () => askDoctor(Bun.env),
};

function end(code: number, ...lines: readonly string[]): never {
	for (const line of lines) console.error(line);
	process.exit(code);
}

const say = (line: string): void => console.log(line);

/** What needs no whole set of settings. Answers with an exit code; `undefined`: there is no such command. */
async function runAlone(verb: string, args: readonly string[]): Promise<number | undefined> {
	switch (verb) {
		case "doctor":
			return await runDoctor({ ...ports, machine: fileMachine }, Bun.env, args, say);
		case "setup":
			return await runSetup(
				{ ...ports, machine: fileMachine, terminal: machineTerminal, envFile: machineEnvFile(".env") },
				Bun.env,
				args,
			);
		case "verify":
			return runVerify({ exists: existsSync, progress: (line) => console.error(line) }, Bun.env, args, say);
		case "backup":
			return await runBackup({ exists: existsSync, write: writeByHand }, ports, Bun.env, args, say);
		default:
			return undefined;
	}
}

function writeByHand(order: BackupOrder): Promise<string> {
	mkdirSync(order.folder, { recursive: true });
	return writeBackup(order, copyHere);
}

/** Does one thing to the database and answers with an exit code; `undefined`: there is no such command. */
async function runOnce(config: ProgramConfig, verb: string, args: readonly string[]): Promise<number | undefined> {
	if (verb !== "restore" && verb !== "erase" && verb !== "reconcile") return undefined;
	const progress = (line: string): void => console.error(line);
	if (verb === "reconcile") return await runDrift({ ...ports, exists: existsSync, progress }, config, args, say);
	const { databasePath: path } = config;
	let database: Database;
	try {
		database = machine.openDatabase(path);
	} catch (problem) {
		say(`The database ${path} cannot be used: ${problem instanceof Error ? problem.message : String(problem)}`);
		return EXIT.database;
	}
	try {
		const own = { ...ports, database };
		return verb === "erase" ? runErase(own, args, say) : await runRestore(own, config.companion, args, say);
	} finally {
		database.close();
	}
}

function warnOfPassingDisk({ databasePath }: ProgramConfig): void {
	const folder = findFolder(fileMachine, dirname(databasePath));
	const passing = describeFileSystem(folder === undefined ? undefined : fileMachine.fileSystem(folder.path));
	if (passing !== undefined) say(`Warning: the database ${databasePath} lies ${passing}`);
}

async function start(config: ProgramConfig): Promise<void> {
	const state: { program?: Program; isEnding: boolean } = { isEnding: false };

	const handleSignal = (): void => {
		// While it still starts, and when somebody insists, nothing is waited for: the database survives it.
		if (state.isEnding || state.program === undefined) end(EXIT.unexpected, "Stopped at once.");
		state.isEnding = true;
		const timer = setTimeout(() => end(EXIT.unexpected, "Some work did not end in time."), STOP_MILLISECONDS_MAX);
		void state.program.stop().then(
			() => {
				clearTimeout(timer);
				say("stopped");
				process.exit(0);
			},
			(problem: unknown) => end(EXIT.unexpected, String(problem)),
		);
	};
	process.on("SIGINT", handleSignal);
	process.on("SIGTERM", handleSignal);

	warnOfPassingDisk(config);
	const { backupFolder, backupCount, secretsFile } = config;
	const tools = { copyDatabase: copyByChild };
	const backups = backupFolder === undefined ? {} : { backups: createBackupFiles(backupFolder, backupCount, tools) };
	const secrets = secretsFile === undefined ? {} : { readSecrets: () => fileMachine.readText(secretsFile) };
	const started = await startProgram(machine, { ...ports, ...backups, ...secrets }, config, say);
	if (!started.ok) end(EXIT[started.error.kind], started.error.line);
	state.program = started.value;
}

async function main(): Promise<void> {
	const [verb, ...args] = Bun.argv.slice(2);
	const alone = verb === undefined ? undefined : await runAlone(verb, args);
	if (alone !== undefined) process.exit(alone);
	const config = readConfig(Bun.env, fileMachine.readText);
	if (!config.ok) end(EXIT.config, "Purser cannot start, because of its settings:", ...config.error);
	if (verb !== undefined) process.exit((await runOnce(config.value, verb, args)) ?? EXIT.config);
	await start(config.value);
}

await main();
