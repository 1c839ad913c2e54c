import { nameLevel, type Level, type Needed } from "../../staff/levels";
import { defineRight, type Right } from "../../staff/rights";
import type { StaffChange } from "../../staff/staff-view";
import { escapeAndShorten, formatTime } from "./text";

/** Who has what needs this: `moderator or above`. */
export function nameNeeded(needed: Needed): string {
	if (needed === "closed") return "nobody";
	return needed === "administrator" ? "administrator" : `${nameLevel(needed)} or above`;
}

export function nameStanding(level: Level | undefined): string {
	return level === undefined ? "no staff" : nameLevel(level);
}

/** Shown by Discord as the role's name. */
export function mentionRole(roleId: string): string {
	return `<@&${roleId}>`;
}

/** Shown by Discord as his name. */
export function mentionMember(memberId: string): string {
	return `<@${memberId}>`;
}

/** `/give`: add coins to any wallet */
export function describeRight(right: Right): string {
	return `\`/${right}\`: ${defineRight(right).meaning}`;
}

const NAME_LENGTH = 60;

export function describeChange({ at, actorName, kind, subject, before, after }: StaffChange): string {
	const what = {
		role: () => mentionRole(subject),
		right: () => `\`/${subject}\``,
		limit: () => `limit ${subject}`,
		freeze: () => mentionMember(subject),
	}[kind]();
	const words = [before, after].map((word) => word.replaceAll("_", " ")).join(" → ");
	return `${formatTime(at, "R")} ${escapeAndShorten(actorName, NAME_LENGTH)}: ${what} ${words}`;
}
