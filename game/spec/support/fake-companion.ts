import type { HttpAnswer, HttpRequest } from "../../server/ports";
import { luauPlatform } from "../../server/engine/luau-platform";
import type { SignedCommand } from "../../../shared/protocol/command";
import { decodeHeartbeat, type Heartbeat } from "../../../shared/protocol/heartbeat";
import { decodeReceiptBatch, type ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import { signRequest } from "../../../shared/protocol/request-signature";
import { DOORBELL_KEY, NOW } from "./commands";

export const SERVER_KEY = string.rep("k", 64);
export const KEY_ID = "default.9999999999.job-me";

function headerOf(request: HttpRequest, name: string): string {
	const value = request.headers[name];
	return typeIs(value, "string") ? value : "";
}

/** Is the request signed as the protocol says, over exactly what was sent? */
export function isWellSigned(request: HttpRequest, path: string, key = SERVER_KEY): boolean {
	const timestamp = tonumber(headerOf(request, "x-timestamp")) ?? 0;
	const idempotencyKey = headerOf(request, "idempotency-key");
	const signed = { method: "POST", path, timestamp, idempotencyKey, body: request.body };
	return headerOf(request, "x-signature") === signRequest(luauPlatform, signed, key);
}

/** The companion's three routes, as far as a game server sees them. Refuses what is not signed. */
export class FakeCompanion {
	now = NOW;
	isReachable = true;
	refusal: HttpAnswer | undefined;
	more = false;
	knocks = 0;
	readonly commands: Array<SignedCommand> = [];
	readonly beats: Array<Heartbeat> = [];
	readonly audit: Array<ShippedReceipt> = [];

	answer(request: HttpRequest): HttpAnswer | undefined {
		if (!this.isReachable) return undefined;
		if (this.refusal !== undefined) return this.refusal;
		const [path] = string.match(request.url, "^https?://[^/]+(.*)$");
		assert(typeIs(path, "string"), "a request has a URL");
		if (path === "/game/session") return this.openSession();
		if (!isWellSigned(request, path)) return this.json(401, { code: "bad-signature" });
		const body = luauPlatform.decodeJson(request.body);
		return path === "/game/heartbeat" ? this.takeBeat(body) : this.takeBatch(body);
	}

	private json(status: number, body: object): HttpAnswer {
		return { status, body: luauPlatform.encodeJson(body) };
	}

	private openSession(): HttpAnswer {
		this.knocks += 1;
		const settings = {
			epoch: 1,
			universeId: "22",
			commandTopic: "discord-commands",
			eventTopic: "economy-events",
			heartbeatSeconds: 10,
		};
		const keys = { key: SERVER_KEY, keyId: KEY_ID, doorbellKeys: [DOORBELL_KEY] };
		const answer = { serverId: "job-me", ...keys, expiresAt: this.now + 21_600, now: this.now, settings };
		return this.json(200, answer);
	}

	private takeBeat(body: unknown): HttpAnswer {
		const beat = decodeHeartbeat(luauPlatform, body);
		assert(beat.ok, "a heartbeat is well-formed");
		this.beats.push(beat.value);
		const answer = { now: this.now, commands: this.commands, more: this.more, acked: {}, epoch: 1 };
		return this.json(200, { ...answer, doorbellKeys: [DOORBELL_KEY] });
	}

	private takeBatch(body: unknown): HttpAnswer {
		const batch = decodeReceiptBatch(luauPlatform, body);
		assert(batch.ok, "a batch is well-formed");
		const acked: Record<string, number> = {};
		const results = batch.value.receipts.map((shipped) => {
			this.audit.push(shipped);
			acked[shipped.born] = math.max(acked[shipped.born] ?? 0, shipped.receipt.revision);
			return { born: shipped.born, revision: shipped.receipt.revision, status: "stored" };
		});
		return this.json(200, { results, acked });
	}
}
