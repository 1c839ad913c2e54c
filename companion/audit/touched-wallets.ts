import type { ShippedReceipt } from "../../shared/protocol/receipt-batch";
import type { Receipt } from "../../shared/wallet/receipt";
import type { Erasures } from "../erase/erasures";
import type { Subjects } from "../ledger/subjects";
import type { WalletLife, WalletLives } from "../ledger/wallet-lives";

/** A wallet life that receipts of one batch speak of: read once, and written once at the end of the batch. */
export interface TouchedWallet {
	readonly userId: number;
	readonly born: string;
	readonly subject: string;
	/** As it was before the batch. Absent for a life that was erased. */
	readonly life?: WalletLife;
	/** Revisions of this batch that are in the audit. */
	readonly audited: Set<number>;
	/** Of those that this batch brought. */
	newest?: Receipt;
}

interface Context {
	readonly subjects: Pick<Subjects, "ensure">;
	readonly wallets: Pick<WalletLives, "ensure">;
	readonly erasures: Pick<Erasures, "findSubject">;
}

export interface TouchedWallets {
	of(shipped: ShippedReceipt): TouchedWallet;
	/** In the order of the batch. */
	list(): Iterable<TouchedWallet>;
}

/** Belongs to one batch inside one unit: nobody else can change the rows meanwhile. */
export function createTouchedWallets({ subjects, wallets, erasures }: Context): TouchedWallets {
	const touched = new Map<string, TouchedWallet>();

	function read({ userId, born, epoch }: ShippedReceipt): TouchedWallet {
		const audited = new Set<number>();
		// Receipts of an erased life must not name the player again (`erase-replay`).
		const erased = erasures.findSubject(born);
		if (erased !== undefined) return { userId, born, subject: erased, audited };
		return { userId, born, subject: subjects.ensure(userId), life: wallets.ensure(userId, born, epoch), audited };
	}

	return {
		of: (shipped) => {
			const key = `${shipped.userId} ${shipped.born}`;
			const known = touched.get(key);
			if (known !== undefined) return known;
			const wallet = read(shipped);
			touched.set(key, wallet);
			return wallet;
		},
		list: () => touched.values(),
	};
}
