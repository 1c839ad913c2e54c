import { ask } from "../operation/signed-sender";
import { LoadServer, type LoadServerParts } from "./load-server";

/** In these shares; the rest is what game servers send with their sessions. */
const PROGRAM_SHARE = 0.15;
const RENEWAL_SHARE = 0.02;
/** What is due beyond that waits. */
const UNDER_WAY_MAX = 200;
const PROGRAM_PATH = "/log/transactions?limit=5";

/** The keys that game servers and programs show, each time any of them. */
export interface ShownKeys {
	readonly game: readonly [string, ...string[]];
	readonly service: readonly [string, ...string[]];
}

/** Runs it again and again, every millisecond where the machine keeps up; what it returns ends that. */
export type Repeat = (run: () => void) => () => void;

interface Parts extends LoadServerParts {
	readonly repeat: Repeat;
	readonly ratePerSecond: number;
	readonly shown: ShownKeys;
}

/** Requests at a fixed rate, whether or not answers come: from game servers, as many as that takes, and from programs. */
export class Load {
	requests = 0;
	readonly #parts: Parts;
	readonly #startedAt = performance.now();
	readonly #servers = new Set<LoadServer>();
	readonly #idle: LoadServer[] = [];
	readonly #underWay = new Set<Promise<void>>();
	readonly #endRepeating: () => void;
	#shown: ShownKeys;
	#serversMade = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#shown = parts.shown;
		this.#endRepeating = parts.repeat(() => this.#sendDue());
	}

	show(shown: ShownKeys): void {
		this.#shown = shown;
	}

	seconds(): number {
		return (performance.now() - this.#startedAt) / 1_000;
	}

	/** Every game server that is there now has a session that began later than this call. */
	async renewServers(): Promise<void> {
		await this.answerAll();
		for (const server of this.#servers) server.renew();
		while (![...this.#servers].every(({ isRenewed }) => isRenewed)) await Bun.sleep(1);
	}

	/** Every game server that is there now has ended, and others have come. */
	async replaceServers(): Promise<void> {
		const old = [...this.#servers];
		for (const server of old) server.isEnding = true;
		while (old.some((server) => this.#servers.has(server))) await Bun.sleep(1);
	}

	/** Everything that was asked before this call is answered. */
	async answerAll(): Promise<void> {
		await Promise.all(this.#underWay);
	}

	async stop(): Promise<void> {
		this.#endRepeating();
		await this.answerAll();
	}

	#sendDue(): void {
		const due = this.seconds() * this.#parts.ratePerSecond;
		while (this.requests < due && this.#underWay.size < UNDER_WAY_MAX) {
			this.requests += 1;
			const work = this.#parts.random.chance(PROGRAM_SHARE) ? this.#read() : this.#actOne();
			const noted = work.finally(() => this.#underWay.delete(noted));
			this.#underWay.add(noted);
		}
	}

	async #read(): Promise<void> {
		const { url, refusals } = this.#parts;
		const headers = { authorization: `Bearer ${this.#anyOf(this.#shown.service)}` };
		refusals.note("program", await ask(`${url}${PROGRAM_PATH}`, { headers }));
	}

	async #actOne(): Promise<void> {
		const server = this.#takeServer();
		if (this.#parts.random.chance(RENEWAL_SHARE)) server.renew();
		await server.act();
		this.#idle.push(server);
	}

	#takeServer(): LoadServer {
		const server = this.#idle.shift();
		if (server?.isEnding === false) return server;
		if (server !== undefined) this.#servers.delete(server);
		this.#serversMade += 1;
		const number = this.#serversMade;
		const made = new LoadServer(this.#parts, `job-${number}`, this.#anyOf(this.#shown.game), 1_000 + number);
		this.#servers.add(made);
		return made;
	}

	#anyOf<Item>(items: readonly Item[]): Item {
		const item = items[this.#parts.random.integer(0, items.length - 1)];
		if (item === undefined) throw new Error("there is nothing to choose from");
		return item;
	}
}
