import type { Checker, Violation } from "../run/history";
import { readStoredWallets, type WalletWrite } from "./stored-wallets";
import type { WalletValue } from "./wallet-value";

/** 2^53 - 1: beyond it sums are no longer exact in either language. */
const BALANCE_MAX = 9_007_199_254_740_991;

/** I4: in every value ever stored, the balance is the sum of all receipts plus what waits for a number, and in bounds. */
export const checkBalanceIsReceipts: Checker = (history) => {
	const sums = new Map<string, LifeSum>();
	return readStoredWallets(history).writes.flatMap((write) => judge(write, sums));
};

interface LifeSum {
	revision: number;
	sum: number;
}

function judge(write: WalletWrite, sums: Map<string, LifeSum>): readonly Violation[] {
	const { after: wallet, userId, time } = write;
	if (wallet === "none") return [];
	const violate = (what: string): Violation => ({ rule: "I4", what: `${what}, player ${userId}`, time });
	if (wallet === "malformed") return [violate("a stored wallet cannot be read")];
	const violations: Violation[] = [];
	if (!Number.isSafeInteger(wallet.balance) || wallet.balance < 0 || wallet.balance > BALANCE_MAX) {
		violations.push(violate(`balance ${wallet.balance} is out of bounds`));
	}
	const life = `${userId} ${wallet.born}`;
	const sum = addUp(wallet, sums.get(life) ?? { revision: 0, sum: 0 });
	sums.set(life, sum);
	if (sum.sum + wallet.deferredSum !== wallet.balance) {
		violations.push(violate(`balance ${wallet.balance}, receipts and waiting ${sum.sum + wallet.deferredSum}`));
	}
	const wrong = wallet.receipts.find((receipt, index) => {
		const previous = wallet.receipts[index - 1];
		return previous !== undefined && previous.balance + receipt.delta !== receipt.balance;
	});
	if (wrong !== undefined) violations.push(violate(`receipt ${wrong.revision} says balance ${wrong.balance}`));
	return violations;
}

/** Goes on from the sum at a revision seen before; a wallet that went back is summed up from what it still lists. */
function addUp(wallet: WalletValue, known: LifeSum): LifeSum {
	const [oldest] = wallet.receipts;
	const goesBack = wallet.revision < known.revision;
	const from = goesBack && oldest !== undefined ? oldest.revision - 1 : known.revision;
	const base = goesBack && oldest !== undefined ? oldest.balance - oldest.delta : known.sum;
	const fresh = wallet.receipts.filter((receipt) => receipt.revision > from);
	return { revision: wallet.revision, sum: fresh.reduce((sum, receipt) => sum + receipt.delta, base) };
}
