import type { BalanceReading } from "../../roblox/balance-view";
import type { Player } from "../../roblox/user-directory";
import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage } from "./message";
import { escapeMarkdown, formatId, formatNumber, formatTime } from "./text";

type Shown = Exclude<BalanceReading, { readonly kind: "unavailable" }>;

/** What the stored wallet says. The read may be older than what a game server holds but has not saved yet. */
export function balanceReply(player: Player, reading: Shown): ReplyBody {
	const name = escapeMarkdown(player.name);
	if (reading.kind === "none") {
		return buildMessage([buildEmbed("information", `0 · ${name}`, ["No transactions yet."])]);
	}
	const lines = [
		`Revision ${formatNumber(reading.revision)}, read ${formatTime(reading.readAt, "R")}`,
		describeLast(reading.last),
		reading.lockedBy === undefined ? undefined : "In a game server right now.",
	];
	return buildMessage([buildEmbed("information", `${formatNumber(reading.balance)} · ${name}`, lines)]);
}

function describeLast(last: Extract<Shown, { kind: "found" }>["last"]): string {
	if (last === undefined) return "No transactions yet.";
	const when = formatTime(last.at * 1_000, "R");
	if (last.commandId === undefined) return `Last transaction: by the game, ${when}`;
	return `Last transaction: ${formatId(last.commandId)}, ${when}`;
}
