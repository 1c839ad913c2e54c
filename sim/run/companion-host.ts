import type { Database } from "bun:sqlite";
import type { Interaction } from "../../companion/bot/interaction";
import type { CompanionConfig } from "../../companion/config-type";
import type { LogEntry } from "../../companion/ports";
import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { FaultCounts } from "../faults/fault-counts";
import type { Random } from "../random";
import type { Trace } from "../trace";
import { CompanionLife, type CompanionLifePorts } from "../world/companion-life";
import { SimulatedDisk } from "../world/simulated-disk";

export interface CompanionHostPorts extends Pick<CompanionLifePorts, "fetch" | "repliesFor" | "economyRoleId"> {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly trace: Trace;
	readonly config: CompanionConfig;
	readonly counts: FaultCounts;
	readonly onLog: (entry: LogEntry) => void;
}

interface ArmedKill {
	readonly when: "before" | "after";
	statementsLeft: number;
	readonly downSeconds: number;
}

/** The machine that the companion runs on: starts it, kills it, and starts it again on what its disk holds. */
export class CompanionHost {
	readonly #ports: CompanionHostPorts;
	readonly #disk = new SimulatedDisk();
	#life: CompanionLife | undefined;
	#lives = 0;
	#armed: ArmedKill | undefined;

	constructor(ports: CompanionHostPorts) {
		this.#ports = ports;
		this.start();
	}

	/** The process that runs now. */
	get life(): CompanionLife | undefined {
		return this.#life?.isAlive === true ? this.#life : undefined;
	}

	readonly handle = async (request: Request): Promise<Response> => {
		const { life } = this;
		if (life === undefined) throw new Error("connection refused");
		return await life.handle(request);
	};

	/** The gateway keeps nothing for a bot that is away. */
	deliver(interaction: Interaction): void {
		this.life?.take(interaction);
	}

	/** Does nothing while a process runs. */
	start(): void {
		if (this.life !== undefined) return;
		const { scheduler, random, trace } = this.#ports;
		this.#lives += 1;
		trace.line(scheduler.now(), "companion", `start ${this.#lives}`);
		this.#life = new CompanionLife({
			...this.#ports,
			random: random.fork(`life ${this.#lives}`),
			database: this.#disk.open(),
			onStatement: (when, sql) => this.#watch(when, sql),
		});
	}

	kill(downSeconds: number): void {
		if (this.life === undefined) return;
		this.life.kill();
		this.#ports.trace.line(this.#ports.scheduler.now(), "companion", "killed");
		after(this.#ports.scheduler, downSeconds * SECOND, () => this.start());
	}

	/** Kills it before or after the statement that is so many ahead. */
	armKill(when: "before" | "after", statements: number, downSeconds: number): void {
		this.#armed = { when, statementsLeft: statements, downSeconds };
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
		this.life?.kill();
		this.#disk.replace(bytes);
		this.#ports.trace.line(this.#ports.scheduler.now(), "companion", "older copy");
		await prepare(this.#disk.open());
		this.start();
	}

	setDiskFull(isFull: boolean): void {
		this.#disk.setFull(isFull);
	}

	/** Nothing of what was planned against it happens any more, and it runs. */
	heal(): void {
		this.#armed = undefined;
		this.setDiskFull(false);
		this.start();
	}

	close(): void {
		this.life?.kill();
		this.#disk.unplug();
	}

	#watch(when: "before" | "after", sql: string): void {
		const { trace, scheduler, counts } = this.#ports;
		if (when === "after" && sql === "COMMIT") trace.line(scheduler.now(), "companion", "commit");
		const armed = this.#armed;
		if (armed === undefined || armed.when !== when) return;
		armed.statementsLeft -= 1;
		if (armed.statementsLeft > 0) return;
		this.#armed = undefined;
		counts.hit("companion.killed-in-commit", `${when} ${sql.slice(0, 40)}`);
		this.kill(armed.downSeconds);
	}
}
