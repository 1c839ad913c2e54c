import { fail, ok } from "../../../shared/result";
import type { RoleChange } from "../../staff/staff-view";
import { defineCommand } from "../framework/define-command";
import { defineConfirmation } from "../framework/define-confirmation";
import { LEVEL, ROLE } from "../options/staff-options";
import { askRoleReply, roleChangedReply, rolesReply } from "../replies/setroles-reply";
import { decodeRoleChange, encodeRoleChange } from "./confirmations";

const RULES = { right: "setroles", cooldownSeconds: 0, audit: "staff" } as const;

export const roleConfirmation = defineConfirmation({
	...RULES,
	prefixes: { confirm: "role-set", cancel: "role-keep" },
	encode: encodeRoleChange,
	decode: decodeRoleChange,
	run: async ({ parts, interaction }, change) => {
		const changed = await parts.staff.changeRole(interaction.member, change);
		return changed.ok ? ok(roleChangedReply(change)) : changed;
	},
});
export const setrolesCommand = defineCommand({
	...RULES,
	name: "setroles",
	description: "See or change which roles count as staff",
	example: "/setroles role:@Treasurer level:moderator",
	options: { role: ROLE, level: LEVEL },
	first: "private",
	run: (call, { role: roleId, level }) => {
		const { parts, interaction } = call;
		const { staff } = parts;
		if (roleId === undefined || level === undefined) return ok(rolesReply(staff));
		const before = staff.levelOfRole(roleId);
		const change: RoleChange = { roleId, before, after: level === "none" ? undefined : level };
		const problem = staff.findRoleProblem(interaction.member, change);
		if (problem !== undefined) return fail(problem);
		return ok(askRoleReply(staff, change, roleConfirmation.makeIds(call, change)));
	},
});
