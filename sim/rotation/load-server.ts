import { bunPlatform } from "../../shared/bun/platform";
import { decodeReceiptBatchAnswer } from "../../shared/protocol/receipt-batch";
import type { SessionAnswer } from "../../shared/protocol/session";
import { askForSession, postSigned, readSession, RECEIPTS_PATH } from "../operation/signed-sender";
import type { Random } from "../random";
import type { Refusals } from "./refusals";

export interface LoadServerParts {
	readonly url: string;
	readonly random: Random;
	readonly refusals: Refusals;
	readonly nowSeconds: () => number;
}

/**
 * A game server as the load needs it: it does one thing at a time, and whatever it is refused is noted. What Roblox gave it
 * as its game secret it keeps for life, as real ones do.
 */
export class LoadServer {
	/** No more players come; another one takes its place. */
	isEnding = false;
	readonly #parts: LoadServerParts;
	#session: SessionAnswer | undefined;
	#sessionsWanted = 1;
	#sessionsHad = 0;
	#beat = 0;
	#revision = 0;

	constructor(
		parts: LoadServerParts,
		private readonly jobId: string,
		private readonly gameSecret: string,
		private readonly userId: number,
	) {
		this.#parts = parts;
	}

	/** Its key comes to an end: the next thing it does is to ask for another. */
	renew(): void {
		this.#sessionsWanted = this.#sessionsHad + 1;
	}

	get isRenewed(): boolean {
		return this.#sessionsHad >= this.#sessionsWanted;
	}

	/** One request. */
	async act(): Promise<void> {
		if (this.#session === undefined || !this.isRenewed) await this.#introduce();
		else if (this.#parts.random.chance(0.5)) await this.#ship(this.#session);
		else await this.#sendBeat(this.#session);
	}

	async #introduce(): Promise<void> {
		const { url, refusals } = this.#parts;
		const answer = await askForSession(url, this.jobId, this.gameSecret);
		if (!refusals.note("session", answer)) return;
		this.#session = readSession(answer);
		this.#sessionsHad += 1;
	}

	async #sendBeat(session: SessionAnswer): Promise<void> {
		const { url, refusals, nowSeconds } = this.#parts;
		this.#beat += 1;
		const presence = { players: [this.userId], wallets: [], notes: [], subscribed: true, closing: false };
		const body = JSON.stringify({ beat: this.#beat, ...presence });
		refusals.note("heartbeat", await postSigned(url, session, "/game/heartbeat", body, nowSeconds));
	}

	async #ship(session: SessionAnswer): Promise<void> {
		const { url, refusals, nowSeconds } = this.#parts;
		const revision = this.#revision + 1;
		const receipt = { revision, source: "game", kind: "applied", delta: 5, balance: 5 * revision };
		const text = { actor: "game", reason: `quest ${revision}`, at: nowSeconds() };
		const life = { userId: this.userId, born: `life-${this.userId}`, epoch: 1 };
		const body = JSON.stringify({ receipts: [{ ...life, receipt: { ...receipt, ...text } }] });
		const answer = await postSigned(url, session, RECEIPTS_PATH, body, nowSeconds);
		if (!refusals.note("receipts", answer)) return;
		const batch = decodeReceiptBatchAnswer(bunPlatform, JSON.parse(answer.text));
		const status = batch.ok ? batch.value.results[0]?.status : undefined;
		if (status !== "stored") refusals.add(`receipts: ${status ?? "nothing"} instead of stored`);
		this.#revision = revision;
	}
}
