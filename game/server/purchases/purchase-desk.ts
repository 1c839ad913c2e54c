import { COMMAND_ID_BYTES_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { isIdText } from "../../../shared/text";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import { answerOf } from "../api/change-answer";
import type { ChangeDone, EconomyCode } from "../api/economy";
import type { Ports } from "../ports";
import { awaitProofAsync } from "../wallet/await-proof";
import type { WalletSession } from "../wallet/wallet-session";

const TRY_AGAIN_SECONDS = 1;
const KEY_PREFIX = "purchase:";
/** What passes while the player stays. A wallet that was lost is loading again by the next try. */
const PASSING: ReadonlyArray<EconomyCode> = ["loading", "try-later"];

export interface Purchase {
	/** Roblox's id, the same at every delivery. */
	readonly id: string;
	readonly userId: number;
	readonly coins: number;
}

/**
 * Puts bought coins into wallets. Roblox delivers a purchase at a join and at the next purchase only, however it was
 * answered (creator-docs, `classes/MarketplaceService`), and waits for an answer as long as the server lives. So one
 * delivery tries for as long as the player is here.
 */
export class PurchaseDesk {
	constructor(
		private readonly ports: Pick<Ports, "platform" | "scheduler" | "log">,
		private readonly walletOf: (userId: number) => Result<WalletSession, EconomyCode>,
	) {}

	/** `ok` only when the coins are proved to be stored, by this delivery or an earlier one. */
	grantAsync(purchase: Purchase): Result<ChangeDone, EconomyCode> {
		let answer = this.tryAsync(purchase);
		while (!answer.ok && this.isPassing(purchase.userId, answer.error)) {
			this.ports.scheduler.waitAsync(TRY_AGAIN_SECONDS);
			answer = this.tryAsync(purchase);
		}
		if (!answer.ok) {
			this.ports.log.warn("purchase-not-granted", {
				purchase: purchase.id,
				userId: purchase.userId,
				code: answer.error,
			});
		}
		return answer;
	}

	private isPassing(userId: number, code: EconomyCode): boolean {
		if (code !== "not-held") return PASSING.includes(code);
		// Nothing was proved before the wallet was lost, but he may still be here.
		const wallet = this.walletOf(userId);
		return wallet.ok || PASSING.includes(wallet.error);
	}

	private tryAsync(purchase: Purchase): Result<ChangeDone, EconomyCode> {
		const wallet = this.walletOf(purchase.userId);
		if (!wallet.ok) return wallet;
		const outcome = wallet.value.change(this.changeOf(purchase));
		// The product gives another number of coins today; what was bought then was granted then.
		const isGrantedOtherwise = outcome.kind === "denied" && outcome.code === "key-conflict";
		const answer: Result<ChangeDone, EconomyCode> = isGrantedOtherwise
			? ok({ balance: outcome.wallet.balance, revision: outcome.revision, isRepeat: true })
			: answerOf(outcome);
		if (!answer.ok) return answer;
		const revision = answer.value.revision;
		assert(revision !== undefined, "a change with a key is numbered or denied, never deferred");
		const proof = awaitProofAsync(this.ports.scheduler, wallet.value, revision);
		return proof === "stored" ? answer : fail(proof);
	}

	private changeOf({ id, coins }: Purchase): GameChange {
		return { delta: coins, source: "purchase", reason: "bought coins", actor: "game", key: this.keyOf(id) };
	}

	/** Roblox promises a text that is unique, not which characters are in it. */
	private keyOf(id: string): string {
		const key = `${KEY_PREFIX}${id}`;
		const fits = id !== "" && isIdText(id) && key.size() <= COMMAND_ID_BYTES_MAX;
		return fits ? key : `${KEY_PREFIX}${this.ports.platform.sha256(id)}`;
	}
}
