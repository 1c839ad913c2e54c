import type { CommandNote } from "../../../shared/protocol/heartbeat";
import type { Receipt } from "../../../shared/wallet/receipt";
import type { CompanionLink } from "../link/companion-link";
import type { Notes } from "../link/notes";
import type { Clock, Ports, Scheduler } from "../ports";
import type { Shipper } from "../receipts/shipper";
import type { Announcer } from "./announcer";
import type { WalletFacts } from "./wallet-facts";

/** What whoever executes commands needs and tells, in a session or for an absent player. */
export interface WalletSide {
	readonly scheduler: Scheduler;
	readonly clock: Clock;
	/** Unix seconds of the companion's clock. */
	now(): number;
	newId(): string;
	/** Life of the journal a new wallet is born under. */
	epoch(): number;
	/** These receipts are proved to be stored, just now and by this server. */
	proved(facts: WalletFacts, receipts: ReadonlyArray<Receipt>): void;
	/** A receipt that was stored before is needed again, by the audit or by an asker. */
	shipAgain(facts: WalletFacts, receipt: Receipt): void;
	note(note: CommandNote): void;
}

export function createWalletSide(
	ports: Pick<Ports, "scheduler" | "clock" | "random">,
	link: Pick<CompanionLink, "clock" | "epoch">,
	notes: Notes,
	shipper: Shipper,
	announcer: Announcer,
): WalletSide {
	const ship = (facts: WalletFacts, receipts: ReadonlyArray<Receipt>) => {
		const { userId, born, epoch } = facts;
		shipper.add(receipts.map((receipt) => ({ userId, born, epoch, receipt })));
	};
	return {
		scheduler: ports.scheduler,
		clock: ports.clock,
		now() {
			return link.clock.now();
		},
		newId() {
			return ports.random.id();
		},
		epoch() {
			return link.epoch();
		},
		proved(facts, receipts) {
			ship(facts, receipts);
			announcer.announce(facts.userId, receipts);
		},
		shipAgain(facts, receipt) {
			ship(facts, [receipt]);
		},
		note(note) {
			notes.add(note);
		},
	};
}
