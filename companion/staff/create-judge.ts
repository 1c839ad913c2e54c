import { isLevel, LEVELS, rankOf, type Level, type Needed } from "./levels";
import { defineRight, isLostByFreeze, type Right } from "./rights";
import type { StaffStore } from "./staff-store";
import type { Actor, Doings, RightChange, RoleChange, Staff, StaffProblem } from "./staff-view";
import { levelsBetween, mayActOn, type Standing } from "./target-rule";

export interface StaffConfig {
	readonly guildId: string;
	/** Roles of ECONOMY_ROLE_IDS. */
	readonly economyRoleIds: readonly string[];
}

/** What a role of ECONOMY_ROLE_IDS counts as, until `/setroles` says otherwise. */
const LEVEL_BY_SETTING: Level = "moderator";

type Judge = Pick<
	Staff,
	| "standingOf"
	| "findRefusal"
	| "neededFor"
	| "levelOfRole"
	| "findRoleProblem"
	| "findRightProblem"
	| "findReverseProblem"
> & {
	/** What every known role counts as. */
	levels(): ReadonlyMap<string, Level | undefined>;
};

/** Decides who may do what, from roles and rights as they stand; changes nothing. */
export function createJudge(
	store: Pick<StaffStore, "roles" | "needed"> & { isFrozen(actorId: string): boolean },
	{ guildId, economyRoleIds }: StaffConfig,
): Judge {
	const bySetting = economyRoleIds.map((roleId) => [roleId, LEVEL_BY_SETTING] as const);
	const levels = () => new Map<string, Level | undefined>([...bySetting, ...store.roles()]);
	const neededFor = (right: Right): Needed => store.needed(right) ?? defineRight(right).level;

	function standingOf({ roleIds, isDiscordAdministrator }: Actor): Standing {
		const known = levels();
		const level = LEVELS.find((candidate) => roleIds.some((roleId) => known.get(roleId) === candidate));
		return { level, isDiscordAdministrator };
	}

	function findRefusal(actor: Actor, right: Right): StaffProblem | undefined {
		const standing = standingOf(actor);
		if (standing.isDiscordAdministrator && defineRight(right).isForDiscordAdministrators) return undefined;
		if (standing.level !== undefined && rankOf(standing.level) >= rankOf(neededFor(right))) {
			return isLostByFreeze(right) && store.isFrozen(actor.id) ? "frozen" : undefined;
		}
		return [...levels().values()].some((level) => level !== undefined) ? "not-allowed" : "not-configured";
	}

	function findRoleProblem(actor: Actor, { roleId, before, after }: RoleChange): StaffProblem | undefined {
		const refusal = findRefusal(actor, "setroles");
		if (refusal !== undefined) return refusal;
		// Discord: the role of everybody carries the server's id, and no member lists it.
		if (roleId === guildId) return "role-of-everyone";
		if (levels().get(roleId) !== before) return "changed-meanwhile";
		return mayActOn(standingOf(actor), [before, after]) ? undefined : "target-too-high";
	}

	function findRightProblem(actor: Actor, { right, before, after }: RightChange): StaffProblem | undefined {
		const refusal = findRefusal(actor, "rights");
		if (refusal !== undefined) return refusal;
		if (neededFor(right) !== before) return "changed-meanwhile";
		return mayActOn(standingOf(actor), levelsBetween(before, after)) ? undefined : "target-too-high";
	}

	function findReverseProblem(actor: Actor, { actorId, levels }: Doings): StaffProblem | undefined {
		const refusal = findRefusal(actor, "reverse");
		if (refusal !== undefined) return refusal;
		// His own mistakes are his to take back. Where nobody noted the level, it may have been the highest.
		if (actor.id === actorId) return undefined;
		const targets = levels.map((level) => (level !== undefined && isLevel(level) ? level : LEVELS[0]));
		return mayActOn(standingOf(actor), targets) ? undefined : "target-too-high";
	}

	const levelOfRole = (roleId: string): Level | undefined => levels().get(roleId);
	const problems = { findRefusal, findRoleProblem, findRightProblem, findReverseProblem };
	return { levels, levelOfRole, neededFor, standingOf, ...problems };
}
