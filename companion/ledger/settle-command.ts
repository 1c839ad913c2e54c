import type { AuditEntries, Decision } from "../audit/audit-entries";
import type { Ports } from "../ports";
import type { CommandRow } from "./command-row";
import type { CommandOutcome, Journal } from "./journal";
import type { Subjects } from "./subjects";

export interface SettleContext {
	readonly journal: Journal;
	readonly subjects: Subjects;
	readonly entries: AuditEntries;
	readonly log: Ports["log"];
}

/**
 * Settles an open command from what the audit holds, if it holds its outcome. Part of a unit; the outcome becomes
 * durable together with the audit row. Returns the settled row, or nothing when there is nothing to settle.
 */
export function settleFromAudit(
	context: SettleContext,
	command: { readonly id: string; readonly userId: number },
	now: number,
): CommandRow | undefined {
	const row = context.journal.find(command.id);
	// The key of a change by the game may look like a command's id; it is nobody's outcome but its own.
	if (row === undefined || row.user_id !== command.userId || row.settled_at !== null || row.opens === 1)
		return undefined;
	const subject = context.subjects.find(command.userId);
	const decision = subject === undefined ? undefined : context.entries.findDecision(subject, row.id);
	if (decision === undefined) return undefined;
	if (decision.kind === "applied" && decision.delta !== row.delta) {
		context.log({
			level: "error",
			event: "receipt-differs-from-command",
			facts: { commandId: row.id, asked: row.delta, applied: decision.delta },
		});
	}
	return context.journal.settle(row.id, outcomeOf(decision, row), now);
}

/** Pure. The companion cancels nothing but what ran out of time, so a late "cancelled" is an expiry. */
export function outcomeOf(decision: Decision, row: Pick<CommandRow, "not_after">): CommandOutcome {
	const { code, balance, revision } = decision;
	if (decision.kind === "applied") return { state: "committed", code: null, balance, revision };
	const expired = code === "expired" || (code === "cancelled" && decision.at >= row.not_after);
	return expired
		? { state: "expired", code: "expired", balance, revision }
		: { state: "refused", code, balance, revision };
}
