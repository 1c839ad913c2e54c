import type { Erasures } from "../erase/erasures";
import type { Fence } from "../fence/create-fence";
import type { Ports } from "../ports";
import type { CommandRow } from "./command-row";
import { ensureOpening, type OpeningContext } from "./open-wallet";
import type { WalletLife } from "./wallet-lives";

export interface LearnContext extends OpeningContext {
	readonly log: Ports["log"];
	readonly erasures: Pick<Erasures, "findSubject" | "isPlanned">;
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
 * are numbered for that one (rule F4, first half); a known life that was replaced is an alarm (second half). Part of a
 * unit. Returns the rows that ended by it.
 */
export function learnWallet(context: LearnContext, stored: StoredWallet, now: number): CommandRow[] {
	if (stored.epoch > context.epoch) {
		context.fence.meetNewerEpoch();
		return [];
	}
	// The life before an erasure is said late; the one after it is learned by whoever erased.
	const { erasures } = context;
	if (erasures.findSubject(stored.born) !== undefined || erasures.isPlanned(stored.born)) return [];
	const current = context.wallets.findCurrent(stored.userId);
	if (current?.born === stored.born) {
		confirmLife(context, current, stored, now);
		return [];
	}
	if (current === undefined || current.seen_stored === 0) {
		adoptLife(context, stored, now);
		return [];
	}
	const known = context.wallets.find(stored.userId, stored.born);
	// What was said before the present life began comes late.
	if (known !== undefined && known.id < current.id) return [];
	return replaceLife(context, current, stored, now);
}

function confirmLife(context: LearnContext, life: WalletLife, stored: StoredWallet, now: number): void {
	// Epochs never go back, so this was said before the wallet was opened.
	if (stored.epoch < life.epoch) return;
	context.wallets.markStored(life);
	if (life.epoch === context.epoch) {
		if (stored.lastSeq < life.next_seq) return;
		// Numbers this journal never gave out were used up: something else commands under its name.
		context.log({ level: "error", event: "sequence-ahead", facts: { born: life.born, lastSeq: stored.lastSeq } });
		context.wallets.raiseNextSeq(life, stored.lastSeq + 1);
		return;
	}
	if (stored.epoch < context.epoch) context.wallets.noteEpoch(life, stored.epoch);
	if (context.journal.listOpen(stored.userId).length > 0) ensureOpening(context, life, now);
}

function adoptLife(context: LearnContext, stored: StoredWallet, now: number): void {
	const known = context.wallets.ensure(stored.userId, stored.born, stored.epoch);
	const life = context.wallets.makeCurrent(known, { epoch: stored.epoch, nextSeq: stored.lastSeq + 1 });
	const open = context.journal.listOpen(stored.userId);
	if (stored.epoch < context.epoch) {
		if (open.length > 0) ensureOpening(context, life, now);
		return;
	}
	for (const row of open) {
		const seq = context.wallets.takeSeq(life);
		context.journal.renumber(row.id, { born: life.born, epoch: context.epoch, seq });
	}
}

/** Somebody put another wallet in the place of a known one: what became of commands that were sent cannot be known. */
function replaceLife(context: LearnContext, current: WalletLife, stored: StoredWallet, now: number): CommandRow[] {
	const facts = { userId: current.user_id, born: current.born, newBorn: stored.born };
	context.log({ level: "error", event: "wallet-replaced", facts });
	const ended: CommandRow[] = [];
	for (const row of context.journal.listOpen(current.user_id)) {
		if (row.sent_at === null && row.opens === 0) continue;
		const outcome = { state: "unknown", code: "other-wallet", balance: null, revision: null } as const;
		ended.push(context.journal.settle(row.id, outcome, now));
	}
	adoptLife(context, stored, now);
	return ended;
}
