import type { Code } from "../../../shared/codes";
import type { Result } from "../../../shared/result";
import type { Submission } from "../../ledger/command-view";
import type { StaffOrder } from "../order-gate";
import type { Actor, Person } from "../staff-view";

/** So long a second person has. Longer than a reply can be edited: he may have to be woken. */
export const APPROVAL_SECONDS = 3_600;

/** An order that waits for a second person, or what became of it. */
export interface Approval extends Omit<StaffOrder, "id" | "actor"> {
	/** Of the command that it becomes. */
	readonly commandId: string;
	readonly asker: Person;
	/** Unix milliseconds. */
	readonly askedAt: number;
	readonly expiresAt: number;
	readonly decision?: { readonly kind: "approved" | "rejected"; readonly by: Person };
}

/** Orders that take two. Methods that write resolve after their commit; those that read tell what is durable. */
export interface Approvals {
	/** Asked again it is the same one, and open again once it expired. */
	ask(order: StaffOrder): Promise<Result<Approval, Extract<Code, "id-reused" | "request-rejected">>>;
	find(commandId: string): Promise<Approval | undefined>;
	/** Gives the command in the name of `asker`, who is checked anew; both are as they are now. */
	approve(approval: Approval, asker: Actor, approver: Actor): Promise<Submission>;
	reject(approval: Approval, by: Actor): Promise<Result<Approval, Code>>;
}
