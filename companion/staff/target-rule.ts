import { LEVELS, RANK_ABOVE_ALL, rankOf, type Level, type Needed } from "./levels";

/** What is known of how high somebody stands. */
export interface Standing {
	readonly level: Level | undefined;
	/** By Discord's own Administrator permission, which the server's owner always has. */
	readonly isDiscordAdministrator: boolean;
}

/**
 * Nobody acts on an equal or higher one. Of levels Discord's administrators stand above all, since they could give
 * themselves any role; a right to move money does not follow from that.
 */
export function mayActOn(actor: Standing, targets: readonly (Level | undefined)[]): boolean {
	const rank = actor.isDiscordAdministrator ? RANK_ABOVE_ALL : rankOf(actor.level);
	return targets.every((target) => rankOf(target) < rank);
}

/** The levels that win or lose a right when what it needs is changed. */
export function levelsBetween(before: Needed, after: Needed): readonly Level[] {
	const low = Math.min(rankOf(before), rankOf(after));
	const high = Math.max(rankOf(before), rankOf(after));
	return LEVELS.filter((level) => rankOf(level) >= low && rankOf(level) < high);
}
