import { fail, ok } from "../../../shared/result";
import type { RoleChange } from "../../staff/staff-view";
import { CHECKLIST_PREFIXES } from "../checklist/post-checklist";
import { defineButton, type BotButton } from "../framework/define-button";
import { CONFIRM_SECONDS } from "../framework/define-confirmation";
import { defineSelect } from "../framework/define-select";
import { chooseModeratorsReply, testCoinReply } from "../replies/checklist-reply";
import { rightsReply } from "../replies/rights-reply";
import { askRoleReply } from "../replies/setroles-reply";
import { roleConfirmation } from "./setroles";

const CHOOSE = "checklist-role";
const RULES = { cooldownSeconds: 0, first: "private", audit: "staff" } as const;
const ROLE_ID = /^[1-9]\d{0,19}$/;
const readNothing = (payload: string): true | undefined => (payload === "all" ? true : undefined);

/** Below the message that tells a Discord server how to begin. Each does what its command does. */
export const checklistButtons: readonly BotButton[] = [
	defineButton({
		...RULES,
		prefix: CHECKLIST_PREFIXES.roles,
		right: "setroles",
		read: readNothing,
		run: async ({ parts }) => {
			const seen = await parts.guild.look();
			if (!seen.ok) return fail("discord-unavailable");
			const selectId = parts.customIds.make({ prefix: CHOOSE, payload: "moderator" }, CONFIRM_SECONDS);
			return ok(chooseModeratorsReply(seen.value.roles, selectId));
		},
	}),
	defineButton({
		...RULES,
		prefix: CHECKLIST_PREFIXES.rights,
		right: "rights",
		read: readNothing,
		run: ({ parts }) => Promise.resolve(ok(rightsReply(parts.staff))),
	}),
	defineButton({
		...RULES,
		prefix: CHECKLIST_PREFIXES.coin,
		right: "give",
		read: readNothing,
		run: () => Promise.resolve(ok(testCoinReply())),
	}),
];

export const moderatorSelect = defineSelect({
	...RULES,
	prefix: CHOOSE,
	right: "setroles",
	first: "update",
	read: (_payload, value) => (ROLE_ID.test(value) ? value : undefined),
	run: (call, roleId) => {
		const { staff } = call.parts;
		const change: RoleChange = { roleId, before: staff.levelOfRole(roleId), after: "moderator" };
		const problem = staff.findRoleProblem(call.interaction.member, change);
		if (problem !== undefined) return Promise.resolve(fail(problem));
		return Promise.resolve(ok(askRoleReply(staff, change, roleConfirmation.makeIds(call, change))));
	},
});
