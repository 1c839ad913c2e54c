import { createAttachments } from "../../companion/bot/attachments";
import "../../shared/bun/install";
import type { Database } from "bun:sqlite";
import type { BackupStore } from "../../companion/backup/create-backups";
import type { Bot } from "../../companion/bot/create-bot";
import type { Guild } from "../../companion/bot/guild";
import type { Interaction, Replies } from "../../companion/bot/interaction";
import type { CompanionConfig } from "../../companion/config-type";
import type { Messages } from "../../companion/bot/messages";
import { createBotSide } from "../../companion/create-bot-side";
import { createCompanion, type Companion } from "../../companion/create-companion";
import type { LogEntry, Ports } from "../../companion/ports";
import { after, MILLISECOND, type Scheduler } from "../clock/scheduler";
import type { Random } from "../random";
import { watchStatements } from "./counted-database";
import { isLifeOver, LifeOver } from "./life-over";

const PACE = 1_000_000;

export interface CompanionLifePorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly config: CompanionConfig;
	readonly economyRoleId: string;
	/** Open, with its settings made. Closed by the end of the life, finished or not. */
	readonly database: Database;
	/** Absent where no backups are made. */
	readonly backups?: BackupStore;
	/** Open Cloud of the same world. */
	readonly fetch: (request: Request) => Promise<Response>;
	readonly repliesFor: (isAlive: () => boolean) => Replies;
	readonly messagesFor: (isAlive: () => boolean) => Messages;
	readonly guildFor: (isAlive: () => boolean) => Guild;
	readonly onLog: (entry: LogEntry) => void;
	/** A statement is about to run, or has run. The life may be killed from inside. */
	readonly onStatement: (when: "before" | "after", sql: string) => void;
}

/**
 * One process of the companion with its bot, from start to kill. Its ports belong to it: once it is over no timer
 * fires, no call goes out, none returns, and the database throws.
 */
export class CompanionLife {
	readonly companion: Companion;
	readonly #ports: CompanionLifePorts;
	readonly #bot: Bot;
	readonly #replies: Replies;
	#isAlive = true;

	constructor(ports: CompanionLifePorts) {
		this.#ports = ports;
		try {
			[this.companion, this.#bot, this.#replies] = this.#start(ports);
		} catch (problem) {
			// Killed while it started: what it had begun by then ends with it.
			this.#isAlive = false;
			throw problem;
		}
	}

	#start(ports: CompanionLifePorts): readonly [Companion, Bot, Replies] {
		const own = this.#makePorts();
		const config = { ...ports.config, economyRoleIds: [ports.economyRoleId] };
		const companion = createCompanion(own, config);
		const isAlive = (): boolean => this.#isAlive;
		const bot = createBotSide(own, companion, config, {
			messages: ports.messagesFor(isAlive),
			guild: ports.guildFor(isAlive),
			// Nobody in the simulation gives files.
			attachments: createAttachments(own, "https://cdn.discordapp.com"),
			// The doctor looks at a machine, and there is none.
			diagnose: () => Promise.resolve(undefined),
		});
		const replies = ports.repliesFor(isAlive);
		companion.start();
		this.#widenPace(companion);
		bot.start(replies).catch((problem: unknown) => this.#report(problem));
		return [companion, bot, replies];
	}

	/** A few members of staff type for a whole community here; no rule about how fast people are is at stake. */
	#widenPace({ staff }: Companion): void {
		const before = staff.limitsOf("moderator").pace;
		if (before === PACE) return;
		const owner = { id: "1", name: "Owner", roleIds: [], isDiscordAdministrator: true };
		const change = { level: "moderator", kind: "pace", before, after: PACE } as const;
		staff.changeLimit(owner, change).catch((problem: unknown) => this.#report(problem));
	}

	get isAlive(): boolean {
		return this.#isAlive;
	}

	/** What a socket would carry. Rejects when the process ends before it has answered. */
	async handle(request: Request): Promise<Response> {
		this.#assertAlive();
		const response = await this.companion.app.handle(request);
		this.#assertAlive();
		return response;
	}

	/** What the gateway would bring. */
	take(interaction: Interaction): void {
		if (!this.#isAlive) return;
		this.#bot.handleInteraction(interaction, this.#replies).catch((problem: unknown) => this.#report(problem));
	}

	/** Ends it as `SIGTERM` does: what waits for its commit gets it. */
	end(): void {
		if (this.#isAlive) this.companion.stop();
		this.kill();
	}

	/** Ends it as `SIGKILL` does: what was not committed is gone. */
	kill(): void {
		if (!this.#isAlive) return;
		this.#isAlive = false;
		const { database } = this.#ports;
		if (database.inTransaction) database.run("ROLLBACK");
	}

	#makePorts(): Ports {
		const { scheduler, random, database, backups, onLog, onStatement } = this.#ports;
		const isAlive = (): boolean => this.#isAlive;
		const gated = (run: () => void) => (): void => {
			if (isAlive()) run();
		};
		const watch = (when: "before" | "after") => (sql: string) => {
			this.#assertAlive();
			onStatement(when, sql);
			this.#assertAlive();
		};
		return {
			...(backups === undefined ? {} : { backups }),
			clock: { now: () => scheduler.unixMillis(), precise: () => scheduler.unixMillis() },
			timers: { after: (milliseconds, run) => after(scheduler, milliseconds * MILLISECOND, gated(run)) },
			// The next event of this same moment: everything that came in before it shares the commit.
			afterTurn: (run) => void scheduler.at(scheduler.now(), gated(run)),
			random: { hex: (bytes) => drawHex(random, bytes), fraction: () => random.ratio() },
			fetch: (request) => this.#fetch(request),
			database: watchStatements(database, { before: watch("before"), after: watch("after") }),
			log: (entry) => {
				if (isAlive()) onLog(entry);
			},
		};
	}

	/** Never settles once the process is gone. */
	#fetch(request: Request): Promise<Response> {
		return new Promise((resolve, reject) => {
			if (!this.#isAlive) return;
			this.#ports.fetch(request).then(
				(response) => {
					if (this.#isAlive) resolve(response);
				},
				(problem: unknown) => {
					if (this.#isAlive) reject(problem instanceof Error ? problem : new Error(String(problem)));
				},
			);
		});
	}

	#assertAlive(): void {
		if (!this.#isAlive) throw new LifeOver();
	}

	#report(problem: unknown): void {
		if (!this.#isAlive || isLifeOver(problem)) return;
		const message = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
		this.#ports.onLog({ level: "error", event: "unhandled", facts: { message } });
	}
}

function drawHex(random: Random, bytes: number): string {
	const parts = Array.from({ length: bytes }, () => random.integer(0, 255).toString(16).padStart(2, "0"));
	return parts.join("");
}
