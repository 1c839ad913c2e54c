import type { ChangeRequest, Ledger, Submission } from "../ledger/command-view";
import type { Right } from "./rights";
import type { Actor, Staff } from "./staff-view";

/** What staff ask for, with who asks; checked for form before it comes here. */
export type StaffOrder = Omit<ChangeRequest, "actorId" | "actorName"> & { readonly actor: Actor };

/** The ledger as staff reach it: whoever asks has to have the right at the moment the command is taken. */
export interface StaffLedger extends Omit<Ledger, "submit" | "findSimilarOpen"> {
	submit(order: StaffOrder): Promise<Submission>;
	findSimilarOpen: (order: StaffOrder) => ReturnType<Ledger["findSimilarOpen"]>;
}

export function createStaffLedger(
	ledger: Ledger,
	staff: Pick<Staff, "findRefusal" | "findOverLimit" | "noteMoved">,
): StaffLedger {
	return {
		// Decided in the transaction that takes it: the right may have gone since the bot looked, and no two commands can
		// both have what is left of a limit.
		submit: (order) => {
			const { actor, userId } = order;
			const amount = Math.abs(order.delta);
			return ledger.submit(requestOf(order), {
				findRefusal: () => staff.findRefusal(actor, rightOf(order)) ?? staff.findOverLimit(actor, userId, amount),
				noteTaken: () => staff.noteMoved(actor, amount),
			});
		},
		findSimilarOpen: (order) => ledger.findSimilarOpen(requestOf(order)),
		find: (id) => ledger.find(id),
		onSettled: (listener) => ledger.onSettled(listener),
	};
}

function requestOf({ actor, ...request }: StaffOrder): ChangeRequest {
	return { ...request, actorId: actor.id, actorName: actor.name };
}

function rightOf({ delta }: StaffOrder): Right {
	return delta > 0 ? "give" : "deduct";
}
