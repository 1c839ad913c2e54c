import type { ChangeRequest } from "../ledger/command-view";
import type { MoneyRight } from "./rights";
import type { Actor, LimitProblem, Staff, StaffProblem } from "./staff-view";

/** What staff ask for, with who asks; checked for form before it comes here. */
export type StaffOrder = Omit<ChangeRequest, "actorId" | "actorName" | "actorLevel" | "approver" | "reverses"> & {
	readonly actor: Actor;
};

/** What is asked of staff in the transaction that takes an order. */
export type OrderJudge = Pick<
	Staff,
	"findRefusal" | "findOverLimit" | "needsApproval" | "noteMoved" | "noteMovedOnly" | "standingOf" | "limitsOf"
>;

/** Why whoever gives the order may not, even with a second person. */
export function findOrderRefusal(staff: OrderJudge, order: StaffOrder): StaffProblem | LimitProblem | undefined {
	const { actor, userId, delta } = order;
	return staff.findRefusal(actor, rightOf(order)) ?? staff.findOverLimit(actor, userId, Math.abs(delta));
}

export function requestOf(staff: Pick<Staff, "standingOf">, { actor, ...request }: StaffOrder): ChangeRequest {
	return { ...request, actorId: actor.id, actorName: actor.name, actorLevel: staff.standingOf(actor).level };
}

export function rightOf({ delta }: Pick<StaffOrder, "delta">): MoneyRight {
	return delta > 0 ? "give" : "deduct";
}
