import { fail, ok } from "../../../shared/result";
import { cancelledReply } from "../replies/cancelled-reply";
import type { Answering, Call, Rules } from "./call";
import { defineButton, type BotButton } from "./define-button";

/** What is asked before it is done stays open for so long. */
export const CONFIRM_SECONDS = 300;

/** Something to confirm, and who asked for it. All of it is in the button. */
export interface Confirmation<Change> {
	readonly askedBy: string;
	readonly change: Change;
}

/** Custom ids of the two buttons. */
export interface ConfirmationIds {
	readonly confirm: string;
	readonly cancel: string;
}

interface ConfirmationDefinition<Change> extends Rules {
	/** What the custom ids of the two buttons begin with. */
	readonly prefixes: ConfirmationIds;
	readonly encode: (confirmation: Confirmation<Change>) => string;
	readonly decode: (payload: string) => Confirmation<Change> | undefined;
	readonly run: (call: Call, change: Change) => Answering;
	/** What a no does; usually nothing, since what was asked is in the button alone. */
	readonly cancel?: (call: Call, change: Change) => Answering;
}

/** A pair of buttons below a question: only whoever asked may do it, or leave it. */
export function defineConfirmation<Change>(definition: ConfirmationDefinition<Change>): {
	readonly buttons: readonly [confirm: BotButton, cancel: BotButton];
	readonly makeIds: (call: Call, change: Change) => ConfirmationIds;
} {
	const { prefixes, encode, decode, run, cancel = () => ok(cancelledReply()), ...rules } = definition;
	const button = (prefix: string, answer: (call: Call, change: Change) => Answering): BotButton =>
		defineButton({
			...rules,
			prefix,
			first: "update",
			read: decode,
			run: (call, { askedBy, change }) =>
				call.interaction.member.id === askedBy ? answer(call, change) : fail("not-yours"),
		});
	return {
		buttons: [button(prefixes.confirm, run), button(prefixes.cancel, cancel)],
		makeIds: ({ parts, interaction }, change) => {
			const payload = encode({ askedBy: interaction.member.id, change });
			const idOf = (prefix: string): string => parts.customIds.make({ prefix, payload }, CONFIRM_SECONDS);
			return { confirm: idOf(prefixes.confirm), cancel: idOf(prefixes.cancel) };
		},
	};
}
