import "../../shared/bun/install";
import { createCompanion, type Companion } from "../../companion/create-companion";
import type { CompanionConfig } from "../../companion/config-type";
import { openDatabase } from "../../companion/database/open-database";
import type { LogEntry, Ports } from "../../companion/ports";
import { after, MILLISECOND, type Scheduler } from "../clock/scheduler";
import type { Random } from "../random";

export interface InProcessCompanionOptions {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly config: CompanionConfig;
	/** Open Cloud of the same world. */
	readonly fetch: (request: Request) => Promise<Response>;
	readonly onLog: (entry: LogEntry) => void;
}

export interface InProcessCompanion {
	readonly companion: Companion;
	/** What it was made of, for whoever puts a bot beside it. */
	readonly ports: Ports;
	readonly config: CompanionConfig;
	/** What a socket would carry. */
	readonly handle: (request: Request) => Promise<Response>;
	close(): void;
}

/**
 * The companion's own code on the world's clock, without a socket. Between two events of the world the driver lets the
 * event loop turn once, which settles everything the companion was waiting for.
 */
export function createInProcessCompanion(options: InProcessCompanionOptions): InProcessCompanion {
	const { scheduler, random, config, fetch, onLog } = options;
	const database = openDatabase(":memory:");
	const ports: Ports = {
		clock: { now: () => scheduler.unixMillis(), precise: () => scheduler.unixMillis() },
		timers: { after: (milliseconds, run) => after(scheduler, milliseconds * MILLISECOND, run) },
		// The next event of this same moment: everything that came in before it shares the commit.
		afterTurn: (run) => void scheduler.at(scheduler.now(), run),
		random: {
			hex: (bytes) => drawHex(random, bytes),
			fraction: () => random.ratio(),
		},
		fetch,
		database,
		log: onLog,
	};
	const companion = createCompanion(ports, config);
	return {
		companion,
		ports,
		config,
		handle: async (request) => await companion.app.handle(request),
		close: () => {
			companion.stop();
			database.close();
		},
	};
}

function drawHex(random: Random, bytes: number): string {
	const parts = Array.from({ length: bytes }, () => random.integer(0, 255).toString(16).padStart(2, "0"));
	return parts.join("");
}
