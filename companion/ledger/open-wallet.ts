import { bunPlatform } from "../../shared/bun/platform";
import { COMMAND_LIFETIME_SECONDS_MAX } from "../../shared/limits";
import type { AuditEntries, Opened } from "../audit/audit-entries";
import type { CommandRow } from "./command-row";
import { settleFromAudit, type SettleContext } from "./settle-command";
import type { WalletLife, WalletLives } from "./wallet-lives";

export interface OpeningContext extends SettleContext {
	readonly wallets: WalletLives;
	readonly entries: AuditEntries;
	/** Of this journal. */
	readonly epoch: number;
}

/** Who an opening command names as its actor on the wire. */
export const OPENING_ACTOR = "purser";

/** Names the wallet's life and the journal's, so that it means the same however often it is made. */
export function openingId(born: string, epoch: number): string {
	return `open:${born}:${epoch}`;
}

/**
 * Begins to take over a wallet that an older journal commanded (rule F2). Its opening command goes out alone; whatever
 * else is open for the wallet waits without a number. Part of a unit; a second call changes nothing.
 */
export function ensureOpening(context: OpeningContext, life: WalletLife, now: number): void {
	const { journal, epoch } = context;
	const id = openingId(life.born, epoch);
	for (const row of journal.listOpen(life.user_id)) {
		if (row.opens === 0 && row.seq > 0) journal.unnumber(row.id);
	}
	if (journal.find(id) !== undefined) return;
	journal.insert({
		id,
		contentHash: bunPlatform.sha256(id),
		guildId: "",
		userId: life.user_id,
		userName: "",
		delta: 1,
		reason: "",
		actorId: OPENING_ACTOR,
		actorName: OPENING_ACTOR,
		source: "open",
		born: life.born,
		epoch,
		// The wallet gives it the next number it has; this one is only a name among the rows.
		seq: life.next_seq,
		createdAt: now,
		notAfter: Math.floor(now / 1000) + COMMAND_LIFETIME_SECONDS_MAX,
		opens: 1,
		actorLevel: null,
		reverses: null,
	});
}

/**
 * Ends the take-over once the opening's receipt and every one before it are in the audit: what the audit decided in the
 * meantime is settled by it, the rest gets numbers right behind the opening. Part of a unit. Returns the settled rows.
 */
export function finishOpening(context: OpeningContext, userId: number, born: string, now: number): CommandRow[] {
	const { journal, wallets, epoch } = context;
	const opened = findStalledOpening(context, userId, born);
	const life = wallets.find(userId, born);
	if (opened === undefined || life === undefined || life.audited < opened.revision) return [];
	const { revision, balance } = opened;
	const id = openingId(born, epoch);
	journal.setSeq(id, opened.seq);
	const settled = [journal.settle(id, { state: "committed", code: null, balance, revision }, now)];
	const current = wallets.makeOpen(life, { epoch, nextSeq: opened.seq + 1 });
	if (current.is_current === 0) return settled;
	for (const row of journal.listOpen(userId)) {
		const known = settleFromAudit(context, { id: row.id, userId }, now);
		if (known !== undefined) settled.push(known);
		else journal.renumber(row.id, { born, epoch, seq: wallets.takeSeq(current) });
	}
	return settled;
}

/** The opening that is stored while receipts before it are missing in the audit, if the wallet has one. */
export function findStalledOpening(context: OpeningContext, userId: number, born: string): Opened | undefined {
	const opening = context.journal.find(openingId(born, context.epoch));
	if (opening === undefined || opening.settled_at !== null) return undefined;
	const subject = context.subjects.find(userId);
	return subject === undefined ? undefined : context.entries.findOpened(subject, opening.id);
}
