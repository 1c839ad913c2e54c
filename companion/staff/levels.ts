/** Levels of staff, the highest first: whoever has one may do what those below it may. */
export const LEVELS = [
	"administrator",
	"moderator",
	"head_organizer",
	"officer",
	"security",
	"organizer",
	"team",
	"verified_raider",
] as const;

export type Level = (typeof LEVELS)[number];

/** The least level that has a right; `closed`: none has. */
export type Needed = Level | "closed";

/** How high somebody stands: 0 without a level, 8 for an administrator, 9 for what is above all levels. */
export const RANK_NONE = 0;
export const RANK_ABOVE_ALL = LEVELS.length + 1;

export function rankOf(needed: Needed | undefined): number {
	if (needed === undefined) return RANK_NONE;
	return needed === "closed" ? RANK_ABOVE_ALL : LEVELS.length - LEVELS.indexOf(needed);
}

export function isLevel(text: string): text is Level {
	return LEVELS.some((level) => level === text);
}

export function isNeeded(text: string): text is Needed {
	return text === "closed" || isLevel(text);
}

/** As people read it: `head organizer`. */
export function nameLevel(level: Level): string {
	return level.replaceAll("_", " ");
}
