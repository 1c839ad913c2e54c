import type { AfterCommit } from "../database/transactions";
import type { OpenCommands } from "../dispatch/open-commands";
import { toCommandView, type CommandRow } from "./command-row";
import type { SettledListeners } from "./settled-listeners";

/** What follows when receipts came into the audit and these rows were settled by them. Part of the unit. */
export type OnIngested = (
	ingested: { readonly settled: readonly CommandRow[] },
	now: number,
	afterCommit: AfterCommit,
) => void;

interface Parts {
	readonly openCommands: OpenCommands;
	readonly listeners: SettledListeners;
	readonly wake: () => void;
	readonly wakeDigest: () => void;
}

export function createOnIngested({ openCommands, listeners, wake, wakeDigest }: Parts): OnIngested {
	return ({ settled }, now, afterCommit) => {
		// A place among the rung ones of these wallets is free.
		for (const userId of new Set(settled.map((row) => row.user_id))) openCommands.schedule(now, userId);
		for (const row of settled) afterCommit(() => listeners.tell(toCommandView(row)));
		if (settled.length > 0) wake();
		afterCommit(wakeDigest);
	};
}
