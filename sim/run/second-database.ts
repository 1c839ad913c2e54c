import type { Interaction } from "../../companion/bot/interaction";
import { after, SECOND } from "../clock/scheduler";
import { CompanionLife } from "../world/companion-life";
import { SimulatedDisk } from "../world/simulated-disk";
import type { CompanionHostPorts } from "./companion-host";

export interface SecondDatabasePorts extends Omit<CompanionHostPorts, "disk" | "backups"> {
	/** Whether the store has a fence: before that, nobody can tell which database is the right one. */
	readonly hasFence: () => boolean;
	/** The newest finished backup, if there is one. */
	readonly olderCopy: () => Uint8Array | undefined;
}

/** Share of what is meant for the companion that the wrong one gets while it runs. */
const SHARE = 0.25;

/**
 * By mistake somebody starts another companion with another database against the same store, and part of the traffic
 * reaches it. It has to find out by the fence, and to change nothing (rule F1).
 */
export class SecondDatabase {
	readonly #ports: SecondDatabasePorts;
	#life: CompanionLife | undefined;
	#isReadOnly = false;
	#starts = 0;

	constructor(ports: SecondDatabasePorts) {
		this.#ports = ports;
	}

	/** False while one runs, and before there is a fence. */
	start(seconds: number): boolean {
		const { scheduler, random, trace, hasFence, olderCopy } = this.#ports;
		if (this.#life !== undefined || !hasFence()) return false;
		this.#starts += 1;
		const own = random.fork(`second ${this.#starts}`);
		const copy = own.chance(0.5) ? olderCopy() : undefined;
		trace.line(scheduler.now(), "companion", `second database, ${copy === undefined ? "empty" : "older copy"}`);
		const disk = new SimulatedDisk();
		if (copy !== undefined) disk.replace(copy);
		this.#isReadOnly = false;
		this.#life = new CompanionLife({
			...this.#ports,
			random: own,
			database: disk.open(),
			onStatement: () => undefined,
			onLog: (entry) => {
				if (entry.event === "read-only") this.#noteReadOnly();
				this.#ports.onLog(entry);
			},
		});
		after(scheduler, seconds * SECOND, () => this.stop());
		return true;
	}

	stop(): void {
		this.#life?.kill();
		this.#life = undefined;
	}

	/** The answer, if this request went astray. */
	tryHandle(request: Request): Promise<Response> | undefined {
		const life = this.#life;
		return life !== undefined && this.#ports.random.chance(SHARE) ? life.handle(request) : undefined;
	}

	/** Whether this interaction went astray. Nobody is asked before it knows that it may not command. */
	tryDeliver(interaction: Interaction): boolean {
		const life = this.#life;
		if (life === undefined || !this.#isReadOnly || !this.#ports.random.chance(SHARE)) return false;
		life.take(interaction);
		return true;
	}

	#noteReadOnly(): void {
		this.#isReadOnly = true;
		this.#ports.counts.hit("companion.second-database");
	}
}
