import type { Database } from "bun:sqlite";
import type { Interaction } from "../../companion/bot/interaction";
import type { CompanionConfig } from "../../companion/config-type";
import type { LogEntry } from "../../companion/ports";
import { verifyAudit } from "../../companion/verify/verify-audit";
import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { FaultCounts } from "../faults/fault-counts";
import type { Random } from "../random";
import type { Trace } from "../trace";
import { CompanionLife, type CompanionLifePorts } from "../world/companion-life";
import { isLifeOver, LifeOver } from "../world/life-over";
import { answerAsNext } from "../world/next-companion";
import { restoreByHand } from "../world/restore-by-hand";
import type { SimulatedBackups } from "../world/simulated-backups";
import { SimulatedDisk } from "../world/simulated-disk";

export interface CompanionHostPorts extends Pick<
	CompanionLifePorts,
	"fetch" | "repliesFor" | "messagesFor" | "guildFor" | "economyRoleId"
> {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly trace: Trace;
	readonly config: CompanionConfig;
	readonly counts: FaultCounts;
	readonly disk?: SimulatedDisk;
	/** Absent where no backups are made. */
	readonly backups?: SimulatedBackups;
	readonly onLog: (entry: LogEntry) => void;
}

interface ArmedKill {
	readonly when: "before" | "after";
	/** Statements are counted from one that holds this text on. */
	from: string;
	statementsLeft: number;
	readonly downSeconds: number;
}

interface Process {
	/** Of the program: what a rolling update puts beside the former one. */
	readonly version: number;
	life: CompanionLife | undefined;
}

/** What was lost when a database was replaced by its newest backup, in microseconds of the world. */
export interface Loss {
	readonly backupAt: number;
	readonly lostAt: number;
}

const RESTORE_AGAIN_SECONDS = 20;

/** The machine that the companion runs on: starts it, kills it, and starts it again on what its disk holds. */
export class CompanionHost {
	readonly losses: Loss[] = [];
	readonly #ports: CompanionHostPorts;
	readonly #disk: SimulatedDisk;
	readonly #routes: Random;
	/** Oldest first; more than one only while a rolling restart overlaps. */
	#processes: Process[] = [];
	#database: Database | undefined;
	#lives = 0;
	#version = 1;
	#armed: ArmedKill | undefined;
	/** The database is gone, and nobody has restored a backup yet. */
	#loss: Loss | undefined;
	#isRestoring = false;

	constructor(ports: CompanionHostPorts) {
		this.#ports = ports;
		this.#disk = ports.disk ?? new SimulatedDisk();
		this.#routes = ports.random.fork("routes");
		this.start();
	}

