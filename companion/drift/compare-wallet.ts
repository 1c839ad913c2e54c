import { bunPlatform } from "../../shared/bun/platform";
import { hashReceipt } from "../../shared/protocol/receipt-codec";
import type { Wallet } from "../../shared/wallet/wallet";
import type { StoredProfile } from "../reconcile/read-stored";
import type { AuditFacts, WalletFacts } from "./wallet-facts";

/** How the data store and the audit contradict each other about one wallet. */
export type DriftKind =
	| "entry-missing"
	| "entry-unreadable"
	| "other-life"
	| "entry-behind"
	| "balance-differs"
	| "receipt-differs"
	| "receipt-missing";

export interface Drift {
	readonly userId: number;
	readonly born: string;
	readonly kind: DriftKind;
	readonly what: string;
}

/** `waiting`: receipts that the audit has not got yet, as is usual while people play. */
export interface Comparison {
	readonly waiting: number;
	readonly drift: Drift | undefined;
}

/**
 * Compares an entry with what the audit said before it was read: a receipt comes into the audit only after it was stored,
 * so the entry may be ahead, never behind. Pure but for looking up receipts.
 */
export function compareWallet(
	facts: WalletFacts,
	stored: StoredProfile,
	audit: Pick<AuditFacts, "findHash">,
): Comparison {
	const drift = (kind: DriftKind, what: string): Comparison => ({
		waiting: 0,
		drift: { userId: facts.userId, born: facts.born, kind, what },
	});
	if (facts.isBeingErased) return { waiting: 0, drift: undefined };
	if (stored.kind === "unreadable") return drift("entry-unreadable", "the entry is not a wallet in any known form");
	const { wallet } = stored;
	if (wallet === undefined)
		return drift("entry-missing", `no wallet is stored; the audit has ${facts.revision} receipts`);
	if (wallet.born !== facts.born) return drift("other-life", `the stored wallet is of another life, ${wallet.born}`);
	if (wallet.revision < facts.revision) {
		return drift("entry-behind", `the entry has ${wallet.revision} receipts, the audit ${facts.revision}`);
	}
	const numbered = wallet.deferred.reduce((sum, { delta }) => sum - delta, wallet.balance);
	if (wallet.revision === facts.revision && numbered !== facts.balance) {
		return drift("balance-differs", `the entry says ${numbered} coins, the audit ${facts.balance}`);
	}
	return compareReceipts(facts, wallet, audit, drift);
}

function compareReceipts(
	facts: WalletFacts,
	wallet: Wallet,
	audit: Pick<AuditFacts, "findHash">,
	drift: (kind: DriftKind, what: string) => Comparison,
): Comparison {
	let waiting = 0;
	for (const receipt of wallet.receipts) {
		const known = audit.findHash(facts, receipt.revision);
		if (known === undefined && receipt.revision <= facts.audited) {
			return drift("receipt-missing", `receipt ${receipt.revision} is stored and not in the audit`);
		}
		if (known === undefined) waiting += 1;
		else if (known !== hashReceipt(bunPlatform, facts, receipt)) {
			return drift("receipt-differs", `receipt ${receipt.revision} is stored with other content than the audit has`);
		}
	}
	return { waiting, drift: undefined };
}
