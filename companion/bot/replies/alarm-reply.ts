import type { Alarm, AlarmContent, SupplyAlarm } from "../../alarms/alarm";
import type { ReplyBody } from "../interaction";
import { describePace } from "./freeze-reply";
import { buildEmbed, buildMessage } from "./message";
import { mentionMember } from "./staff-words";
import { escapeAndShorten, formatDelta, formatNumber, formatTime } from "./text";

const NAME_LENGTH = 60;

/** What the owners read. */
export function alarmReply({ at, content }: Pick<Alarm, "at" | "content">): ReplyBody {
	const { title, lines } = describe(content);
	return buildMessage([buildEmbed("refused", title, [...lines, `-# ${formatTime(at, "f")}`])]);
}

interface Described {
	readonly title: string;
	readonly lines: readonly string[];
}

function describeSupply({ before, after, since }: SupplyAlarm): Described {
	const lines = [
		`All players together have ${formatNumber(after)}; ${formatTime(since, "R")} they had ${formatNumber(before)}.`,
		"Everything counts: what staff gave and took, and what the game itself did. `/audit` shows the newest. Nothing was stopped.",
	];
	return { title: `${formatDelta(after - before)} coins in a short time`, lines };
}

function describe(content: AlarmContent): Described {
	if (content.kind === "supply") return describeSupply(content);
	const { actorId, actorName } = content;
	return {
		title: `Frozen: ${escapeAndShorten(actorName, NAME_LENGTH)}`,
		lines: [
			`${mentionMember(actorId)} gave ${describePace(content)}. That is more than usual, and may not have been him.`,
			"He moves no coins until somebody above him lifts it with `/unfreeze`. `/audit` shows what was moved.",
		],
	};
}
