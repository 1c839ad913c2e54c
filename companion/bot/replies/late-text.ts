import type { Asker } from "../outcomes/pending-reply";
import { formatTime } from "./text";

/**
 * Stands above an outcome that comes after its reply could no longer be edited. It is what a telephone shows, and all that
 * is left where the bot may not show embeds.
 */
export function lateText(title: string, { memberId, channelId }: Asker, askedAt: number): string {
	const place = channelId === undefined ? "" : ` in <#${channelId}>`;
	return `<@${memberId}> **${title}** (your command of ${formatTime(askedAt, "f")}${place})`;
}
