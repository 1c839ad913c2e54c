import { createHash } from "node:crypto";

export interface TraceOptions {
	/** How many of the newest lines `last` can give back. */
	readonly keepLast?: number;
	readonly sink?: (line: string) => void;
}

/**
 * What happened in a world, one line an event. Two runs with one seed must give one hash: a differing hash means that
 * something besides the seed decided.
 */
export class Trace {
	readonly #hash = createHash("sha256");
	readonly #kept: string[] = [];
	readonly #keepLast: number;
	readonly #sink: ((line: string) => void) | undefined;
	#count = 0;

	constructor(options: TraceOptions = {}) {
		this.#keepLast = options.keepLast ?? 200;
		this.#sink = options.sink;
	}

	/** `time` is in microseconds of the world. */
	line(time: number, actor: string, what: string): void {
		const text = `${(time / 1_000_000).toFixed(6)} ${actor} ${what}`;
		this.#hash.update(text).update("\n");
		this.#count += 1;
		this.#kept.push(text);
		if (this.#kept.length > this.#keepLast * 2) this.#kept.splice(0, this.#kept.length - this.#keepLast);
		this.#sink?.(text);
	}

	/** Lower-case hex over all lines so far; more lines may follow. */
	hash(): string {
		return this.#hash.copy().digest("hex");
	}

	count(): number {
		return this.#count;
	}

	/** The newest lines, oldest of them first. */
	last(): readonly string[] {
		return this.#kept.slice(-this.#keepLast);
	}
}

/** A short stand-in for a long text in a trace line: the line still changes when the text does. */
export function digestOf(text: string): string {
	return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
