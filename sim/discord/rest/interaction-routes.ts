import type { CallbackBody, CallbackData } from "../bodies/body-types";
import { bodyReader } from "../bodies/body-schemas";
import { messagePayload } from "../message-payload";
import { checkOffered } from "../rules/option-rules";
import { checkModal } from "../rules/modal-rules";
import { MessageFlag, checkMessage, isEmptyMessage } from "../rules/message-rules";
import { CallbackType, InteractionType, type InteractionRecord } from "../state/interaction-store";
import type { StoredMessage } from "../state/message-store";
import type { World } from "../world";
import {
	type ApiAnswer,
	type ApiCall,
	NO_CONTENT,
	Refusal,
	type Route,
	answerWith,
	refuseField,
	refuseForm,
} from "./api-answer";

const { MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL } = CallbackType;

/** Which first answer each interaction type takes ("Interaction Callback Type"). */
const ALLOWED_ANSWERS: Readonly<Record<number, readonly number[]>> = {
	[InteractionType.COMMAND]: [MESSAGE, DEFERRED, MODAL],
	[InteractionType.COMPONENT]: [MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL],
	[InteractionType.AUTOCOMPLETE]: [CHOICES],
	[InteractionType.MODAL]: [MESSAGE, DEFERRED],
};

interface Taken {
	readonly message: StoredMessage | null;
	readonly refusal?: ApiAnswer;
}

export function interactionRoutes(world: World): readonly Route[] {
	const read = bodyReader<CallbackBody>("create_interaction_response");
	return [
		{
			operation: "create_interaction_response",
			method: "POST",
			path: "/interactions/{id}/{token}/callback",
			auth: "token",
			limit: { requests: 5, seconds: 5 },
			handle: (call) => {
				const record = world.interactions.find(call.params["token"] ?? "");
				if (!record || record.id !== call.params["id"]) return Refusal.unknownInteraction;
				const standing = world.interactions.standing(record);
				if (standing === "answered" || standing === "expired") return Refusal.alreadyAcknowledged;
				if (standing !== "open") return Refusal.unknownInteraction;
				const body = read(call.body);
				return body.ok ? takeAnswer(world, record, body.value, call) : refuseForm(body.error);
			},
		},
	];
}

function takeAnswer(world: World, record: InteractionRecord, body: CallbackBody, call: ApiCall): ApiAnswer {
	const allowed = allowedFor(record);
	if (!allowed.includes(body.type)) {
		return refuseField(["type"], "BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}.`);
	}
	const data: CallbackData = body.data ?? {};
	const modal = body.type === MODAL ? data : null;
	const answer = { callbackType: body.type, choices: data.choices ?? [], modal };
	const taken = takeByType(world, record, body.type, data, call);
	if (taken.refusal) return taken.refusal;
	world.interactions.answer(record, taken.message?.id ?? null, answer);
	return isTrue(call.query.get("with_response")) ? answerWith(describe(record, body.type, taken.message)) : NO_CONTENT;
}

function allowedFor(record: InteractionRecord): readonly number[] {
	const usual = ALLOWED_ANSWERS[record.type] ?? [];
	const fromMessage = record.type === InteractionType.MODAL && record.sourceMessageId !== null;
	return fromMessage ? [...usual, DEFERRED_UPDATE, UPDATE] : usual;
}

function takeByType(world: World, record: InteractionRecord, type: number, data: CallbackData, call: ApiCall): Taken {
	switch (type) {
		case MESSAGE:
		case DEFERRED:
			return takeMessage(world, record, type, data, call);
		case DEFERRED_UPDATE:
			return { message: sourceOf(world, record) };
		case UPDATE:
			return takeUpdate(world, record, data, call);
		case MODAL:
			return takeModal(data);
		case CHOICES:
			return takeChoices(data);
		default:
			return { message: null };
	}
}

function takeModal(data: CallbackData): Taken {
	const errors = checkModal(data);
	return { message: null, refusal: errors.empty ? undefined : refuseForm(errors.under(["data"])) };
}

function takeChoices(data: CallbackData): Taken {
	const errors = checkOffered(data.choices ?? []);
	return { message: null, refusal: errors.empty ? undefined : refuseForm(errors.under(["data"])) };
}

function takeMessage(world: World, record: InteractionRecord, type: number, data: CallbackData, call: ApiCall): Taken {
	const deferred = type === DEFERRED;
	const errors = checkMessage(data, deferred ? "deferred" : "interaction");
	if (!errors.empty) return { message: null, refusal: refuseForm(errors.under(["data"])) };
	if (!deferred && isEmptyMessage(data, call.files.length)) return { message: null, refusal: Refusal.emptyMessage };
	const flags = (data.flags ?? 0) | (deferred ? MessageFlag.LOADING : 0);
	const message = world.messages.create({
		channelId: record.channel.id,
		author: world.bot,
		body: deferred ? {} : data,
		files: call.files,
		flags,
		interactionId: record.id,
		onlyFor: (flags & MessageFlag.EPHEMERAL) !== 0 ? record.member.user.id : null,
	});
	return { message };
}

function takeUpdate(world: World, record: InteractionRecord, data: CallbackData, call: ApiCall): Taken {
	const source = sourceOf(world, record);
	if (!source) return { message: null, refusal: Refusal.unknownMessage };
	const errors = checkMessage(data, "edit", source.flags);
	if (!errors.empty) return { message: null, refusal: refuseForm(errors.under(["data"])) };
	return { message: world.messages.edit(source, data, call.files) };
}

function sourceOf(world: World, record: InteractionRecord): StoredMessage | null {
	return world.messages.find(record.sourceMessageId ?? "") ?? null;
}

/** Body of `with_response`: a resource only where Discord defines one, for types 4 and 7. */
function describe(record: InteractionRecord, type: number, message: StoredMessage | null): Record<string, unknown> {
	const ofMessage = message
		? {
				response_message_id: message.id,
				response_message_loading: (message.flags & MessageFlag.LOADING) !== 0,
				response_message_ephemeral: (message.flags & MessageFlag.EPHEMERAL) !== 0,
			}
		: {};
	const shown = message && (type === MESSAGE || type === UPDATE);
	return {
		interaction: { id: record.id, type: record.type, ...ofMessage },
		...(shown ? { resource: { type, message: messagePayload(message, record) } } : {}),
	};
}

/** Booleans in queries: `true`, `True`, `1` (API reference, "Boolean Query Strings"). */
function isTrue(text: string | null): boolean {
	return text === "true" || text === "True" || text === "1";
}
