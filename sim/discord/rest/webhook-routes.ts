import type { MessageBody } from "../bodies/body-types";
import { bodyReader } from "../bodies/body-schemas";
import { messagePayload } from "../message-payload";
import { MessageFlag, checkMessage, isEmptyMessage } from "../rules/message-rules";
import type { InteractionRecord } from "../state/interaction-store";
import type { StoredMessage } from "../state/message-store";
import type { World } from "../world";
import { type ApiAnswer, type ApiCall, NO_CONTENT, Refusal, type Route, answerWith, refuseForm } from "./api-answer";

/** The numbers are not documented; a webhook was long seen with 5 in 2 s. Interactions have them per token. */
const WEBHOOK_LIMIT = { requests: 5, seconds: 2 } as const;

type Found = { readonly record: InteractionRecord; readonly refusal?: undefined } | { readonly refusal: ApiAnswer };

/** The answer of an interaction after the first one, and its follow-ups. */
export function webhookRoutes(world: World): readonly Route[] {
	const base = "/webhooks/{application}/{token}";
	const original = `${base}/messages/@original`;
	const other = `${base}/messages/{message}`;
	const edits = [
		{ path: original, operation: "original_webhook_message" },
		{ path: other, operation: "webhook_message" },
	];
	return [followUpRoute(world, base), ...edits.flatMap(({ path, operation }) => messageRoutes(world, path, operation))];
}

function followUpRoute(world: World, path: string): Route {
	const read = bodyReader<MessageBody>("execute_webhook");
	const handle = (call: ApiCall): ApiAnswer => {
		const found = findInteraction(world, call);
		if (found.refusal) return found.refusal;
		const body = read(call.body);
		if (!body.ok) return refuseForm(body.error);
		const errors = checkMessage(body.value, "interaction");
		if (!errors.empty) return refuseForm(errors);
		if (isEmptyMessage(body.value, call.files.length)) return Refusal.emptyMessage;
		return answerWith(messagePayload(followUp(world, found.record, body.value, call), found.record));
	};
	return { operation: "execute_webhook", method: "POST", path, auth: "token", limit: WEBHOOK_LIMIT, handle };
}

/** Directly after a deferred answer a follow-up fills the loading message, whatever its own flags say. */
function followUp(world: World, record: InteractionRecord, body: MessageBody, call: ApiCall): StoredMessage {
	const original = world.messages.find(record.originalId ?? "");
	if (original && (original.flags & MessageFlag.LOADING) !== 0) return world.messages.edit(original, body, call.files);
	const flags = body.flags ?? 0;
	return world.messages.create({
		channelId: record.channel.id,
		author: world.bot,
		body,
		files: call.files,
		flags,
		interactionId: record.id,
		onlyFor: (flags & MessageFlag.EPHEMERAL) !== 0 ? record.member.user.id : null,
	});
}

function messageRoutes(world: World, path: string, operation: string): readonly Route[] {
	const read = bodyReader<MessageBody>(`update_${operation}`);
	const withMessage =
		(act: (message: StoredMessage, record: InteractionRecord, call: ApiCall) => ApiAnswer) => (call: ApiCall) => {
			const found = findInteraction(world, call);
			if (found.refusal) return found.refusal;
			const message = findMessage(world, found.record, call);
			return message ? act(message, found.record, call) : Refusal.unknownMessage;
		};
	const shared = { path, auth: "token", limit: WEBHOOK_LIMIT } as const;
	return [
		{
			...shared,
			operation: `get_${operation}`,
			method: "GET",
			handle: withMessage((message, record) => answerWith(messagePayload(message, record))),
		},
		{
			...shared,
			operation: `update_${operation}`,
			method: "PATCH",
			handle: withMessage((message, record, call) => {
				const body = read(call.body);
				return body.ok ? editMessage(world, message, record, body.value, call) : refuseForm(body.error);
			}),
		},
		{
			...shared,
			operation: `delete_${operation}`,
			method: "DELETE",
			handle: withMessage((message) => {
				world.messages.delete(message);
				return NO_CONTENT;
			}),
		},
	];
}

function editMessage(
	world: World,
	message: StoredMessage,
	record: InteractionRecord,
	body: MessageBody,
	call: ApiCall,
): ApiAnswer {
	const errors = checkMessage(body, "edit", message.flags);
	if (!errors.empty) return refuseForm(errors);
	if (isEmptyMessage({ ...message, ...body }, message.attachments.length + call.files.length))
		return Refusal.emptyMessage;
	return answerWith(messagePayload(world.messages.edit(message, body, call.files), record));
}

/** Discord's documentation is silent on these three statuses; they are what its users report. */
function findInteraction(world: World, call: ApiCall): Found {
	const record = world.interactions.find(call.params["token"] ?? "");
	if (!record || call.params["application"] !== world.applicationId) return { refusal: Refusal.unknownWebhook };
	const standing = world.interactions.standing(record);
	if (standing === "expired") return { refusal: Refusal.invalidWebhookToken };
	return standing === "answered" ? { record } : { refusal: Refusal.unknownWebhook };
}

function findMessage(world: World, record: InteractionRecord, call: ApiCall): StoredMessage | undefined {
	const wanted = call.params["message"];
	if (wanted === undefined) return world.messages.find(record.originalId ?? "");
	const message = world.messages.find(wanted);
	return message && (message.interactionId === record.id || message.id === record.originalId) ? message : undefined;
}
