import { fail, ok } from "../../../shared/result";
import type { RoleChange } from "../../staff/staff-view";
import { CHECKLIST_PREFIXES } from "../checklist/post-checklist";
import { defineButton, defineOpener, type BotButton } from "../framework/define-button";
import { CONFIRM_SECONDS } from "../framework/define-confirmation";
import { defineModal } from "../framework/define-modal";
import { defineSelect } from "../framework/define-select";
import { PLAYER } from "../options/player-option";
import { ownCommandId } from "../options/txn-option";
import { chooseModeratorsReply, TEST_COIN_FORM, TEST_COIN_REASON } from "../replies/checklist-reply";
import { rightsReply } from "../replies/rights-reply";
import { askRoleReply } from "../replies/setroles-reply";
import { give } from "./give";
import { roleConfirmation } from "./setroles";

const CHOOSE = "checklist-role";
const RULES = { cooldownSeconds: 0, first: "private", audit: "staff" } as const;
const ROLE_ID = /^[1-9]\d{0,19}$/;
const readNothing = (payload: string): true | undefined => (payload === "all" ? true : undefined);

/** One coin by the way of `/give`, with all that holds for it. */
const testCoin = defineModal({
	...TEST_COIN_FORM,
	...{ prefix: "checklist-give", right: "give", cooldownSeconds: 0, first: "public", audit: "money" },
	options: { user: PLAYER },
	read: readNothing,
	run: (call, _nothing, { user }) => {
		const txn = ownCommandId(call.interaction.id);
		return give.run(call, { user, amount: 1, reason: TEST_COIN_REASON, txn });
	},
});

export const testCoinModal = testCoin.modal;

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
		run: ({ parts }) => ok(rightsReply(parts.staff)),
	}),
	defineOpener({
		...{ right: "give", cooldownSeconds: 0, audit: "staff" },
		prefix: CHECKLIST_PREFIXES.coin,
		read: readNothing,
		open: (arrival) => testCoin.open(arrival, "all"),
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
		if (problem !== undefined) return fail(problem);
		return ok(askRoleReply(staff, change, roleConfirmation.makeIds(call, change)));
	},
});
