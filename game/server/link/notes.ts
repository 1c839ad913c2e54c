import type { CommandNote } from "../../../shared/protocol/heartbeat";
import type { Clock } from "../ports";

/** Of about 250 bytes each: beside the wallets of a full server they stay below the limit of a body. */
const NOTES_PER_BEAT_MAX = 60;
/** Saying the same again within this time waits for the regular heartbeat, or two sides could ask in circles. */
const SAME_AGAIN_SECONDS = 10;

function keyOf(note: CommandNote): string {
	return `${note.commandId}/${note.seq}/${note.code}`;
}

/** What this server has to say about commands that got no receipt here, kept until a heartbeat has carried it. */
export class Notes {
	private readonly waiting = new Map<string, CommandNote>();
	private readonly saidAt = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private readonly becomeUrgent: () => void,
	) {}

	add(note: CommandNote): void {
		const key = keyOf(note);
		const now = this.clock.monotonicSeconds();
		const saidAt = this.saidAt.get(key);
		this.waiting.set(key, note);
		if (saidAt !== undefined && now - saidAt < SAME_AGAIN_SECONDS) return;
		this.forgetOld(now);
		this.saidAt.set(key, now);
		this.becomeUrgent();
	}

	/** The notes for one heartbeat. Those it could not deliver come back through `putBack`. */
	take(): ReadonlyArray<CommandNote> {
		const taken: Array<CommandNote> = [];
		for (const [key, note] of this.waiting) {
			if (taken.size() >= NOTES_PER_BEAT_MAX) break;
			taken.push(note);
			this.waiting.delete(key);
		}
		return taken;
	}

	putBack(notes: ReadonlyArray<CommandNote>): void {
		for (const note of notes) {
			const key = keyOf(note);
			if (!this.waiting.has(key)) this.waiting.set(key, note);
		}
	}

	private forgetOld(now: number): void {
		for (const [key, saidAt] of this.saidAt) {
			if (now - saidAt >= SAME_AGAIN_SECONDS) this.saidAt.delete(key);
		}
	}
}
