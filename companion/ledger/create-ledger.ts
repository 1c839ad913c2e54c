import type { Code } from "../../shared/codes";
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
/** How long an equal command, settled or not, is asked about. */
const TWIN_WITHIN_MILLISECONDS = 2 * 60_000;

interface Parts {
	readonly clock: Ports["clock"];
	readonly transactions: Transactions;
	readonly journal: Journal;
	readonly submit: SubmitContext;
	readonly openCommands: OpenCommands;
	readonly listeners: SettledListeners;
	/** Why no new commands are taken now, if so. */
	readonly refusal: () => Code | undefined;
	/** Called in the unit that makes something due, so that its ring is noted by the same commit. */
	readonly wake: () => void;
}

export function createLedger(parts: Parts): Ledger {
	const { clock, transactions, journal } = parts;
	return {
		submit: async (request, gate) => {
			const submitted = await transactions.run(() => {
				const now = clock.now();
				// What became of an earlier one is told all the same.
				const refusal =
					journal.find(request.id) === undefined ? (parts.refusal() ?? gate?.findRefusal(now)) : undefined;
				if (refusal !== undefined) return refusal;
				const result = submitCommand(parts.submit, request, now);
				if (result.kind === "accepted") {
					gate?.noteTaken(now);
					parts.openCommands.schedule(now, request.userId);
					parts.wake();
				}
				return result;
			});
			if (typeof submitted === "string") return { kind: "refused", code: submitted };
			if (submitted.kind === "refused") return submitted;
			return { kind: submitted.kind, command: toCommandView(submitted.row) };
		},
		find: (id) =>
			transactions.read(() => {
				const row = journal.find(id);
				return row === undefined ? undefined : toCommandView(row);
			}),
		findSimilarOpen: (request) =>
			transactions.read(() => {
				const row = journal.findSimilarOpen(request, clock.now() - SIMILAR_WITHIN_MILLISECONDS);
				return row === undefined ? undefined : toCommandView(row);
			}),
		findTwin: (request) =>
			transactions.read(() => {
				const row = journal.findTwin(request, clock.now() - TWIN_WITHIN_MILLISECONDS);
				return row === undefined ? undefined : toCommandView(row);
			}),
		onSettled: (listener) => parts.listeners.add(listener),
	};
}
