import { luauPlatform } from "../../server/engine/luau-platform";
import type { EconomyCommand, SignedCommand } from "../../../shared/protocol/command";
import { signCommand, type SigningKey, type StoreIdentity } from "../../../shared/protocol/command-signature";
import { reduceCommand } from "../../../shared/wallet/reduce-command";
import { createWallet, type Wallet } from "../../../shared/wallet/wallet";

export const BORN = "born-1";
export const USER = 501;
export const NOW = 1_700_001_000;
export const STORE: StoreIdentity = { universeId: "22", storeName: "EconomyWallet" };
export const DOORBELL_KEY: SigningKey = { keyId: "default", key: string.rep("d", 64) };

/** A command as the companion would sign it; `fields` differ from a plain gift of 10. */
export function command(seq: number, fields: Partial<EconomyCommand> = {}, key = DOORBELL_KEY): SignedCommand {
	const plain: EconomyCommand = {
		born: BORN,
		epoch: 1,
		id: `txn:g:${seq}`,
		seq,
		userId: USER,
		delta: 10,
		reason: "spec",
		actor: "discord:1",
		source: "txn",
		issuedAt: NOW,
		notAfter: NOW + 86_400,
	};
	return signCommand(luauPlatform, STORE, { ...plain, ...fields }, key);
}

/** A wallet in which commands 1 to `count` were applied. */
export function walletAfter(count: number): Wallet {
	let wallet = createWallet(BORN, 1);
	for (const seq of $range(1, count)) {
		const outcome = reduceCommand(wallet, command(seq), NOW);
		assert(outcome.kind === "settled", "a gift settles");
		wallet = outcome.wallet;
	}
	return wallet;
}

/** As a data store hands it back. */
export function asStored(wallet: Wallet): unknown {
	return luauPlatform.decodeJson(luauPlatform.encodeJson(wallet));
}
