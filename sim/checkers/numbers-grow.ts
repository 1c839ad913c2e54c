import type { Checker, Violation } from "../run/history";
import { readStoredWallets, type StoredWallets, type WalletWrite } from "./stored-wallets";
import type { WalletValue } from "./wallet-value";

/** I5: revisions and watermarks never go back and have no gap, and a stored receipt never changes. */
export const checkNumbersGrow: Checker = (history) => {
	const stored = readStoredWallets(history);
	return [...stored.writes.flatMap(judgeWrite), ...findChangedReceipts(stored)];
};

function judgeWrite({ userId, time, before, after }: WalletWrite): readonly Violation[] {
	const found: string[] = [];
	if (typeof after !== "string") {
		found.push(...judgeList(after));
		const isSameLife = typeof before !== "string" && before.born === after.born;
		found.push(...judgeNewest(after, isSameLife ? before.revision : 0));
	}
	if (typeof before !== "string") found.push(...judgeStep(before, after));
	return found.map((what) => ({ rule: "I5", what: `${what}, player ${userId}`, time }));
}

function judgeStep(before: WalletValue, after: WalletWrite["after"]): readonly string[] {
	if (after === "malformed") return [];
	if (after === "none") return ["a wallet is gone"];
	// Erasing puts an empty wallet in the old one's place (rule E1); nothing else may replace a life.
	if (before.born !== after.born) return after.revision === 0 ? [] : ["another life with receipts in a wallet's place"];
	return [
		...(after.revision < before.revision ? [`revision back from ${before.revision} to ${after.revision}`] : []),
		...(after.lastSeq < before.lastSeq ? [`number back from ${before.lastSeq} to ${after.lastSeq}`] : []),
		...(after.epoch < before.epoch ? [`epoch back from ${before.epoch} to ${after.epoch}`] : []),
	];
}

/** Every receipt is in the list when it is stored first, and stays there until it is acknowledged. */
function judgeNewest({ receipts, revision, acked }: WalletValue, revisionBefore: number): readonly string[] {
	const oldest = receipts[0]?.revision ?? revision + 1;
	return [
		...(oldest > revisionBefore + 1 ? [`receipts ${revisionBefore + 1} to ${oldest - 1} were never stored`] : []),
		...(oldest > acked + 1 ? [`receipt ${oldest - 1} left the list, acknowledged is ${acked}`] : []),
		...(acked > revision ? [`${acked} acknowledged of ${revision}`] : []),
	];
}

function judgeList(wallet: WalletValue): readonly string[] {
	const { receipts, revision, lastSeq } = wallet;
	const isContiguous = receipts.every((receipt, index) => receipt.revision === revision - receipts.length + index + 1);
	const newest = receipts.reduce((highest, receipt) => Math.max(highest, receipt.seq ?? 0), 0);
	return [
		...(isContiguous ? [] : ["receipts have a gap"]),
		...(receipts.length === 0 && revision > 0 ? ["receipts are missing"] : []),
		...(newest > lastSeq ? [`receipt of number ${newest} above the watermark ${lastSeq}`] : []),
	];
}

function findChangedReceipts(stored: StoredWallets): readonly Violation[] {
	const seen = new Set<string>();
	return stored.receipts.flatMap(({ userId, born, receipt, storedAt }) => {
		const place = `${userId} ${born} ${receipt.revision}`;
		if (!seen.has(place)) {
			seen.add(place);
			return [];
		}
		return [{ rule: "I5", what: `receipt ${receipt.revision} of ${userId} changed`, time: storedAt }];
	});
}
