import type { Checker, History, Violation } from "../run/history";
import { readEnvelopes } from "./envelopes";
import { readStoredWallets } from "./stored-wallets";

/**
 * I9 and N3: in one epoch a number belongs to one command and a command keeps its number; in a wallet each number is
 * used up once, and none is skipped.
 */
export const checkOneNumberOneId: Checker = (history) => [...judgeEnvelopes(history), ...judgeReceipts(history)];

function judgeEnvelopes(history: History): readonly Violation[] {
	const idOf = new Map<string, string>();
	const numberOf = new Map<string, number>();
	return readEnvelopes(history).flatMap(({ userId, born, epoch, seq, isOpening, id, time }) => {
		if (isOpening) return [];
		const journal = `${userId} ${born} ${epoch}`;
		const first = idOf.get(`${journal} ${seq}`) ?? id;
		const number = numberOf.get(`${journal} ${id}`) ?? seq;
		idOf.set(`${journal} ${seq}`, first);
		numberOf.set(`${journal} ${id}`, number);
		if (first !== id) return [{ rule: "I9", what: `number ${seq} of ${userId} was sent for ${first} and ${id}`, time }];
		return number === seq ? [] : [{ rule: "I9", what: `${id} was sent under ${number} and ${seq}`, time }];
	});
}

function judgeReceipts(history: History): readonly Violation[] {
	const last = new Map<string, number>();
	const stored = readStoredWallets(history);
	return stored.receipts.flatMap((item) => {
		const { userId, born, receipt, storedAt: time } = item;
		// Another content under a known number is a receipt that changed, not a number that was given again.
		const isFirst = stored.findByRevision(userId, born, receipt.revision)[0] === item;
		if (receipt.seq === undefined || !isFirst) return [];
		const life = `${userId} ${born}`;
		const expected = (last.get(life) ?? 0) + 1;
		last.set(life, receipt.seq);
		if (receipt.seq === expected) return [];
		return [{ rule: "I9", what: `number ${receipt.seq} of ${userId} came where ${expected} was next`, time }];
	});
}
