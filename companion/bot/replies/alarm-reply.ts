import type { Alarm, AlarmContent, BatchAlarm, FreezeAlarm, SupplyAlarm } from "../../alarms/alarm";
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

function describeBatch({ actorId, actorName, lines, gives, takes, perMinute, startsAt }: BatchAlarm): Described {
	const coins = `give **${formatNumber(gives)}** and take **${formatNumber(takes)}** coins`;
	return {
		title: `Large batch: ${escapeAndShorten(actorName, NAME_LENGTH)}`,
		lines: [
			`${mentionMember(actorId)} began a batch of **${formatNumber(lines)}** lines, which ${coins}: from ${formatTime(startsAt, "f")} on, ${formatNumber(perMinute)} a minute.`,
			"Typed by hand, that would freeze him; it may not have been him. Nothing was stopped: `/batch` has a button for that, and without his role what is left of it is refused.",
		],
	};
}

function describeFreeze(content: FreezeAlarm): Described {
	const { actorId, actorName } = content;
	return {
		title: `Frozen: ${escapeAndShorten(actorName, NAME_LENGTH)}`,
		lines: [
			`${mentionMember(actorId)} gave ${describePace(content)}. That is more than usual, and may not have been him.`,
			"He moves no coins until somebody above him lifts it with `/unfreeze`. `/audit` shows what was moved.",
		],
	};
}

function describe(content: AlarmContent): Described {
	switch (content.kind) {
		case "freeze":
			return describeFreeze(content);
		case "supply":
			return describeSupply(content);
		case "batch":
			return describeBatch(content);
	}
}
