import { fail, ok } from "../../../shared/result";
import type { RoleChange } from "../../staff/staff-view";
import type { Call } from "../framework/call";
import { defineButton } from "../framework/define-button";
import { defineCommand } from "../framework/define-command";
import { LEVEL, ROLE } from "../options/staff-options";
import { cancelledReply } from "../replies/cancelled-reply";
import { askRoleReply, roleChangedReply, rolesReply } from "../replies/setroles-reply";
import { CONFIRM_SECONDS, decodeRoleChange, encodeRoleChange } from "./confirmations";

const RULES = { right: "setroles", cooldownSeconds: 0, audit: "staff" } as const;
const [SET, CANCEL] = ["role-set", "role-keep"] as const;

export const setrolesCommand = defineCommand({
	...RULES,
	name: "setroles",
	description: "See or change which roles count as staff",
	options: { role: ROLE, level: LEVEL },
	first: "private",
	run: ({ parts, interaction }, { role: roleId, level }) => {
		const { staff, customIds } = parts;
		if (roleId === undefined || level === undefined) return Promise.resolve(ok(rolesReply(staff)));
		const before = staff.levelOfRole(roleId);
		const change: RoleChange = { roleId, before, after: level === "none" ? undefined : level };
		const problem = staff.findRoleProblem(interaction.member, change);
		if (problem !== undefined) return Promise.resolve(fail(problem));
		const payload = encodeRoleChange({ askedBy: interaction.member.id, change });
		const idOf = (prefix: string): string => customIds.make({ prefix, payload }, CONFIRM_SECONDS);
		return Promise.resolve(ok(askRoleReply(staff, change, { confirm: idOf(SET), cancel: idOf(CANCEL) })));
	},
});

export const setRoleButton = defineButton({
	...RULES,
	prefix: SET,
	first: "update",
	read: decodeRoleChange,
	run: async ({ parts, interaction }: Call, { askedBy, change }) => {
		if (interaction.member.id !== askedBy) return fail("not-yours");
		const changed = await parts.staff.changeRole(interaction.member, change);
		return changed.ok ? ok(roleChangedReply(change)) : changed;
	},
});

export const cancelSetroles = defineButton({
	...RULES,
	prefix: CANCEL,
	first: "update",
	read: decodeRoleChange,
	run: ({ interaction }, { askedBy }) =>
		Promise.resolve(interaction.member.id === askedBy ? ok(cancelledReply()) : fail("not-yours")),
});
