import { textIn } from "../answer-fields";
import type { ReplyResult } from "./interaction";
import type { Messages, Post } from "./messages";
import { classifyRestError } from "./rest-problem";
import type { DiscordRest } from "./rest-replies";

/** Discord: a message's nonce has at most 25 characters. */
const NONCE_MAX = 25;

/** Sends messages over REST. Nothing here rejects. */
export function createRestMessages(rest: Pick<DiscordRest, "post">): Messages {
	const toChannel: Messages["toChannel"] = (channelId, post) => {
		const message = buildMessage(post);
		return settle(async () => {
			await rest.post(`/channels/${channelId}/messages`, message);
			return { ok: true };
		});
	};
	return {
		toChannel,
		toMember: (userId, post) =>
			settle(async () => {
				// Answers with the one that is there, where there is one. Source: Discord, User, Create DM.
				const channel = textIn(await rest.post("/users/@me/channels", { recipient_id: userId }), "id");
				return channel === undefined ? UNREADABLE : await toChannel(channel, post);
			}),
	};
}

const UNREADABLE: ReplyResult = { ok: false, retriable: true, code: "unreadable" };

function buildMessage({ body, text, notifies, nonce }: Post): object {
	if (nonce.length < 1 || nonce.length > NONCE_MAX) throw new Error(`a nonce of ${nonce.length} characters`);
	return {
		...body,
		...(text === undefined ? {} : { content: text }),
		allowed_mentions: { parse: [], ...(notifies === undefined ? {} : { users: [notifies] }) },
		nonce,
		// The REST layer repeats a POST whose answer was lost. Source: Discord, Message, Create Message.
		enforce_nonce: true,
	};
}

async function settle(send: () => Promise<ReplyResult>): Promise<ReplyResult> {
	try {
		return await send();
	} catch (problem) {
		const { code, status, retriable } = classifyRestError(problem);
		// A token that is not taken says nothing about the message: with the next one it can be sent.
		return { ok: false, retriable: retriable || status === 401, code };
	}
}
