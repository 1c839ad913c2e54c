import type { ReplyResult } from "../interaction";
import type { Messages, Post } from "../messages";
import { readText } from "./fake-replies";

export interface Posted {
	readonly to: "channel" | "member";
	/** Of the channel or of the member. */
	readonly id: string;
	readonly post: Post;
	readonly text: string;
}

export interface FakeMessages extends Messages {
	/** Whatever was asked for, refused or not. */
	readonly posted: Posted[];
	/** Results of the next calls; when empty, calls succeed. */
	readonly nextResults: ReplyResult[];
}

/** Records what would be posted, and throws when Discord would have refused its form. */
export function createFakeMessages(): FakeMessages {
	const posted: Posted[] = [];
	const nextResults: ReplyResult[] = [];
	const record = (to: Posted["to"], id: string, post: Post): Promise<ReplyResult> => {
		posted.push({ to, id, post, text: [post.text ?? [], readText(post.body)].flat().join("\n") });
		return Promise.resolve(nextResults.shift() ?? { ok: true });
	};
	return {
		posted,
		nextResults,
		toChannel: (channelId, post) => record("channel", channelId, post),
		toMember: (userId, post) => record("member", userId, post),
	};
}
