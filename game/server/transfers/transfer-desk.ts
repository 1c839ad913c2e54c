import { BALANCE_MAX, GAME_KEY_SECONDS } from "../../../shared/limits";
import { integerText } from "../../../shared/store-keys";
import { fail, ok, type Result } from "../../../shared/result";
import type { PendingSend } from "../../../shared/wallet/sends";
import { answerOf } from "../api/change-answer";
import type { EconomyCode, TransferDone } from "../api/economy";
import type { Ports } from "../ports";
import { awaitProofAsync } from "../wallet/await-proof";
import type { WalletSession } from "../wallet/wallet-session";
import type { WalletSide } from "../wallet/wallet-side";
import { Arrivals, TRANSFER_ACTOR, TRANSFER_SOURCE } from "./arrivals";

/** Distance of tries for coins that have not arrived; whoever gets them may be on another server. */
const CARRY_ON_SECONDS = 30;
/** A wallet forgets the key of an arrival after 30 days, so older coins are a matter for people. */
const SEND_SECONDS_MAX = GAME_KEY_SECONDS - 86_400;

export interface Transfer {
	readonly from: number;
	readonly to: number;
	readonly amount: number;
	readonly reason: string;
	/** Names the transfer between these two players, in this direction. */
	readonly name: string;
}

/**
 * Moves coins between two wallets. There is no write that covers both, so the first one stores with the receipt where
 * its coins go, and whoever holds that wallet carries on until they arrived: after a crash, on any server.
 */
export class TransferDesk {
	private readonly arrivals: Arrivals;
	private readonly carried = new Set<WalletSession>();

	constructor(
		private readonly ports: Pick<Ports, "platform" | "entries" | "scheduler" | "log">,
		private readonly side: WalletSide,
		private readonly walletOf: (userId: number) => Result<WalletSession, EconomyCode>,
	) {
		this.arrivals = new Arrivals(ports, side);
	}

	transferAsync(transfer: Transfer): Result<TransferDone, EconomyCode> {
		const [sender, receiver] = [this.walletOf(transfer.from), this.walletOf(transfer.to)];
		if (!sender.ok) return sender;
		if (!receiver.ok) return receiver;
		if (receiver.value.balance() > BALANCE_MAX - transfer.amount) return fail("balance-overflow");
		const key = `arrive:${integerText(transfer.from)}:${transfer.name}`;
		const answer = answerOf(sender.value.change(debitOf(transfer, key)));
		if (!answer.ok) return answer;
		const revision = answer.value.revision;
		assert(revision !== undefined, "a change with a key is numbered or denied, never deferred");
		// In a thread of our own: the asking script may be stopped while it waits.
		this.carryOn(sender.value);
		const proof = awaitProofAsync(this.ports.scheduler, sender.value, revision);
		if (proof !== "stored") return fail(proof);
		const send = sender.value.sends().find((candidate) => candidate.key === key);
		const hasArrived = send === undefined || this.deliverAsync(sender.value, send);
		return ok({ ...answer.value, hasArrived });
	}

	/** Brings the coins on their way that a wallet was loaded with, or could not get rid of, to where they belong. */
	carryOn(wallet: WalletSession): void {
		if (this.carried.has(wallet) || !wallet.hasSends()) return;
		this.carried.add(wallet);
		for (const { to, amount } of wallet.sends().filter((send) => this.isTooOld(send))) {
			this.ports.log.alarm("transfer-too-old", { from: wallet.userId, to, amount });
		}
		this.ports.scheduler.spawn(() => this.carryOnAsync(wallet));
	}

	private carryOnAsync(wallet: WalletSession): void {
		while (wallet.isTaking() && wallet.hasSends()) {
			for (const send of wallet.sends()) {
				if (!this.isTooOld(send)) this.deliverAsync(wallet, send);
			}
			this.ports.scheduler.waitAsync(CARRY_ON_SECONDS);
		}
		this.carried.delete(wallet);
	}

	private isTooOld(send: PendingSend): boolean {
		return send.at + SEND_SECONDS_MAX < this.side.now();
	}

	private deliverAsync(sender: WalletSession, send: PendingSend): boolean {
		const receiver = this.walletOf(send.to);
		if (!receiver.ok && receiver.error !== "not-held") return false;
		const hasArrived = receiver.ok ? this.arrivals.putAsync(send, receiver.value) : this.arrivals.storeAsync(send);
		if (hasArrived) sender.dropSend(send.key);
		return hasArrived;
	}
}

function debitOf({ to, amount, reason, name }: Transfer, key: string) {
	const plain = { delta: -amount, source: TRANSFER_SOURCE, reason, actor: TRANSFER_ACTOR };
	return { ...plain, key: `send:${integerText(to)}:${name}`, send: { to, key } };
}
