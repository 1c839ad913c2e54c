import { readSessionFields, userIdOfKey } from "../roblox/watch/wallet-entry";
import type { History } from "../run/history";

/** From when to when, in microseconds; the end is open while it lasts. */
export interface Stay {
	readonly from: number;
	readonly until: number;
	/** The server that held the session, where one did. */
	readonly jobId: string | undefined;
}

/** Where players and servers were, as joins, leaves and stored locks show it. */
export interface Stays {
	/** His session was held by the server he was on. */
	readonly held: ReadonlyMap<number, readonly Stay[]>;
	/** He was on no server, and no lock or claim was stored. Nobody who was never heard of has an entry here. */
	readonly away: ReadonlyMap<number, readonly Stay[]>;
	/** Some server ran. */
	readonly served: readonly Stay[];
	/** When servers ended, in order. */
	readonly serverEnds: readonly number[];
}

/** Reads the history once, in order. */
export function readStays(history: History): Stays {
	const players = new Map<number, PlayerState>();
	const servers = new Set<string>();
	const served = new Spans();
	const serverEnds: number[] = [];
	const playerOf = (userId: number): PlayerState => {
		const known = players.get(userId) ?? new PlayerState();
		players.set(userId, known);
		return known;
	};
	for (const { event, time } of history.events) {
		if (event.kind === "player.joined") playerOf(event.userId).joined(event.jobId, time);
		else if (event.kind === "player.left") playerOf(event.userId).joined(undefined, time);
		else if (event.kind === "server.started") {
			servers.add(event.jobId);
			served.set(true, time);
		} else if (event.kind === "server.ended") {
			servers.delete(event.jobId);
			served.set(servers.size > 0, time);
			serverEnds.push(time);
		} else if (event.kind === "store.written" && event.write.store === history.storeName) {
			const userId = userIdOfKey(event.write.key);
			if (userId !== undefined) playerOf(userId).stored(event.write.value, time);
		}
	}
	const spansOf = (which: "held" | "away") =>
		new Map([...players].map(([userId, state]) => [userId, state[which].all]));
	return { held: spansOf("held"), away: spansOf("away"), served: served.all, serverEnds };
}

/** The stay that covers all of this time, if one does. */
export function findStay(stays: readonly Stay[] | undefined, from: number, until: number): Stay | undefined {
	return stays?.find((stay) => stay.from <= from && stay.until >= until);
}

class Spans {
	readonly all: { from: number; until: number; jobId: string | undefined }[] = [];

	set(holds: boolean, time: number, jobId?: string): void {
		const last = this.all.at(-1);
		const isOpen = last?.until === Number.POSITIVE_INFINITY;
		if (holds && !isOpen) this.all.push({ from: time, until: Number.POSITIVE_INFINITY, jobId });
		if (!holds && isOpen && last !== undefined) last.until = time;
	}
}

class PlayerState {
	readonly held = new Spans();
	readonly away = new Spans();
	#home: string | undefined;
	#lock: string | undefined;
	#claim: string | undefined;
	#loads = 0;
	/** The session of an earlier stay: its lock may still stand when he comes back to the same server. */
	#loadsWhenLeft = -1;

	joined(jobId: string | undefined, time: number): void {
		if (jobId === undefined) this.#loadsWhenLeft = this.#loads;
		this.#home = jobId;
		this.#judge(time);
	}

	stored(value: string | null, time: number): void {
		const { activeJob, forceLoadJob, loads } = readSessionFields(value);
		this.#loads = loads;
		this.#lock = activeJob;
		this.#claim = forceLoadJob;
		this.#judge(time);
	}

	#judge(time: number): void {
		const isOfThisStay = this.#loads > this.#loadsWhenLeft;
		this.held.set(this.#home !== undefined && this.#lock === this.#home && isOfThisStay, time, this.#home);
		this.away.set(this.#home === undefined && this.#lock === undefined && this.#claim === undefined, time);
	}
}
