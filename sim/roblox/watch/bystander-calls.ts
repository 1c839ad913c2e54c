import { DOORBELL_AGE_SECONDS_MAX, CLOCK_SKEW_SECONDS_MAX } from "../../../shared/limits";
import { SECOND } from "../../clock/scheduler";
import type { RobloxEvent } from "../events";
import { designatedUsers, readSessionFields, userIdOfKey } from "./wallet-entry";

/** How long after a player left his server may still be saving him, whatever the stored lock says by then. */
const RELEASE_MICROS_MAX = 60 * SECOND;
/** An envelope is acted on no longer than this after it came in. */
const DESIGNATION_MICROS_MAX = (DOORBELL_AGE_SECONDS_MAX + CLOCK_SKEW_SECONDS_MAX) * SECOND;

export interface BystanderCall {
	readonly time: number;
	readonly jobId: string;
	readonly userId: number;
	readonly kind: string;
}

/**
 * Data store calls on a wallet by a server that had no business there: the player neither on it nor leaving it, the
 * stored lock not its own, and no envelope for that wallet addressed to it. Must stay empty.
 */
export class BystanderCalls {
	readonly calls: BystanderCall[] = [];
	readonly #releaseMicrosMax: number;
	/** `<job id> <user id>` to the time until which the server may touch that wallet. */
	readonly #allowedUntil = new Map<string, number>();

	constructor(releaseMicrosMax = RELEASE_MICROS_MAX) {
		this.#releaseMicrosMax = releaseMicrosMax;
	}

	count(): number {
		return this.calls.length;
	}

	hear(event: RobloxEvent, time: number): void {
		if (event.kind === "player.joined") this.#allow(event.jobId, event.userId, Number.POSITIVE_INFINITY);
		else if (event.kind === "player.left") this.#setUntil(event.jobId, event.userId, time + this.#releaseMicrosMax);
		else if (event.kind === "server.resumed") this.#forgive(event.jobId, time);
		else if (event.kind === "message.delivered") this.#designate(event.jobId, event.data, time);
		else if (event.kind === "http.answered") this.#designate(event.jobId, event.body, time);
		else if (event.kind === "store.called") this.#judge(event, time);
	}

	/** What it had to do when it came to a standstill, it does now. */
	#forgive(jobId: string, time: number): void {
		for (const [place, until] of this.#allowedUntil) {
			if (place.startsWith(`${jobId} `)) this.#allowedUntil.set(place, Math.max(until, time + this.#releaseMicrosMax));
		}
	}

	#designate(jobId: string, text: string, time: number): void {
		for (const userId of designatedUsers(text, jobId)) this.#allow(jobId, userId, time + DESIGNATION_MICROS_MAX);
	}

	#judge(event: Extract<RobloxEvent, { readonly kind: "store.called" }>, time: number): void {
		const { jobId, request, stored } = event;
		const userId = userIdOfKey(request.key);
		// The second half of an UpdateAsync belongs to the read before it, which was judged.
		if (userId === undefined || request.kind === "store.cas") return;
		const until = this.#allowedUntil.get(`${jobId} ${userId}`) ?? Number.NEGATIVE_INFINITY;
		if (until >= time || readSessionFields(stored).activeJob === jobId) return;
		this.calls.push({ time, jobId, userId, kind: request.kind });
	}

	#allow(jobId: string, userId: number, until: number): void {
		const current = this.#allowedUntil.get(`${jobId} ${userId}`) ?? Number.NEGATIVE_INFINITY;
		this.#setUntil(jobId, userId, Math.max(current, until));
	}

	#setUntil(jobId: string, userId: number, until: number): void {
		this.#allowedUntil.set(`${jobId} ${userId}`, until);
	}
}
