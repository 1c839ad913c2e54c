import type { CommandView } from "../../ledger/command-view";
import type { BalanceReading } from "../../roblox/balance-view";
import type { ConfirmationIds } from "../framework/define-confirmation";
import type { ReplyBody } from "../interaction";
import { describeState } from "./change-reply";
import { buildButton, buildEmbed, buildMessage } from "./message";
import { escapeMarkdown, formatDelta, formatId, formatNumber, formatTime } from "./text";

/** Why somebody is asked before coins move. */
export interface ChangeQuestion {
	/** The same was given to the same player a moment ago. */
	readonly twin: CommandView | undefined;
	/** Of large amounts: what the wallet holds. */
	readonly reading: BalanceReading | undefined;
}

interface AskedChange {
	readonly userName: string;
	readonly delta: number;
	readonly reason: string;
}

export function askChangeReply(
	change: AskedChange,
	{ twin, reading }: ChangeQuestion,
	ids: ConfirmationIds,
): ReplyBody {
	const { userName, delta, reason } = change;
	const name = `${formatDelta(delta)} ${escapeMarkdown(userName)}`;
	const lines = [
		...(twin === undefined ? [] : twinLines(twin)),
		...(reading === undefined ? [] : balanceLines(reading, delta)),
		reason === "" ? undefined : `Reason: ${escapeMarkdown(reason)}`,
		"-# Nothing moves until you confirm, within 5 minutes.",
	];
	const title = twin === undefined ? `Sure? ${name}` : `Again? ${name}`;
	const buttons = [buildButton("Confirm", ids.confirm, 3), buildButton("Cancel", ids.cancel)];
	return buildMessage([buildEmbed("attention", title, lines)], [{ type: 1, components: buttons }]);
}

function twinLines(twin: CommandView): readonly string[] {
	const by = escapeMarkdown(twin.actorName);
	const balance = twin.balance === undefined ? "" : `, balance ${formatNumber(twin.balance)}`;
	return [
		`${by} gave the same command ${formatTime(twin.createdAt, "R")}: **${describeState(twin)}**${balance}.`,
		`Its id: ${formatId(twin.id)}. Confirm to do it once more.`,
	];
}

/** The wallet may hold something else by the time it is done, so both are what is stored now. */
function balanceLines(reading: BalanceReading, delta: number): readonly string[] {
	if (reading.kind === "unavailable") return ["This is a large amount. What the wallet holds could not be read."];
	const before = reading.kind === "found" ? reading.balance : 0;
	const after = before + delta;
	const shown = after < 0 ? "less than nothing: it will be refused" : `**${formatNumber(after)}**`;
	return [`This is a large amount. Balance now **${formatNumber(before)}**, then ${shown}`];
}
