import type { CommittedWrite } from "../data-stores";
import type { RobloxEvent } from "../events";
import { readSessionFields, userIdOfKey } from "./wallet-entry";

export interface SessionEnded {
	readonly how: "kicked" | "lock-taken" | "force-load-asked";
	readonly userId: number;
	/** Server the player was on. */
	readonly jobId: string;
	/** Who did it. */
	readonly by: string;
}

/**
 * Sessions of players in a live game that somebody else ended, took or asked to end. Must stay empty: no command may
 * ever throw anyone out.
 */
export class SessionsEnded {
	readonly cases: SessionEnded[] = [];
	readonly #whereabouts = new Map<number, string>();

	count(): number {
		return this.cases.length;
	}

	hear(event: RobloxEvent): void {
		if (event.kind === "player.joined") this.#whereabouts.set(event.userId, event.jobId);
		else if (event.kind === "player.left") this.#whereabouts.delete(event.userId);
		else if (event.kind === "store.written") this.#judge(event.write);
		else if (event.kind === "player.kicked") {
			this.cases.push({ how: "kicked", userId: event.userId, jobId: event.jobId, by: event.jobId });
		}
	}

	#judge(write: CommittedWrite): void {
		const userId = userIdOfKey(write.key);
		const jobId = userId === undefined ? undefined : this.#whereabouts.get(userId);
		if (userId === undefined || jobId === undefined || jobId === write.writer) return;
		const before = readSessionFields(write.valueBefore);
		const after = readSessionFields(write.value);
		if (before.activeJob !== jobId) return;
		const by = write.writer;
		if (after.activeJob !== jobId) this.cases.push({ how: "lock-taken", userId, jobId, by });
		else if (after.forceLoadJob !== undefined && after.forceLoadJob !== before.forceLoadJob) {
			this.cases.push({ how: "force-load-asked", userId, jobId, by });
		}
	}
}
