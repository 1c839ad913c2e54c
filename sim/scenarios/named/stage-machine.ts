import "../../../shared/bun/install";
import type { Database } from "bun:sqlite";
import type { CompanionConfig } from "../../../companion/config-type";
import { createCompanion, type Companion } from "../../../companion/create-companion";
import { openDatabase } from "../../../companion/database/open-database";
import { runRestore } from "../../../companion/fence/restore-program";
import type { LogEntry, Ports } from "../../../companion/ports";
import { after, MILLISECOND, type Scheduler } from "../../clock/scheduler";
import { Random } from "../../random";
import { StageBackups } from "./stage-backups";

const RESTORES_MAX = 3;

export interface StageMachineOptions {
	readonly scheduler: Scheduler;
	readonly config: CompanionConfig;
	readonly makesBackups: boolean;
	/** Open Cloud of the same world. */
	readonly fetch: (request: Request) => Promise<Response>;
	readonly onLog: (entry: LogEntry) => void;
	/** Called with each process of the companion before it starts. */
	readonly onStart: (companion: Companion) => void;
}

/** The machine that a story's companion runs on: a database in memory, its backups, and one process at a time. */
export class StageMachine {
	readonly backups = new StageBackups();
	readonly #options: StageMachineOptions;
	readonly #databases: Database[] = [];
	#companion: Companion | undefined;

	constructor(options: StageMachineOptions) {
		this.#options = options;
	}

	/** The process that runs now. */
	get companion(): Companion {
		if (this.#companion === undefined) throw new Error("no companion runs");
		return this.#companion;
	}

	/** What a socket would carry. */
	readonly handle = async (request: Request): Promise<Response> => {
		if (this.#companion === undefined) throw new Error("connection refused");
		return await this.#companion.app.handle(request);
	};

	/** The first process, on an empty database. */
	start(): void {
		this.#startOn(openDatabase(":memory:"));
	}

	/** The database is lost. A person restores the newest finished backup, confirms it, and starts the companion. */
	async restore(): Promise<void> {
		this.#stop();
		const ports = this.#portsOf(this.backups.openNewest(), "restore");
		const said: string[] = [];
		// A write that the lost process had under way may come between; then the program asks to be run again.
		for (let tries = 1; (await this.#restoreOn(ports, said)) !== 0; tries += 1) {
			if (tries === RESTORES_MAX) throw new Error(`nothing was restored: ${said.join(" ")}`);
		}
		this.#startOn(ports.database);
	}

	async #restoreOn(ports: Parameters<typeof runRestore>[0], said: string[]): Promise<number> {
		const say = (line: string): void => void said.push(line);
		await runRestore(ports, this.#options.config, [], say);
		const lineage = /--confirm (\S+)$/.exec(said.at(-1) ?? "")?.[1];
		if (lineage === undefined) throw new Error(`the restore asked for no confirmation: ${said.join(" ")}`);
		return await runRestore(ports, this.#options.config, ["--confirm", lineage], say);
	}

	close(): void {
		this.#stop();
		for (const database of this.#databases) database.close();
	}

	#startOn(database: Database): void {
		const companion = createCompanion(this.#portsOf(database, "companion"), this.#options.config);
		this.#companion = companion;
		this.#options.onStart(companion);
		companion.start();
	}

	#stop(): void {
		this.#companion?.stop();
		this.#companion = undefined;
	}

	#portsOf(database: Database, program: string): Ports {
		const { scheduler, fetch, onLog: log, makesBackups } = this.#options;
		if (!this.#databases.includes(database)) this.#databases.push(database);
		const random = new Random(`${program} ${this.#databases.length}`);
		return {
			clock: { now: () => scheduler.unixMillis(), precise: () => scheduler.unixMillis() },
			timers: { after: (milliseconds, run) => after(scheduler, milliseconds * MILLISECOND, run) },
			// The next event of this same moment: everything that came in before it shares the commit.
			afterTurn: (run) => void scheduler.at(scheduler.now(), run),
			random: {
				hex: (bytes) => Array.from({ length: bytes * 2 }, () => random.integer(0, 15).toString(16)).join(""),
				fraction: () => random.ratio(),
			},
			fetch,
			database,
			log,
			...(makesBackups ? { backups: this.backups } : {}),
		};
	}
}
