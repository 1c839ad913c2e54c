import type { ActionRow, Button, Embed, ReplyBody } from "../interaction";

/** Discord's limit for an embed, in characters: documentation of the message resource. */
export const EMBED_DESCRIPTION_MAX = 4_096;

/** Discord takes 10 MiB in every server; the rest of the request goes along. */
export const FILE_BYTES_MAX = 10 * 1_048_576 - 65_536;

/** One colour for each thing a reply can say. */
export const THEME = {
	working: 0x5b7c99,
	done: 0x3ba55d,
	refused: 0xc9453b,
	attention: 0xd9a02b,
	information: 0x4f5d95,
} as const;

export type Tone = keyof typeof THEME;

export function buildEmbed(tone: Tone, title: string, lines: ReadonlyArray<string | undefined>): Embed {
	const description = lines.filter((line) => line !== undefined).join("\n");
	return { title, description, color: THEME[tone] };
}

/** The only place that makes a message. Nothing in it may ever ping anybody. */
export function buildMessage(embeds: readonly Embed[], components: readonly ActionRow[] = []): ReplyBody {
	return { embeds, components, allowed_mentions: { parse: [] } };
}

export function buildButton(label: string, customId: string, style: Button["style"] = 2): Button {
	return { type: 2, style, label, custom_id: customId, disabled: false };
}
