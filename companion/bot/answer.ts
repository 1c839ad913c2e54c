import type { Code } from "../../shared/codes";
import type { Arrival, Prepared, WorkRules } from "./framework/call";
import type { ReplyBody, ReplyResult } from "./interaction";
import { TOKEN_LIFETIME_SECONDS } from "./outcomes/follow-outcomes";
import { createReplyEditor } from "./outcomes/reply-editor";
import { internalReply, refusalReply, type Refused } from "./replies/refusal-reply";

/** Turns a request down as its first answer, seen by the member alone. */
export async function refuseAtOnce(call: Arrival, code: Code, refused: Refused): Promise<void> {
	const body = refusalReply(call.parts, code, refused);
	noteFailure(call, await call.replies.reply(call.interaction, body, { ephemeral: true }));
}

/** Discord takes it for 3 s only, so it comes before everything that waits. `false`: it was not taken. */
export async function giveFirstAnswer(call: Arrival, prepared: Prepared): Promise<boolean> {
	const result = await sendFirstAnswer(call, prepared);
	noteFailure(call, result);
	return result.ok;
}

function sendFirstAnswer({ interaction, replies }: Arrival, prepared: Prepared): Promise<ReplyResult> {
	if (prepared.kind === "modal") return replies.openModal(interaction, prepared.modal);
	const { first } = prepared;
	if (first === "update" || first === "update-shared") return replies.deferUpdate(interaction);
	return replies.defer(interaction, { ephemeral: first === "private" });
}

/** Turns a request down once the first answer was given. */
export async function refuse(call: Arrival, code: Code, rules: WorkRules): Promise<void> {
	const body = refusalReply(call.parts, code, rules);
	if (rules.first !== "update-shared") return await answer(call, body);
	const said = await call.replies.sayAside(call.interaction, body);
	if (!said.ok) call.parts.ports.log({ level: "warning", event: "refusal-not-told", facts: { code: said.code } });
}

/** Edits the deferred reply, trying again while that makes sense. */
export async function answer({ parts, interaction, replies, arrivedAt }: Arrival, body: ReplyBody): Promise<void> {
	const deadline = arrivedAt + TOKEN_LIFETIME_SECONDS * 1_000;
	const editor = createReplyEditor(parts.ports, (shown) => replies.edit(interaction, shown), deadline);
	editor.finish(body);
	await editor.ended;
}

/** It is unknown whether the first answer was given. An edit before it is refused, and then there is room for one. */
export async function sayInternal({ parts, interaction, replies }: Arrival): Promise<void> {
	const body = internalReply(undefined);
	try {
		const edited = await replies.edit(interaction, body);
		if (!edited.ok) await replies.reply(interaction, body, { ephemeral: true });
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		parts.ports.log({ level: "error", event: "internal-error-not-told", facts: { id: interaction.id, reason } });
	}
}

function noteFailure({ parts }: Arrival, result: ReplyResult): void {
	if (!result.ok) parts.ports.log({ level: "warning", event: "first-answer-failed", facts: { code: result.code } });
}
