import { deriveDoorbellKeys, deriveServerKey } from "../../../companion/servers/server-keys";
import { bunPlatform } from "../../../shared/bun/platform";
import { commandBody } from "../../../shared/protocol/command-codec";
import type { EconomyCommand } from "../../../shared/protocol/command";
import { signCommand } from "../../../shared/protocol/command-signature";
import { batchIdempotencyKey, signRequest } from "../../../shared/protocol/request-signature";
import { listAt, readWalletValue } from "../../checkers/wallet-value";
import { parseJson, valueAt } from "../../json";
import type { RobloxUser } from "../../roblox/vm-port";
import { VIRTUAL_COMPANION_URL, VIRTUAL_CONFIG } from "../../world/virtual-world";
import type { Stage } from "./stage";

const STORE = { universeId: VIRTUAL_CONFIG.universeId, storeName: VIRTUAL_CONFIG.storeName };
const LIFETIME_SECONDS = 3_600;

/**
 * The text of a command as a companion would have sent it that knew of nothing later than what is stored now: signed,
 * with the wallet's next number. The player has a wallet.
 */
export function forgeCommand(
	stage: Stage,
	player: RobloxUser,
	wish: Pick<EconomyCommand, "id" | "delta"> & Partial<EconomyCommand>,
): string {
	const wallet = readWalletValue(stage.entryOf(player) ?? null);
	if (typeof wallet === "string") throw new Error("the player has a wallet by now");
	const [key] = deriveDoorbellKeys(VIRTUAL_CONFIG.keys.hmacSecrets);
	const now = Math.floor(stage.clock.unixMillis() / 1_000);
	const { born, epoch, lastSeq } = wallet;
	const numbers = { born, epoch, seq: lastSeq + 1, userId: player.id };
	const people = { reason: "", actor: "discord:1", source: "txn" };
	const command = { ...numbers, ...people, issuedAt: now, notAfter: now + LIFETIME_SECONDS, ...wish };
	return JSON.stringify(commandBody(signCommand(bunPlatform, STORE, command, key)));
}

/** A request of some game server that brings only the newest receipt of a stored wallet. */
export function forgeBatchOfNewest(stage: Stage, player: RobloxUser): Request {
	const wallet = valueAt(parseJson(stage.entryOf(player) ?? ""), "Data", "wallet");
	const receipt = listAt(wallet, "receipts").at(-1);
	const life = { userId: player.id, born: valueAt(wallet, "born"), epoch: valueAt(wallet, "epoch") };
	const body = JSON.stringify({ receipts: [{ ...life, receipt }] });
	const timestamp = Math.floor(stage.clock.unixMillis() / 1_000);
	const { key, keyId } = deriveServerKey(VIRTUAL_CONFIG.keys.hmacSecrets[0], "late", timestamp + LIFETIME_SECONDS);
	const idempotencyKey = batchIdempotencyKey(bunPlatform, body);
	const signed = { method: "POST", path: "/log/transactions", timestamp, idempotencyKey, body };
	const headers = {
		"Idempotency-Key": idempotencyKey,
		"X-Timestamp": String(timestamp),
		"X-Key-Id": keyId,
		"X-Signature": signRequest(bunPlatform, signed, key),
	};
	return new Request(`${VIRTUAL_COMPANION_URL}${signed.path}`, { method: "POST", headers, body });
}
