import { batchIdempotencyKey, signRequest } from "../../shared/protocol/request-signature";
import { bunPlatform } from "../../shared/bun/platform";
import type { Random } from "../random";

/** What somebody on the internet can send who knows everything about the companion but its secrets. */
export const FORGERIES = [
	"unsigned heartbeat",
	"wrongly signed heartbeat",
	"unsigned batch",
	"wrongly signed batch",
	"session with a guessed secret",
	"audit with a guessed key",
] as const;

export type Forgery = (typeof FORGERIES)[number];

export interface ForgeryWish {
	readonly forgery: Forgery;
	readonly companionUrl: string;
	readonly nowSeconds: number;
	readonly userId: number;
	readonly random: Random;
}

const FORGED_BORN = "b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0";
const KEY_LIFETIME_SECONDS = 3_600;

/** Well-formed in everything but the credentials. */
export function forgeRequest(wish: ForgeryWish): Request {
	switch (wish.forgery) {
		case "unsigned heartbeat":
			return post(wish, "/game/heartbeat", heartbeat(wish), {});
		case "wrongly signed heartbeat":
			return post(wish, "/game/heartbeat", heartbeat(wish), sign(wish, "/game/heartbeat", heartbeat(wish)));
		case "unsigned batch":
			return post(wish, "/log/transactions", batch(wish), { "idempotency-key": "forged" });
		case "wrongly signed batch":
			return post(wish, "/log/transactions", batch(wish), sign(wish, "/log/transactions", batch(wish)));
		case "session with a guessed secret":
			return post(wish, "/game/session", session(), { authorization: `Bearer ${guess(wish.random)}` });
		case "audit with a guessed key":
			return new Request(`${wish.companionUrl}/log/transactions?limit=100`, {
				headers: { authorization: `Bearer ${guess(wish.random)}` },
			});
	}
}

function post({ companionUrl }: ForgeryWish, path: string, body: string, headers: Record<string, string>): Request {
	return new Request(`${companionUrl}${path}`, { method: "POST", headers, body });
}

/** Fresh and under a key id of the right form, but with a guessed key. */
function sign({ nowSeconds, random }: ForgeryWish, path: string, body: string): Record<string, string> {
	const idempotencyKey = batchIdempotencyKey(bunPlatform, body);
	const signed = { method: "POST", path, timestamp: nowSeconds, idempotencyKey, body };
	return {
		"idempotency-key": idempotencyKey,
		"x-timestamp": String(nowSeconds),
		"x-key-id": `k1.${nowSeconds + KEY_LIFETIME_SECONDS}.forged`,
		"x-signature": signRequest(bunPlatform, signed, guess(random)),
	};
}

function guess(random: Random): string {
	return random.uuid();
}

function heartbeat({ userId }: ForgeryWish): string {
	return JSON.stringify({ beat: 1, players: [userId], wallets: [], notes: [], subscribed: true, closing: false });
}

function batch({ userId, nowSeconds }: ForgeryWish): string {
	const change = { revision: 1, source: "game", kind: "applied", delta: 1_000, balance: 1_000 };
	const receipt = { ...change, actor: "game", reason: "", at: nowSeconds };
	return JSON.stringify({ receipts: [{ userId, born: FORGED_BORN, epoch: 1, receipt }] });
}

function session(): string {
	const place = { placeId: 1, jobId: "forged", build: "0", storeName: "EconomyWallet", studio: false };
	return JSON.stringify({ ...place, protocolMin: 1, protocolMax: 1 });
}
