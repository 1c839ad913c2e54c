import type { FieldPath } from "../form-errors";
import { FormErrors } from "../form-errors";
import type { Attachment } from "../state/message-store";

/** What a route answers; headers and the wire are the edge's business. */
export interface ApiAnswer {
	readonly status: number;
	/** Absent: no body and no content type. */
	readonly body?: unknown;
}

export interface ApiCall {
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	/** Parsed JSON, not validated. */
	readonly body: unknown;
	readonly files: readonly Attachment[];
}

export interface Route {
	readonly operation: string;
	readonly method: string;
	/** Decoded path below `/api/v10`, with `{name}` for parameters. */
	readonly path: string;
	/** `token`: the secret stands in the path, so no Authorization header is needed. */
	readonly auth: "bot" | "token";
	readonly limit: { readonly requests: number; readonly seconds: number };
	handle(call: ApiCall): ApiAnswer;
}

export function answerWith(body: unknown, status = 200): ApiAnswer {
	return { status, body };
}

export const NO_CONTENT: ApiAnswer = { status: 204 };

export function refuse(status: number, code: number | string, message: string): ApiAnswer {
	return { status, body: { code, message } };
}

/** 50035 with Discord's nested `errors`. */
export function refuseForm(errors: FormErrors): ApiAnswer {
	return { status: 400, body: { code: 50035, message: "Invalid Form Body", errors: errors.toTree() } };
}

export function refuseField(path: FieldPath, code: string, message: string): ApiAnswer {
	const errors = new FormErrors();
	errors.add(path, code, message);
	return refuseForm(errors);
}

export const Refusal = {
	unknownChannel: refuse(404, 10003, "Unknown Channel"),
	unknownGuild: refuse(404, 10004, "Unknown Guild"),
	unknownMember: refuse(404, 10007, "Unknown Member"),
	unknownMessage: refuse(404, 10008, "Unknown Message"),
	unknownRole: refuse(404, 10011, "Unknown Role"),
	unknownUser: refuse(404, 10013, "Unknown User"),
	unknownWebhook: refuse(404, 10015, "Unknown Webhook"),
	unknownInteraction: refuse(404, 10062, "Unknown interaction"),
	unknownCommand: refuse(404, 10063, "Unknown application command"),
	missingAccess: refuse(403, 50001, "Missing Access"),
	missingPermissions: refuse(403, 50013, "Missing Permissions"),
	otherAuthor: refuse(403, 50005, "Cannot edit a message authored by another user"),
	emptyMessage: refuse(400, 50006, "Cannot send an empty message"),
	closedMessages: refuse(403, 50007, "Cannot send messages to this user"),
	noMutualGuild: refuse(403, 50278, "Cannot send messages to this user due to having no mutual guilds"),
	invalidWebhookToken: refuse(401, 50027, "Invalid Webhook Token"),
	alreadyAcknowledged: refuse(400, 40060, "Interaction has already been acknowledged."),
	botsCannot: refuse(403, 20001, "Bots cannot use this endpoint"),
} as const;
