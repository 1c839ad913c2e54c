import type { CommandRow } from "../ledger/command-row";

/** Below the distance of two regular heartbeats, so that each of those brings again what an answer may have lost. */
const ASKED_AGAIN_MILLISECONDS = 8_000;

interface Handed {
	readonly to: string;
	readonly at: number;
	readonly rings: number;
	readonly seq: number;
	readonly born: string;
}

/**
 * What servers were handed a moment ago and are at work on. A busy server pulls several times a second and a save takes
 * seconds, so each answer would bring everything that is open once more. Forgetting it all costs some bytes, nothing else.
 */
export class UnderWay {
	/** By command, oldest first. */
	readonly #handed = new Map<string, Handed>();

	/** Was this server handed it a moment ago, and has nothing rung for it since? Times are Unix milliseconds. */
	has(row: CommandRow, serverId: string, now: number): boolean {
		const handed = this.#handed.get(row.id);
		if (handed === undefined || handed.to !== serverId || handed.rings !== row.ring_count) return false;
		if (handed.seq !== row.seq || handed.born !== row.born) return false;
		const isDue = row.due_at !== null && row.due_at <= now;
		return !isDue && isRecent(handed, now);
	}

	add({ id, seq, born, ring_count: rings }: CommandRow, to: string, now: number): void {
		for (const [other, handed] of this.#handed) {
			if (isRecent(handed, now)) break;
			this.#handed.delete(other);
		}
		this.#handed.delete(id);
		this.#handed.set(id, { to, at: now, rings, seq, born });
	}

	delete(commandId: string): void {
		this.#handed.delete(commandId);
	}
}

function isRecent({ at }: Handed, now: number): boolean {
	return now >= at && now - at < ASKED_AGAIN_MILLISECONDS;
}
