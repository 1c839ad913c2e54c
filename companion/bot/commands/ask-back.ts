import { fail, ok } from "../../../shared/result";
import type { CommandView } from "../../ledger/command-view";
import type { StaffOrder } from "../../staff/order-gate";
import type { Actor } from "../../staff/staff-view";
import type { BotParts } from "../bot-parts";
import type { Answering, Call } from "../framework/call";
import type { BotButton } from "../framework/define-button";
import { defineConfirmation, type Confirmation } from "../framework/define-confirmation";
import { ownCommandId } from "../options/txn-option";
import { cancelledReply } from "../replies/cancelled-reply";
import { askChangeReply, type ChangeQuestion } from "../replies/ask-change-reply";

/** From this share on of what somebody may move alone, before and after are shown first. */
const LARGE_SHARE = 0.5;

/** Goes on with an order that nothing is to be asked about. `similar` is an open command of the same content. */
export type Submit = (call: Call, order: StaffOrder, similar: CommandView | undefined) => Answering;

export interface AskingBack {
	readonly buttons: readonly [confirm: BotButton, cancel: BotButton];
	/** Does it, or asks first. */
	readonly submitOrAsk: (call: Call, order: StaffOrder) => Answering;
}

/**
 * Asks back before a command that looks like a mistake: the same one was given a moment ago, or its amount is large. The
 * order waits in the database under the id that its command will have, so a yes has one effect however often it is said.
 */
export function defineAskingBack(name: "give" | "deduct", submit: Submit): AskingBack {
	const confirmation = defineConfirmation<string>({
		...{ right: name, cooldownSeconds: 0, audit: "money" },
		prefixes: { confirm: `${name}-sure`, cancel: `${name}-leave` },
		encode: ({ askedBy, change }) => `${askedBy}.${change}`,
		decode,
		run: async (call, interactionId) => {
			const order = await call.parts.askedOrders.confirm(ownCommandId(interactionId));
			if (order === undefined) return fail("button-expired");
			const given = { ...order, actor: call.interaction.member };
			const answer = await submit(call, given, await call.parts.ledger.findSimilarOpen(given));
			// Only now: until it is in the journal, or refused, the order is nowhere else.
			await call.parts.askedOrders.forget(order.id);
			return answer;
		},
		cancel: async ({ parts }, interactionId) => {
			const isCancelled = await parts.askedOrders.cancel(ownCommandId(interactionId));
			return isCancelled ? ok(cancelledReply()) : fail("changed-meanwhile");
		},
	});
	return {
		buttons: confirmation.buttons,
		async submitOrAsk(call, order) {
			const known = await lookUp(call, order);
			const question = await findQuestion(call, order, known);
			if (question === undefined) return submit(call, order, known.similar);
			const { actor: _actor, ...asked } = order;
			await call.parts.askedOrders.keep(asked);
			return ok(askChangeReply(order, question, confirmation.makeIds(call, call.interaction.id)));
		},
	};
}

/** What the ledger has of an order before it is given. */
interface Known {
	/** Under the same id. */
	readonly same: CommandView | undefined;
	readonly twin: CommandView | undefined;
	readonly similar: CommandView | undefined;
}

async function lookUp({ parts: { ledger } }: Call, order: StaffOrder): Promise<Known> {
	return {
		same: await ledger.find(order.id),
		twin: await ledger.findTwin(order),
		similar: await ledger.findSimilarOpen(order),
	};
}

async function findQuestion(
	{ parts }: Call,
	order: StaffOrder,
	{ same, twin }: Known,
): Promise<ChangeQuestion | undefined> {
	// An id of the member's own says which decision it is: the same one is never done twice, another one is meant.
	if (order.id.startsWith("txn:")) return undefined;
	const amount = Math.abs(order.delta);
	if (same !== undefined || parts.staff.findOverLimit(order.actor, order.userId, amount) !== undefined)
		return undefined;
	const isLarge = isLargeFor(parts, order.actor, amount);
	if (twin === undefined && !isLarge) return undefined;
	return { twin, reading: isLarge ? await parts.balanceReader.read(order.userId) : undefined };
}

/** What takes a second person is looked at by him. */
function isLargeFor({ staff }: BotParts, actor: Actor, amount: number): boolean {
	const { level } = staff.standingOf(actor);
	if (level === undefined || staff.needsApproval(actor, amount)) return false;
	return amount >= staff.limitsOf(level).alone * LARGE_SHARE;
}

function decode(payload: string): Confirmation<string> | undefined {
	const [, askedBy, change] = /^(\d{1,20})\.(\d{1,20})$/.exec(payload) ?? [];
	return askedBy === undefined || change === undefined ? undefined : { askedBy, change };
}
