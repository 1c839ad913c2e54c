import type { WalletSide } from "../../server/wallet/wallet-side";
import type { WalletFacts } from "../../server/wallet/wallet-facts";
import type { CommandNote } from "../../../shared/protocol/heartbeat";
import type { Receipt } from "../../../shared/wallet/receipt";
import { NOW } from "./commands";
import type { FakeScheduler } from "./fake-scheduler";

/** Remembers what a wallet said, in order. */
export class WalletLog implements WalletSide {
	readonly notes: Array<CommandNote> = [];
	readonly provedRevisions: Array<number> = [];
	readonly shippedAgain: Array<number> = [];
	readonly provedReceipts: Array<Receipt> = [];
	private ids = 0;

	readonly clock: FakeScheduler;

	constructor(readonly scheduler: FakeScheduler) {
		this.clock = scheduler;
	}

	now(): number {
		return NOW;
	}

	newId(): string {
		this.ids += 1;
		return `session-${this.ids}`;
	}

	epoch(): number {
		return 1;
	}

	proved(_facts: WalletFacts, receipts: ReadonlyArray<Receipt>): void {
		for (const receipt of receipts) {
			this.provedRevisions.push(receipt.revision);
			this.provedReceipts.push(receipt);
		}
	}

	shipAgain(_facts: WalletFacts, receipt: Receipt): void {
		this.shippedAgain.push(receipt.revision);
	}

	note(note: CommandNote): void {
		this.notes.push(note);
	}

	noteCodes(): string {
		return this.notes.map((note) => note.code).join(" ");
	}
}
