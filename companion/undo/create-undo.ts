import { fail, ok, type Result } from "../../shared/result";
import type { Transactions } from "../database/transactions";
import type { Ledger } from "../ledger/command-view";
import type { WalletLives } from "../ledger/wallet-lives";
import type { Ports } from "../ports";
import type { Actor, Staff } from "../staff/staff-view";
import { createAttemptReader } from "./attempt-reader";
import { findAskers } from "./check-askers";
import { readProgress } from "./read-progress";
import { createCommandReader, type ScopeFacts } from "./read-commands";
import { createUndoJob, type UndoJob } from "./undo-job";
import { nameScope, reversible } from "./undo-scope";
import { createUndoStore, type UndoRow } from "./undo-store";
import {
	WINDOW_MILLISECONDS_MAX,
	type FindAsker,
	type Undo,
	type UndoProblem,
	type UndoReply,
	type UndoScope,
} from "./undo-view";

interface Parts {
	readonly ports: Pick<Ports, "clock" | "timers" | "log" | "database">;
	readonly transactions: Transactions;
	readonly ledger: Ledger;
	readonly wallets: Pick<WalletLives, "findCurrent">;
	readonly staff: Pick<Staff, "standingOf" | "findRefusal" | "findReverseProblem">;
	readonly guildId: string;
}

/** Puts together what takes commands back: who may, which, and the job that does it. */
export function createUndo(parts: Parts): { readonly undo: Undo; readonly undoJob: Pick<UndoJob, "start" | "stop"> } {
	const { ports, transactions, ledger, wallets, staff, guildId } = parts;
	const { clock, database, log } = ports;
	const store = createUndoStore(database, guildId);
	const reader = createCommandReader(database, guildId);
	const attempts = createAttemptReader(database, wallets);
	let findAsker: FindAsker | undefined;
	const askers = () => findAskers(findAsker, store.listRunning());
	const job = createUndoJob({ ports, transactions, ledger, store, attempts, staff, askers });
	const show = (row: UndoRow) => readProgress(store, row, clock.now());

	function judge(actor: Actor, scope: UndoScope): Result<ScopeFacts, UndoProblem> {
		const facts = reader.facts(scope);
		const problem = staff.findReverseProblem(actor, facts ?? { actorId: actor.id, levels: [] });
		if (problem !== undefined) return fail(problem);
		return facts === undefined ? fail("nothing-to-reverse") : ok(facts);
	}

	function beginNow(actor: Actor, scope: UndoScope): Result<UndoRow, UndoProblem> {
		const facts = judge(actor, scope);
		if (!facts.ok) return facts;
		const running = store.findRunning(nameScope(scope));
		if (running !== undefined) return ok(running);
		const { actorId, actorName } = facts.value;
		const askerLevel = staff.standingOf(actor).level;
		const wanted = { scope: nameScope(scope), actorId, actorName, asker: actor, askerLevel, now: clock.now() };
		const row = store.insert(wanted, reversible(guildId, scope));
		log({ level: "info", event: "undo-begun", facts: { id: row.id, actor: actor.id, of: actorId } });
		return ok(row);
	}

	const undo: Undo = {
		findCommand: (commandIds) => commandIds.map((id) => reader.findScope(id)).find((scope) => scope !== undefined),
		plan: (actor, scope) => {
			const facts = judge(actor, scope);
			return facts.ok ? ok(reader.plan(scope, facts.value)) : facts;
		},
		begin: (actor, scope) =>
			transactions.run((afterCommit) => {
				const begun = beginNow(actor, scope);
				if (!begun.ok) return begun;
				afterCommit(() => job.wake());
				return ok(show(begun.value));
			}),
		stopOne: (actor, id) =>
			transactions.run(() => {
				const row = store.find(id);
				if (row === undefined) return fail("not-found");
				// Whoever stands above the asker may stop him; so may he himself.
				const whose = { actorId: row.asked_by, levels: [row.asked_level ?? undefined] };
				const problem = staff.findReverseProblem(actor, whose);
				if (problem !== undefined) return fail(problem);
				if (row.ended_at === null) store.stop(id, actor.name);
				return ok(show(store.find(id) ?? row));
			}),
		lookUpAskersWith: (find) => {
			findAsker = find;
			job.wake();
		},
		progress: (id) => {
			const row = store.find(id);
			return row === undefined ? undefined : show(row);
		},
		showAt: (id, reply) => transactions.run(() => store.showAt(id, reply)),
		noteTold: (id) => transactions.run(() => store.setTold(id)),
		listUntold: () => store.listUntold().map((row) => ({ id: row.id, reply: replyOf(row) })),
		listActors: () => reader.listActors(clock.now() - WINDOW_MILLISECONDS_MAX),
	};
	return { undo, undoJob: job };
}

function replyOf({ application_id: applicationId, token, shown_at: shownAt }: UndoRow): UndoReply | undefined {
	if (applicationId === null || token === null || shownAt === null) return undefined;
	return { applicationId, token, shownAt };
}
