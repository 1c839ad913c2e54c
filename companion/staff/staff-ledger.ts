import type { Ledger, Submission } from "../ledger/command-view";
import { findOrderRefusal, requestOf, type OrderJudge, type StaffOrder } from "./order-gate";

/** The ledger as staff reach it: whoever asks has to have the right at the moment the command is taken. */
export interface StaffLedger extends Omit<Ledger, "submit" | "findSimilarOpen"> {
	/** Refused with `needs-approval` where it takes a second person; `Approvals` goes on from there. */
	submit(order: StaffOrder): Promise<Submission>;
	/** The same for one of many that go out at a rate, shown before and to be stopped: it counts for no burst. */
	submitAtRate(order: StaffOrder): Promise<Submission>;
	findSimilarOpen: (order: StaffOrder) => ReturnType<Ledger["findSimilarOpen"]>;
}

export function createStaffLedger(ledger: Ledger, staff: OrderJudge): StaffLedger {
	// Decided in the transaction that takes it: the right may have gone since the bot looked, and no two commands can both
	// have what is left of a limit.
	const submit = (order: StaffOrder, note: OrderJudge["noteMoved"]): Promise<Submission> => {
		const { actor } = order;
		const amount = Math.abs(order.delta);
		return ledger.submit(requestOf(staff, order), {
			findRefusal: () =>
				findOrderRefusal(staff, order) ?? (staff.needsApproval(actor, amount) ? "needs-approval" : undefined),
			noteTaken: () => note(actor, amount),
		});
	};
	return {
		submit: (order) => submit(order, staff.noteMoved),
		submitAtRate: (order) => submit(order, staff.noteMovedOnly),
		findSimilarOpen: (order) => ledger.findSimilarOpen(requestOf(staff, order)),
		findTwin: (order) => ledger.findTwin(order),
		find: (id) => ledger.find(id),
		onSettled: (listener) => ledger.onSettled(listener),
	};
}
