import type { Wallet } from "../../shared/wallet/wallet";
import type { CommandRow } from "./command-row";
import { findStalledOpening, finishOpening, type OpeningContext } from "./open-wallet";

/**
 * After the receipts of a stored wallet were taken: what neither its list nor the audit holds is lost, as after a
 * restore from anything but the newest backup. It is said once, and the wallet goes on, because waiting would not bring
 * it back. Only a wallet that is being opened may be judged so. Part of a unit; returns the settled rows.
 */
export function acceptLostRows(context: OpeningContext, userId: number, wallet: Wallet, now: number): CommandRow[] {
	const { born } = wallet;
	const opened = findStalledOpening(context, userId, born);
	const life = context.wallets.find(userId, born);
	const subject = context.subjects.find(userId);
	// A version from before the opening says nothing about what came with it.
	if (opened === undefined || life === undefined || subject === undefined || wallet.revision < opened.revision)
		return [];
	const oldest = wallet.receipts[0]?.revision ?? wallet.revision + 1;
	if (life.audited >= oldest - 1) return [];
	const facts = { userId, born, from: life.audited + 1, to: oldest - 1 };
	context.log({ level: "error", event: "audit-rows-lost", facts });
	context.entries.noteLoss({ subject, born, from: facts.from, to: facts.to, now });
	context.wallets.setAudited(life, context.entries.walkForward(subject, born, oldest - 1));
	return finishOpening(context, userId, born, now);
}
