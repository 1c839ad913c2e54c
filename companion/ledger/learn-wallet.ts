import type { Fence } from "../fence/create-fence";
import type { Ports } from "../ports";
import type { Journal } from "./journal";
import type { WalletLife, WalletLives } from "./wallet-lives";

export interface LearnContext {
	readonly wallets: WalletLives;
	readonly journal: Journal;
	/** Of this journal. */
	readonly epoch: number;
	readonly log: Ports["log"];
	readonly fence: Pick<Fence, "mayCommand" | "meetNewerEpoch">;
}

/** A wallet as a server proved it to be stored. */
export interface StoredWallet {
	readonly userId: number;
	readonly born: string;
	readonly epoch: number;
	readonly lastSeq: number;
}

/**
 * Takes notice of a stored wallet. A life the journal only proposed gives way to the stored one, and its open commands
 * are numbered for that one (rule F4, first half); a known life that was replaced is an alarm. Part of a unit.
 */
export function learnWallet(context: LearnContext, stored: StoredWallet): void {
	const current = context.wallets.findCurrent(stored.userId);
	if (current?.born === stored.born) {
		confirmLife(context, current, stored);
	} else if (current === undefined || current.seen_stored === 0) {
		adoptLife(context, stored);
	} else {
		alarm(context, current, "wallet-replaced", "other-wallet");
	}
}

function confirmLife(context: LearnContext, life: WalletLife, stored: StoredWallet): void {
	context.wallets.markStored(life);
	if (stored.lastSeq >= life.next_seq) {
		// Numbers this journal never gave out were used up: it is an older copy of itself.
		context.log({ level: "error", event: "sequence-ahead", facts: { born: life.born, lastSeq: stored.lastSeq } });
		context.wallets.raiseNextSeq(life, stored.lastSeq + 1);
	}
	checkEpoch(context, life, stored.epoch);
}

function adoptLife(context: LearnContext, stored: StoredWallet): void {
	const known = context.wallets.ensure(stored.userId, stored.born, stored.epoch);
	const life = context.wallets.makeCurrent(known, { epoch: stored.epoch, nextSeq: stored.lastSeq + 1 });
	for (const row of context.journal.listOpen(stored.userId)) {
		const seq = context.wallets.takeSeq(life);
		context.journal.renumber(row.id, { born: life.born, epoch: context.epoch, seq });
	}
	checkEpoch(context, life, stored.epoch);
}

function checkEpoch(context: LearnContext, life: WalletLife, epoch: number): void {
	if (epoch > context.epoch) context.fence.meetNewerEpoch();
	else if (epoch !== context.epoch) alarm(context, life, "epoch-differs", "stale-epoch");
}

function alarm(context: LearnContext, life: WalletLife, event: string, code: "other-wallet" | "stale-epoch"): void {
	if (life.stopped === code) return;
	context.wallets.stop(life, code);
	context.log({ level: "error", event, facts: { born: life.born, userId: life.user_id } });
	for (const row of context.journal.listOpen(life.user_id)) context.journal.setWaiting(row.id, code, null);
}
