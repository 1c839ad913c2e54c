import type { Alarm, AlarmContent } from "../../alarms/alarm";
import type { ReplyBody } from "../interaction";
import { describePace } from "./freeze-reply";
import { buildEmbed, buildMessage } from "./message";
import { mentionMember } from "./staff-words";
import { escapeAndShorten, formatTime } from "./text";

const NAME_LENGTH = 60;

/** What the owners read. */
export function alarmReply({ at, content }: Pick<Alarm, "at" | "content">): ReplyBody {
	const { title, lines } = describe(content);
	return buildMessage([buildEmbed("refused", title, [...lines, `-# ${formatTime(at, "f")}`])]);
}

function describe(content: AlarmContent): { readonly title: string; readonly lines: readonly string[] } {
	const { actorId, actorName } = content;
	return {
		title: `Frozen: ${escapeAndShorten(actorName, NAME_LENGTH)}`,
		lines: [
			`${mentionMember(actorId)} gave ${describePace(content)}. That is more than usual, and may not have been him.`,
			"He moves no coins until somebody above him lifts it with `/unfreeze`. `/audit` shows what was moved.",
		],
	};
}
