import { LEVELS, nameLevel, rankOf, type Level } from "../../staff/levels";
import { RIGHT_NAMES, type Right } from "../../staff/rights";
import type { RoleChange, Staff } from "../../staff/staff-view";
import type { ConfirmationIds } from "../framework/define-confirmation";
import type { ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage } from "./message";
import { describeRight, mentionRole, nameStanding } from "./staff-words";

/** So many roles are named for a level; more are counted. */
const ROLES_SHOWN = 10;

/** Which roles count as what. */
export function rolesReply(staff: Pick<Staff, "listRoles">): ReplyBody {
	const roles = staff.listRoles();
	const lines = LEVELS.map((level) => {
		const own = roles.filter((role) => role.level === level);
		const names = own
			.slice(0, ROLES_SHOWN)
			.map(({ roleId, isBySetting }) => `${mentionRole(roleId)}${isBySetting ? " (by `ECONOMY_ROLE_IDS`)" : ""}`);
		const others = own.length > ROLES_SHOWN ? [`and ${own.length - ROLES_SHOWN} more`] : [];
		return `**${nameLevel(level)}** · ${own.length === 0 ? "no role" : [...names, ...others].join(", ")}`;
	});
	const hint =
		"-# Higher levels may do what lower ones may. Give a role and a level to change one; `/rights` says what each may.";
	return buildMessage([buildEmbed("information", "Staff roles", [...lines, hint])]);
}

/** What the change means, before it is made. */
export function askRoleReply(staff: Pick<Staff, "neededFor">, change: RoleChange, ids: ConfirmationIds): ReplyBody {
	const { before, after } = change;
	const won = RIGHT_NAMES.filter((right) => !has(staff, before, right) && has(staff, after, right));
	const lost = RIGHT_NAMES.filter((right) => has(staff, before, right) && !has(staff, after, right));
	const lines = [
		describeRole(change),
		...listRights("Whoever has this role may then also:", won),
		...listRights("Whoever has this role may then no longer, unless by another role:", lost),
		won.length + lost.length === 0 ? "As rights are set now, nothing changes in what they may do." : undefined,
	];
	const buttons = [buildButton("Confirm", ids.confirm, 3), buildButton("Cancel", ids.cancel)];
	return buildMessage(
		[buildEmbed("attention", "Change what a role may do?", lines)],
		[{ type: 1, components: buttons }],
	);
}

export function roleChangedReply(change: RoleChange): ReplyBody {
	const lines = [describeRole(change), "It holds from the next command on."];
	return buildMessage([buildEmbed("done", "Changed", lines)]);
}

function describeRole({ roleId, before, after }: RoleChange): string {
	return `${mentionRole(roleId)}: ${nameStanding(before)} → **${nameStanding(after)}**`;
}

function listRights(heading: string, rights: readonly Right[]): readonly string[] {
	return rights.length === 0 ? [] : [heading, ...rights.map((right) => `- ${describeRight(right)}`)];
}

function has(staff: Pick<Staff, "neededFor">, level: Level | undefined, right: Right): boolean {
	return level !== undefined && rankOf(level) >= rankOf(staff.neededFor(right));
}
