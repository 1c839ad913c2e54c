import type { Code } from "../../shared/codes";
import type { Result } from "../../shared/result";
import type { Player, PlayerQuery } from "../roblox/user-directory";
import type { BotParts } from "./bot-parts";
import type { Interaction, Replies, ReplyBody, ReplyResult } from "./interaction";
import { TOKEN_LIFETIME_SECONDS } from "./outcomes/follow-outcomes";
import { createReplyEditor } from "./outcomes/reply-editor";
import { refusalReply } from "./replies/refusal-reply";

/** Turns a request down as its first answer, seen by the member alone. */
export async function refuseAtOnce(
	parts: BotParts,
	interaction: Interaction,
	replies: Replies,
	code: Code,
): Promise<void> {
	const body = refusalReply(code, parts.settings.amountMax);
	noteFailure(parts, "first-answer-failed", await replies.reply(interaction, body, { ephemeral: true }));
}

/** Turns a request down after it was deferred. */
export async function refuse(parts: BotParts, interaction: Interaction, replies: Replies, code: Code): Promise<void> {
	await answer(parts, interaction, replies, refusalReply(code, parts.settings.amountMax));
}

/** Edits the deferred reply, trying again while that makes sense. */
export async function answer(
	parts: BotParts,
	interaction: Interaction,
	replies: Replies,
	body: ReplyBody,
): Promise<void> {
	const deadline = parts.ports.clock.now() + TOKEN_LIFETIME_SECONDS * 1_000;
	const editor = createReplyEditor(parts.ports, replies, interaction, deadline);
	editor.finish(body);
	await editor.ended;
}

/**
 * Whether the first answer was taken. Without it the member sees that the bot did not answer and will ask again, so
 * the caller stops before anything is written.
 */
export function wasTaken(parts: BotParts, result: ReplyResult): boolean {
	noteFailure(parts, "first-answer-failed", result);
	return result.ok;
}

/** Asks Roblox for the player and refuses the deferred request when there is none or no answer. */
export async function findPlayer(
	parts: BotParts,
	interaction: Interaction,
	replies: Replies,
	query: PlayerQuery,
): Promise<Player | undefined> {
	const found: Result<Player, Code> = await parts.users.find(query);
	if (found.ok) return found.value;
	await refuse(parts, interaction, replies, found.error);
	return undefined;
}

function noteFailure(parts: BotParts, event: string, result: ReplyResult): void {
	if (!result.ok) parts.ports.log({ level: "warning", event, facts: { code: result.code } });
}
