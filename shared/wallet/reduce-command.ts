import { UNACKNOWLEDGED_HARD_MAX, UNACKNOWLEDGED_MAX } from "../limits";
import type { EconomyCommand } from "../protocol/command";
import { findBadChange } from "./bad-change";
import { numberDeferred } from "./deferred";
import type { Receipt, ReceiptCode, ReceiptKind } from "./receipt";
import {
	acknowledge,
	appendReceipt,
	countUnacknowledged,
	createWallet,
	findReceiptById,
	numberedBalance,
	type Wallet,
} from "./wallet";

/** Denials used up no number: the envelope does not fit the wallet as it is stored now. */
export type DenialCode = "no-wallet" | "other-wallet" | "stale-epoch" | "sequence-conflict" | "already-settled";

export type CommandOutcome =
	/** The command used up its number: `receipt` is new. */
	| { readonly kind: "settled"; readonly wallet: Wallet; readonly receipt: Receipt }
	/** It had been settled before: `receipt` is the old one. */
	| { readonly kind: "known"; readonly wallet: Wallet; readonly receipt: Receipt }
	| { readonly kind: "denied"; readonly wallet: Wallet | undefined; readonly code: DenialCode }
	/** Nothing is decided; the same envelope may come again later. */
	| { readonly kind: "held"; readonly wallet: Wallet; readonly code: "gap" | "backlog" };

/**
 * Decides one command on the wallet as it is stored. Pure; the order of the checks is the protocol's and matters.
 * Unless the command settled, `wallet` differs from what was given only by the acknowledgement it carried.
 * `now` is Unix seconds of the companion's clock.
 */
export function reduceCommand(stored: Wallet | undefined, command: EconomyCommand, now: number): CommandOutcome {
	if (stored === undefined && command.create !== true) return { kind: "denied", wallet: undefined, code: "no-wallet" };
	const wallet = stored ?? createWallet(command.born, command.epoch);
	if (wallet.born !== command.born) return { kind: "denied", wallet, code: "other-wallet" };
	if (command.open === true && command.epoch > wallet.epoch) return openEpoch(wallet, command, now);
	if (wallet.epoch !== command.epoch) return { kind: "denied", wallet, code: "stale-epoch" };
	const current = takeAcknowledgement(wallet, command, now);
	if (command.open === true) return answerSecondOpening(current, command);
	if (command.seq <= current.lastSeq) return answerOldNumber(current, command);
	if (command.seq > current.lastSeq + 1) return { kind: "held", wallet: current, code: "gap" };
	if (isFullFor(current, command)) return { kind: "held", wallet: current, code: "backlog" };
	return settle(current, command, now);
}

function takeAcknowledgement(wallet: Wallet, command: EconomyCommand, now: number): Wallet {
	return command.acked === undefined ? wallet : numberDeferred(acknowledge(wallet, command.acked), now);
}

function isFullFor(wallet: Wallet, command: EconomyCommand): boolean {
	const needsNoRoom = command.empty === true || command.open === true;
	return countUnacknowledged(wallet) >= (needsNoRoom ? UNACKNOWLEDGED_HARD_MAX : UNACKNOWLEDGED_MAX);
}

/** A new journal takes the wallet over. Its acknowledgement comes first, or a full list could never be opened. */
function openEpoch(wallet: Wallet, command: EconomyCommand, now: number): CommandOutcome {
	const current = takeAcknowledgement(wallet, command, now);
	if (isFullFor(current, command)) return { kind: "held", wallet: current, code: "backlog" };
	const seq = current.lastSeq + 1;
	const receipt = makeReceipt(current, command, seq, now, "opened", 0);
	const opened = appendReceipt(current, receipt);
	return { kind: "settled", wallet: { ...opened, epoch: command.epoch, lastSeq: seq }, receipt };
}

/** The epoch is open already, by this command or by the wallet's birth; opening it again would use up a number. */
function answerSecondOpening(wallet: Wallet, command: EconomyCommand): CommandOutcome {
	const known = findReceiptById(wallet, command.id);
	if (known !== undefined) return { kind: "known", wallet, receipt: known };
	return { kind: "denied", wallet, code: "already-settled" };
}

function answerOldNumber(wallet: Wallet, command: EconomyCommand): CommandOutcome {
	const known = findReceiptById(wallet, command.id);
	if (known !== undefined) return { kind: "known", wallet, receipt: known };
	const taken = wallet.receipts.some((receipt) => receipt.seq === command.seq);
	return { kind: "denied", wallet, code: taken ? "sequence-conflict" : "already-settled" };
}

function settle(wallet: Wallet, command: EconomyCommand, now: number): CommandOutcome {
	const refusal = findRefusal(wallet, command, now);
	let kind: ReceiptKind = refusal === undefined ? "applied" : "refused";
	if (findReceiptById(wallet, command.id) !== undefined) kind = "repeat";
	const delta = kind === "applied" ? command.delta : 0;
	const code = kind === "refused" ? refusal : undefined;
	const receipt = makeReceipt(wallet, command, command.seq, now, kind, delta, code);
	return { kind: "settled", wallet: { ...appendReceipt(wallet, receipt), lastSeq: command.seq }, receipt };
}

function findRefusal(wallet: Wallet, command: EconomyCommand, now: number): ReceiptCode | undefined {
	// Time first: the empty copy of a command that ran out of time says "expired", as a late full copy would.
	if (now > command.notAfter) return "expired";
	if (command.empty === true) return "cancelled";
	return findBadChange(wallet.balance, command.delta);
}

function makeReceipt(
	wallet: Wallet,
	command: EconomyCommand,
	seq: number,
	now: number,
	kind: ReceiptKind,
	delta: number,
	code?: ReceiptCode,
): Receipt {
	const receipt: Receipt = {
		revision: wallet.revision + 1,
		commandId: command.id,
		seq,
		source: command.source,
		kind,
		delta,
		balance: numberedBalance(wallet) + delta,
		actor: command.actor,
		reason: command.reason,
		at: now,
	};
	return code === undefined ? receipt : { ...receipt, code };
}
