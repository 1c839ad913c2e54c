import type { Replies, ReplyFile, ReplyResult } from "./interaction";
import { classifyRestError } from "./rest-problem";

/** The calls of Discord's REST API that the bot makes. Rejects when Discord refuses or does not answer. */
export interface DiscordRest {
	get(route: `/${string}`): Promise<unknown>;
	post(route: `/${string}`, body: unknown): Promise<unknown>;
	/** Without files as JSON, with files as a form. */
	patch(route: `/${string}`, body: unknown, files?: readonly ReplyFile[]): Promise<unknown>;
	put(route: `/${string}`, body: unknown): Promise<unknown>;
}

/** Kinds of first answers, and the flag that shows a message to one member only. */
const CALLBACK = { message: 4, deferredMessage: 5, deferredUpdate: 6, choices: 8, modal: 9 } as const;
const EPHEMERAL = 64;

/**
 * "Interaction has already been acknowledged". The client's REST layer repeats a POST whose answer was lost, and then
 * this says that the first one had worked.
 */
const ALREADY_ACKNOWLEDGED = "40060";

/** Answers interactions over REST. Nothing here rejects. */
export function createRestReplies(rest: Pick<DiscordRest, "post" | "patch">): Replies {
	const answerFirst = (interaction: { readonly id: string; readonly token: string }, body: object) =>
		settle(() => rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, body));

	return {
		defer: (interaction, { ephemeral }) =>
			answerFirst(interaction, { type: CALLBACK.deferredMessage, data: { flags: ephemeral ? EPHEMERAL : 0 } }),
		deferUpdate: (interaction) => answerFirst(interaction, { type: CALLBACK.deferredUpdate }),
		reply: (interaction, body, { ephemeral }) =>
			answerFirst(interaction, { type: CALLBACK.message, data: { ...body, flags: ephemeral ? EPHEMERAL : 0 } }),
		openModal: (interaction, modal) => answerFirst(interaction, { type: CALLBACK.modal, data: modal }),
		suggest: (interaction, choices) => answerFirst(interaction, { type: CALLBACK.choices, data: { choices } }),
		edit: ({ applicationId, token }, { file, ...body }) => {
			const route = `/webhooks/${applicationId}/${token}/messages/@original` as const;
			if (file === undefined) return settle(() => rest.patch(route, body));
			// An edit keeps only the files that it lists, the new one among them ("Uploading Files").
			const whole = { ...body, attachments: [{ id: "0", filename: file.name }] };
			return settle(() => rest.patch(route, whole, [file]));
		},
		sayAside: ({ applicationId, token }, body) =>
			settle(() => rest.post(`/webhooks/${applicationId}/${token}`, { ...body, flags: EPHEMERAL })),
	};
}

async function settle(send: () => Promise<unknown>): Promise<ReplyResult> {
	try {
		await send();
		return { ok: true };
	} catch (problem) {
		const { code, retriable } = classifyRestError(problem);
		return code === ALREADY_ACKNOWLEDGED ? { ok: true } : { ok: false, retriable, code };
	}
}
