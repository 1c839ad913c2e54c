import type { Pace } from "../../staff/freezes/freeze-rule";
import type { Freeze } from "../../staff/freezes/freeze-store";
import type { Thaw } from "../../staff/staff-view";
import type { ConfirmationIds } from "../framework/define-confirmation";
import type { ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage } from "./message";
import { mentionMember } from "./staff-words";
import { escapeAndShorten, formatNumber, formatTime } from "./text";

const NAME_LENGTH = 60;
/** So many are named; more are counted. */
const FROZEN_SHOWN = 20;

/** Who may move no coins now. */
export function frozenReply(frozen: readonly Freeze[]): ReplyBody {
	if (frozen.length === 0) return buildMessage([buildEmbed("information", "Frozen", ["Nobody is frozen."])]);
	const more = frozen.length - FROZEN_SHOWN;
	const lines = [
		...frozen.slice(0, FROZEN_SHOWN).map(describeFreeze),
		more > 0 ? `and ${more} more` : undefined,
		"-# Give a member to let him move coins again.",
	];
	return buildMessage([buildEmbed("information", "Frozen", lines)]);
}

/** What it means, before it is done. */
export function askThawReply(freeze: Freeze, ids: ConfirmationIds): ReplyBody {
	const lines = [
		describeFreeze(freeze),
		"He may then move coins again, as before. Ask him first whether it was him; `/audit` shows what was moved.",
	];
	const buttons = [buildButton("Confirm", ids.confirm, 3), buildButton("Cancel", ids.cancel)];
	return buildMessage(
		[buildEmbed("attention", "Let him move coins again?", lines)],
		[{ type: 1, components: buttons }],
	);
}

export function thawedReply({ memberId }: Thaw): ReplyBody {
	const lines = [`${mentionMember(memberId)} may move coins again, from the next command on.`];
	return buildMessage([buildEmbed("done", "Not frozen any more", lines)]);
}

/** `61 commands in ten minutes, 61,000 coins together` */
export function describePace({ commands, amount }: Pace): string {
	return `${formatNumber(commands)} commands in ten minutes, ${formatNumber(amount)} coins together`;
}

function describeFreeze({ actor, at, ...pace }: Freeze): string {
	const name = escapeAndShorten(actor.name, NAME_LENGTH);
	return `${mentionMember(actor.id)} (${name}) since ${formatTime(at, "f")}: ${describePace(pace)}`;
}
