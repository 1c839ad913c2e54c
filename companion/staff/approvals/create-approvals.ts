import type { Code } from "../../../shared/codes";
import { fail, ok } from "../../../shared/result";
import type { Transactions } from "../../database/transactions";
import type { Ledger } from "../../ledger/command-view";
import type { Ports } from "../../ports";
import { findOrderRefusal, requestOf, rightOf, type OrderJudge, type StaffOrder } from "../order-gate";
import type { Actor } from "../staff-view";
import type { Approval, Approvals } from "./approval";
import { createApprovalStore } from "./approval-store";

/** Orders that take two: kept until somebody decides, and given in the transaction that notes his word. */
export function createApprovals(
	{ database, clock }: Pick<Ports, "database" | "clock">,
	transactions: Transactions,
	ledger: Pick<Ledger, "submit">,
	staff: OrderJudge,
): Approvals {
	const store = createApprovalStore(database);

	/** Read anew: another one may have decided since the button was pressed. */
	function findClosed(commandId: string, now: number): Code | undefined {
		const known = store.find(commandId);
		if (known === undefined || (known.decision === undefined && known.expiresAt <= now)) return "button-expired";
		return known.decision === undefined ? undefined : "already-decided";
	}

	/** Whoever approves has to be another one, who could have given it himself. */
	function findApproverRefusal(order: StaffOrder, approver: Actor): Code | undefined {
		if (approver.id === order.actor.id) return "own-request";
		const refusal = staff.findRefusal(approver, rightOf(order));
		if (refusal !== undefined) return refusal;
		const { level } = staff.standingOf(approver);
		const most = level === undefined ? 0 : staff.limitsOf(level).command;
		return Math.abs(order.delta) > most ? "over-command-limit" : undefined;
	}

	return {
		ask: (order) =>
			transactions.run(() => {
				const now = clock.now();
				const { id: commandId, actor: asker, ...content } = order;
				const known = store.find(commandId);
				if (known !== undefined && !isSame(known, order)) return fail("id-reused");
				if (known?.decision?.kind === "rejected") return fail("request-rejected");
				if (known !== undefined && known.expiresAt > now) return ok(known);
				return ok(store.put({ ...content, commandId, asker, askedAt: now }));
			}),
		find: (commandId) => transactions.read(() => store.find(commandId)),
		approve: (approval, asker, approver) => {
			const { commandId } = approval;
			const order = orderOf(approval, asker);
			return ledger.submit(
				{ ...requestOf(staff, order), approver: { id: approver.id, name: approver.name } },
				{
					findRefusal: (now) =>
						findClosed(commandId, now) ??
						findApproverRefusal(order, approver) ??
						(findOrderRefusal(staff, order) === undefined ? undefined : "asker-refused"),
					noteTaken: () => {
						store.decide(commandId, "approved", approver);
						staff.noteMovedOnly(asker, Math.abs(order.delta));
					},
				},
			);
		},
		reject: (approval, by) =>
			transactions.run(() => {
				const refusal = findClosed(approval.commandId, clock.now()) ?? staff.findRefusal(by, rightOf(approval));
				if (refusal !== undefined) return fail(refusal);
				store.decide(approval.commandId, "rejected", by);
				return ok({ ...approval, decision: { kind: "rejected", by } });
			}),
	};
}

function isSame(known: Approval, order: StaffOrder): boolean {
	return known.userId === order.userId && known.delta === order.delta && known.reason === order.reason;
}

function orderOf({ commandId, guildId, userId, userName, delta, reason }: Approval, actor: Actor): StaffOrder {
	return { id: commandId, guildId, userId, userName, delta, reason, actor };
}
