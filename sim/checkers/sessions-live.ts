import { SECOND } from "../clock/scheduler";
import type { RobloxEvent } from "../roblox/events";
import { readSessionFields, userIdOfKey, type SessionFields } from "../roblox/watch/wallet-entry";
import type { Checker, History, Violation } from "../run/history";

/** A server of which nobody saw a sign of life for this long may lose a lock; it gets its session back (I7, B5). */
const SILENCE_MICROS = 45 * SECOND;
/** How long after a player left his load may still be arriving: each of its calls may be slow, fail, and be repeated. */
const LATE_LOAD_MICROS = 300 * SECOND;

/** I7: no command ends, steals or interrupts the session or the load of a player in a live game. */
export const checkSessionsLive: Checker = (history) => {
	const watch = new SessionWatch(history);
	return history.events.flatMap(({ event, time }) => watch.hear(event, time));
};

/** What a server loads for one stay of a player. */
interface LoadOfStay {
	/** The session was taken since he came; before that, what the server gives back is the session of his stay before. */
	hasArrived: boolean;
}

class SessionWatch {
	readonly #storeName: string;
	readonly #whereabouts = new Map<number, string>();
	/** `<job> <player>` to when he was last there. */
	readonly #presentUntil = new Map<string, number>();
	readonly #heardAt = new Map<string, number>();
	/** `<job> <player>` for whom that server has not had the session and given it back since he came to it. */
	readonly #loading = new Map<string, LoadOfStay>();
	/** Players whose session was touched by somebody else during this stay. */
	readonly #touched = new Set<number>();

	constructor(history: History) {
		this.#storeName = history.storeName;
	}

	hear(event: RobloxEvent, time: number): readonly Violation[] {
		switch (event.kind) {
			case "player.joined":
				this.#whereabouts.set(event.userId, event.jobId);
				this.#touched.delete(event.userId);
				this.#presentUntil.set(`${event.jobId} ${event.userId}`, Number.POSITIVE_INFINITY);
				this.#loading.set(`${event.jobId} ${event.userId}`, { hasArrived: false });
				return [];
			case "player.left":
				this.#whereabouts.delete(event.userId);
				this.#presentUntil.set(`${event.jobId} ${event.userId}`, time + LATE_LOAD_MICROS);
				return [];
			case "server.resumed":
				this.#allowLateLoads(event.jobId, time);
				return [];
			case "player.kicked":
				return this.#judgeKick(event.userId, time);
			case "store.written":
				return this.#judgeWrite(event, time);
			case "store.called":
			case "http.answered":
				this.#heardAt.set(event.jobId, time);
				return [];
			case "server.started":
			case "server.hung":
			case "server.ended":
			case "message.delivered":
			case "remote.fired":
			case "http.sent":
			case "purchase.decided":
				return [];
		}
	}

	/**
	 * ProfileService cannot take back a load: a server ends the one it had begun for a player who has left meanwhile, with
	 * a second write if the first one's answer was lost, and then gives the session back. No command did that, and a server
	 * that gave his session back already loads nothing more.
	 */
	#isLateLoad(writer: string, userId: number, time: number): boolean {
		const stay = `${writer} ${userId}`;
		return this.#loading.has(stay) && time <= (this.#presentUntil.get(stay) ?? -1);
	}

	/** What a server had begun when it stood still goes on afterwards. */
	#allowLateLoads(jobId: string, time: number): void {
		for (const stay of this.#loading.keys()) {
			const until = this.#presentUntil.get(stay) ?? -1;
			if (stay.startsWith(`${jobId} `)) this.#presentUntil.set(stay, Math.max(until, time + LATE_LOAD_MICROS));
		}
	}

	#noteLoad(stay: string, before: SessionFields, after: SessionFields, writer: string): void {
		const load = this.#loading.get(stay);
		if (load === undefined) return;
		if (after.activeJob === writer && after.loads !== before.loads) load.hasArrived = true;
		else if (load.hasArrived && before.activeJob === writer && after.activeJob !== writer) this.#loading.delete(stay);
	}

	/** A platform that loads nothing for minutes gets a player asked to come again; only interference is a violation. */
	#judgeKick(userId: number, time: number): readonly Violation[] {
		if (!this.#touched.has(userId)) return [];
		return [{ rule: "I7", what: `player ${userId} was kicked after his session was touched`, time }];
	}

	#judgeWrite({ write }: Extract<RobloxEvent, { kind: "store.written" }>, time: number): readonly Violation[] {
		const userId = write.store === this.#storeName ? userIdOfKey(write.key) : undefined;
		if (userId === undefined) return [];
		const before = readSessionFields(write.valueBefore);
		const after = readSessionFields(write.value);
		const { writer } = write;
		const violate = (what: string): Violation => ({ rule: "I7", what: `${what} of player ${userId}`, time });
		const found: Violation[] = [];
		const isClaim = after.activeJob === writer && before.activeJob !== writer;
		const wants = after.forceLoadJob === writer && before.forceLoadJob !== writer;
		if ((isClaim || wants) && (this.#presentUntil.get(`${writer} ${userId}`) ?? -1) < time) {
			found.push(violate("a server without him asked for the session"));
		}
		const home = this.#whereabouts.get(userId);
		const isLateLoad = this.#isLateLoad(writer, userId, time);
		this.#noteLoad(`${writer} ${userId}`, before, after, writer);
		if (isLateLoad) return found;
		if (home === undefined || home === writer || time - (this.#heardAt.get(home) ?? 0) >= SILENCE_MICROS) return found;
		if (before.activeJob === home && after.activeJob !== home) found.push(violate("somebody else took the lock"));
		if (before.forceLoadJob === home && after.forceLoadJob !== home && after.activeJob !== home) {
			found.push(violate("somebody else removed the claim"));
		}
		if (found.length > 0) this.#touched.add(userId);
		return found;
	}
}