	/** What `verify` says of the database as it is now, if something is wrong. */
	findAuditProblem(): string | undefined {
		if (this.#database === undefined) throw new Error("there is no database to verify");
		const { chain, wallets } = verifyAudit(this.#database, "start", () => undefined);
		return chain.problem?.what ?? wallets?.problem?.what;
	}

	/** The newest process that runs now. */
	get life(): CompanionLife | undefined {
		return this.#running().at(-1)?.life;
	}

	readonly handle = async (request: Request): Promise<Response> => {
		const process = this.#pick();
		if (process?.life === undefined) throw new Error("connection refused");
		const response = await process.life.handle(request);
		return process.version > 1 ? await answerAsNext(response) : response;
	};

	/** The gateway keeps nothing for a bot that is away. */
	deliver(interaction: Interaction): void {
		this.#pick()?.life?.take(interaction);
	}

	/** Does nothing while a process runs, or while there is no database to run on. */
	start(): void {
		if (this.life !== undefined || this.#loss !== undefined) return;
		this.#database = this.#disk.open();
		this.#launch(this.#database);
	}

	/** False when none ran. */
	kill(downSeconds: number): boolean {
		const running = this.#running();
		for (const process of running) this.#end(process, "killed");
		if (running.length > 0) this.#startAfter(downSeconds);
		return running.length > 0;
	}

	/** Kills the process that comes to it before or after the statement that is so many ahead, counted from one with this text. */
	armKill(when: "before" | "after", statements: number, downSeconds: number, from = ""): void {
		this.#armed = { when, from, statementsLeft: statements, downSeconds };
	}

	/**
	 * Starts another process on the same database, and ends the former ones only so much later, as a rolling restart
	 * does. Both share one connection: a transaction never spans two events, so they take turns as two connections would.
	 * False when there was none that it could run beside.
	 */
	overlap(seconds: number, kind: "restart" | "update"): boolean {
		const former = this.#running();
		if (former.length === 0 || this.#database === undefined) return false;
		if (kind === "update") this.#version += 1;
		this.#launch(this.#database);
		after(this.#ports.scheduler, seconds * SECOND, () => {
			for (const process of former) this.#end(process, "ended");
			this.start();
		});
		return true;
	}

	/** The database is lost. So much later somebody restores the newest finished backup. False when there is none. */
	loseDatabase(downSeconds: number): boolean {
		const { backups, scheduler, trace } = this.#ports;
		const backup = backups?.newest();
		if (backup === undefined || this.#loss !== undefined) return false;
		for (const process of this.#running()) this.#end(process, "killed");
		this.#loss = { backupAt: backup.madeAt, lostAt: scheduler.now() };
		trace.line(scheduler.now(), "companion", `database lost, newest backup ${backup.name}`);
		this.#disk.replace(backup.bytes);
		after(scheduler, downSeconds * SECOND, () => void this.#restore());
		return true;
	}

	/** What is committed now, as a backup would hold it. */
	copyDisk(): Uint8Array {
		return this.#disk.copy();
	}

	/**
	 * Ends the process and starts another one on older bytes. `prepare` is what a person runs on that database before:
	 * the restore, for one.
	 */
	async startFrom(bytes: Uint8Array, prepare: (database: Database) => Promise<void>): Promise<void> {
		for (const process of this.#running()) this.#end(process, "killed");
		this.#disk.replace(bytes);
		this.#ports.trace.line(this.#ports.scheduler.now(), "companion", "older copy");
		await prepare(this.#disk.open());
		this.start();
	}

	setDiskFull(isFull: boolean): void {
		this.#disk.setFull(isFull);
	}

	/** Nothing of what was planned against it happens any more, and it runs, or will as soon as it is restored. */
	heal(): void {
		this.#armed = undefined;
		this.setDiskFull(false);
		void this.#restore();
		this.start();
	}

	close(): void {
		for (const process of this.#running()) this.#end(process, "killed");
		this.#disk.unplug();
	}

	isUp(): boolean {
		return this.#running().length > 0;
	}

	#running(): Process[] {
		this.#processes = this.#processes.filter(({ life }) => life?.isAlive === true);
		return this.#processes;
	}

	/** Which of the processes a request or an interaction reaches. */
	#pick(): Process | undefined {
		const running = this.#running();
		return running.length < 2 ? running[0] : running[this.#routes.integer(0, running.length - 1)];
	}

	#launch(database: Database): void {
		const { scheduler, random, trace } = this.#ports;
		this.#lives += 1;
		trace.line(scheduler.now(), "companion", `start ${this.#lives} of version ${this.#version}`);
		const process: Process = { version: this.#version, life: undefined };
		try {
			process.life = new CompanionLife({
				...this.#ports,
				random: random.fork(`life ${this.#lives}`),
				database,
				onStatement: (when, sql) => this.#watch(process, when, sql),
			});
			this.#processes = [...this.#running(), process];
		} catch (problem) {
			// It was killed while it started.
			if (!isLifeOver(problem)) throw problem;
			if (database.inTransaction) database.run("ROLLBACK");
		}
	}

	#end(process: Process, how: "ended" | "killed"): void {
		if (process.life?.isAlive !== true) return;
		if (how === "ended") process.life.end();
		else process.life.kill();
		this.#ports.trace.line(this.#ports.scheduler.now(), "companion", how);
	}

	#startAfter(downSeconds: number): void {
		after(this.#ports.scheduler, downSeconds * SECOND, () => this.start());
	}

	/** Tries until it is done; whoever watches over the machine does not leave before. */
	async #restore(): Promise<void> {
		const { scheduler, random, config, fetch, counts } = this.#ports;
		const loss = this.#loss;
		if (loss === undefined || this.#isRestoring) return;
		this.#isRestoring = true;
		const operator = { scheduler, random: random.fork(`restore at ${scheduler.now()}`), config, fetch };
		const isRestored = await restoreByHand({ ...operator, database: this.#disk.open() });
		this.#isRestoring = false;
		if (!isRestored) return void after(scheduler, RESTORE_AGAIN_SECONDS * SECOND, () => void this.#restore());
		counts.hit("companion.restored");
		this.losses.push(loss);
		this.#loss = undefined;
		this.start();
	}

	#watch(process: Process, when: "before" | "after", sql: string): void {
		const { trace, scheduler, counts } = this.#ports;
		if (when === "after" && sql === "COMMIT") trace.line(scheduler.now(), "companion", "commit");
		const armed = this.#armed;
		if (armed === undefined || armed.when !== when || !sql.includes(armed.from)) return;
		armed.from = "";
		armed.statementsLeft -= 1;
		if (armed.statementsLeft > 0) return;
		this.#armed = undefined;
		counts.hit("companion.killed-in-commit", `${when} ${sql.slice(0, 40)}`);
		this.#startAfter(armed.downSeconds);
		if (process.life === undefined) throw new LifeOver();
		this.#end(process, "killed");
	}
}
