import type { MessageBody } from "../bodies/body-types";
import { bodyReader } from "../bodies/body-schemas";
import type { Channel } from "../model";
import { messagePayload } from "../message-payload";
import { channelPayload } from "../payloads";
import { Permission, has, permissionsIn } from "../permissions";
import { checkMessage, isEmptyMessage } from "../rules/message-rules";
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

const MESSAGE_LIMIT = { requests: 5, seconds: 5 } as const;
const READ_LIMIT = { requests: 50, seconds: 1 } as const;
const LIST_DEFAULT = 50;
const LIST_MAX = 100;
/** "In the past few minutes" in the documentation of `enforce_nonce`. */
const NONCE_MILLIS = 180_000;

type OnChannel = (channel: Channel, call: ApiCall) => ApiAnswer;
type OnMessage = (message: StoredMessage, call: ApiCall) => ApiAnswer;

/** Channels and the messages in them; what the bot may do there is checked as Discord does. */
export function channelRoutes(world: World): readonly Route[] {
	const create = bodyReader<MessageBody>("create_message");
	const update = bodyReader<MessageBody>("update_message");
	const channel = "/channels/{channel}";
	const messages = `${channel}/messages`;
	const send: OnChannel = (found, call) => {
		const body = create(call.body);
		return body.ok ? sendMessage(world, found, body.value, call) : refuseForm(body.error);
	};
	const edit: OnMessage = (known, call) => {
		const body = update(call.body);
		return body.ok ? editMessage(world, known, body.value, call) : refuseForm(body.error);
	};
	const remove: OnMessage = (known) => {
		world.messages.delete(known);
		return NO_CONTENT;
	};
	const read = { method: "GET", auth: "bot", limit: READ_LIMIT } as const;
	const write = { auth: "bot", limit: MESSAGE_LIMIT } as const;
	const inChannel = (act: OnChannel): Route["handle"] => withChannel(world, 0n, act);
	const speaking = (act: OnChannel): Route["handle"] => withChannel(world, Permission.SEND_MESSAGES, act);
	const one = { path: `${messages}/{message}` };
	const show: OnChannel = (found) => answerWith(channelPayload(found));
	const list: OnChannel = (found, call) => listMessages(world, found, call);
	const showMessage: OnMessage = (known) => answerWith(payloadOf(world, known));
	return [
		{ ...read, operation: "get_channel", path: channel, handle: inChannel(show) },
		{
			...write,
			operation: "trigger_typing_indicator",
			method: "POST",
			path: `${channel}/typing`,
			handle: speaking(() => NO_CONTENT),
		},
		{ ...read, operation: "list_messages", path: messages, handle: inChannel(list) },
		{ ...write, operation: "create_message", method: "POST", path: messages, handle: speaking(send) },
		{ ...read, ...one, operation: "get_message", handle: withMessage(world, showMessage) },
		{ ...write, ...one, operation: "update_message", method: "PATCH", handle: withMessage(world, edit) },
		{ ...write, ...one, operation: "delete_message", method: "DELETE", handle: withMessage(world, remove) },
	];
}

function withChannel(world: World, need: bigint, act: OnChannel): Route["handle"] {
	return (call) => {
		const found = world.guilds.findChannel(call.params["channel"] ?? "");
		return found ? (checkAccess(world, found, need) ?? act(found, call)) : Refusal.unknownChannel;
	};
}

function withMessage(world: World, act: OnMessage): Route["handle"] {
	return withChannel(world, 0n, (channel, call) => {
		const known = world.messages.find(call.params["message"] ?? "");
		const visible = known && known.channelId === channel.id && known.onlyFor === null;
		return visible ? act(known, call) : Refusal.unknownMessage;
	});
}

/** The bot's rights in a channel: without seeing it 50001, without the needed right 50013. */
function checkAccess(world: World, channel: Channel, need: bigint): ApiAnswer | undefined {
	if (channel.recipient) return undefined;
	const guild = world.guilds.guild(channel.guildId ?? "");
	const bits = permissionsIn(guild, channel, world.guilds.member(guild, world.bot.id));
	if (!has(bits, Permission.VIEW_CHANNEL)) return Refusal.missingAccess;
	return has(bits, need) ? undefined : Refusal.missingPermissions;
}

function sendMessage(world: World, channel: Channel, body: MessageBody, call: ApiCall): ApiAnswer {
	const errors = checkMessage(body, "channel");
	if (!errors.empty) return refuseForm(errors);
	if (isEmptyMessage(body, call.files.length)) return Refusal.emptyMessage;
	const missing = checkAccess(world, channel, neededFor(body, call));
	if (missing) return missing;
	if (channel.recipient && !world.guilds.acceptsMessages(channel.recipient.id)) return Refusal.closedMessages;
	const repeated = body.enforce_nonce ? findRepeat(world, channel, body) : undefined;
	const message =
		repeated ??
		world.messages.create({
			channelId: channel.id,
			author: world.bot,
			body,
			files: call.files,
			flags: body.flags ?? 0,
			interactionId: null,
			onlyFor: null,
		});
	return answerWith(messagePayload(message));
}

/** Besides SEND_MESSAGES. An interaction's own answers need none of it. */
function neededFor(body: MessageBody, call: ApiCall): bigint {
	const forFiles = call.files.length > 0 ? Permission.ATTACH_FILES : 0n;
	return forFiles | ((body.embeds ?? []).length > 0 ? Permission.EMBED_LINKS : 0n);
}

function findRepeat(world: World, channel: Channel, body: MessageBody): StoredMessage | undefined {
	if (body.nonce === undefined || body.nonce === null) return undefined;
	const since = world.scheduler.unixMillis() - NONCE_MILLIS;
	return world.messages
		.list(channel.id)
		.find((message) => message.author === world.bot && message.nonce === body.nonce && message.createdMillis >= since);
}

function editMessage(world: World, message: StoredMessage, body: MessageBody, call: ApiCall): ApiAnswer {
	if (message.author.id !== world.bot.id) return Refusal.otherAuthor;
	const errors = checkMessage(body, "edit", message.flags);
	if (!errors.empty) return refuseForm(errors);
	if (isEmptyMessage({ ...message, ...body }, message.attachments.length + call.files.length))
		return Refusal.emptyMessage;
	return answerWith(payloadOf(world, world.messages.edit(message, body, call.files)));
}

function listMessages(world: World, channel: Channel, call: ApiCall): ApiAnswer {
	const asked = ["around", "before", "after"].filter((name) => call.query.has(name));
	if (asked.length > 1)
		return refuseField([asked[1] ?? "after"], "BASE_TYPE_BAD_VALUE", "around, before and after exclude each other.");
	const limit = Number(call.query.get("limit") ?? LIST_DEFAULT);
	if (!Number.isInteger(limit) || limit < 1 || limit > LIST_MAX) {
		return refuseField(["limit"], "NUMBER_TYPE_MAX", `int value should be between 1 and ${LIST_MAX}.`);
	}
	const before = call.query.get("before");
	const after = call.query.get("after");
	const all = world.messages.list(channel.id);
	const older = before === null ? all : all.filter((message) => BigInt(message.id) < BigInt(before));
	const chosen =
		after === null
			? older.slice(0, limit)
			: older.filter((message) => BigInt(message.id) > BigInt(after)).slice(-limit);
	return answerWith(chosen.map((message) => payloadOf(world, message)));
}

function payloadOf(world: World, message: StoredMessage): Record<string, unknown> {
	const interaction = message.interactionId === null ? undefined : world.interactions.findById(message.interactionId);
	return messagePayload(message, interaction);
}
