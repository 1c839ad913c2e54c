import type { Transactions } from "../database/transactions";
import type { OpenCommands } from "../dispatch/open-commands";
import type { Ports } from "../ports";
import { toCommandView } from "./command-row";
import type { Ledger } from "./command-view";
import type { Journal } from "./journal";
import type { SettledListeners } from "./settled-listeners";
import { submitCommand, type SubmitContext } from "./submit-command";

/** How long an equal open command counts as a likely mistake. */
const SIMILAR_WITHIN_MILLISECONDS = 10 * 60_000;

interface Parts {
	readonly clock: Ports["clock"];
	readonly transactions: Transactions;
	readonly journal: Journal;
	readonly submit: SubmitContext;
	readonly openCommands: OpenCommands;
	readonly listeners: SettledListeners;
	/** Called once something new is due. */
	readonly wake: () => void;
}

export function createLedger(parts: Parts): Ledger {
	const { clock, transactions, journal } = parts;
	return {
		submit: async (request) => {
			const submitted = await transactions.run((afterCommit) => {
				const now = clock.now();
				const result = submitCommand(parts.submit, request, now);
				if (result.kind === "accepted") {
					parts.openCommands.schedule(now, request.userId);
					afterCommit(parts.wake);
				}
				return result;
			});
			return { kind: submitted.kind, command: toCommandView(submitted.row) };
		},
		// Reads wait for the turn's commit as well, so that nobody is told what is not durable yet.
		find: (id) =>
			transactions.run(() => {
				const row = journal.find(id);
				return row === undefined ? undefined : toCommandView(row);
			}),
		findSimilarOpen: (request) =>
			transactions.run(() => {
				const row = journal.findSimilarOpen(request, clock.now() - SIMILAR_WITHIN_MILLISECONDS);
				return row === undefined ? undefined : toCommandView(row);
			}),
		onSettled: (listener) => parts.listeners.add(listener),
	};
}
