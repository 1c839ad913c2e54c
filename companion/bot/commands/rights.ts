import { fail, ok } from "../../../shared/result";
import { isNeeded } from "../../staff/levels";
import { isRight } from "../../staff/rights";
import { defineButton } from "../framework/define-button";
import { defineCommand } from "../framework/define-command";
import { defineSelect } from "../framework/define-select";
import { RIGHT } from "../options/staff-options";
import { cancelledReply } from "../replies/cancelled-reply";
import { askRightReply, rightChangedReply, rightReply, rightsReply } from "../replies/rights-reply";
import { CONFIRM_SECONDS, decodeRightChange, encodeRightChange } from "./confirmations";

const RULES = { right: "rights", cooldownSeconds: 0, audit: "staff" } as const;
const [CHOOSE, SET, CANCEL] = ["right-needed", "right-set", "right-keep"] as const;

export const rightsCommand = defineCommand({
	...RULES,
	name: "rights",
	description: "See or change which level each command needs",
	options: { command: RIGHT },
	first: "private",
	run: ({ parts: { staff, customIds } }, { command: right }) => {
		if (right === undefined) return Promise.resolve(ok(rightsReply(staff)));
		const selectId = customIds.make({ prefix: CHOOSE, payload: right }, CONFIRM_SECONDS);
		return Promise.resolve(ok(rightReply(staff, right, selectId)));
	},
});

export const neededSelect = defineSelect({
	...RULES,
	prefix: CHOOSE,
	first: "update",
	read: (right, after) => (isRight(right) && isNeeded(after) ? { right, after } : undefined),
	run: ({ parts: { staff, customIds }, interaction }, { right, after }) => {
		const change = { right, before: staff.neededFor(right), after };
		const problem = staff.findRightProblem(interaction.member, change);
		if (problem !== undefined) return Promise.resolve(fail(problem));
		const payload = encodeRightChange({ askedBy: interaction.member.id, change });
		const idOf = (prefix: string): string => customIds.make({ prefix, payload }, CONFIRM_SECONDS);
		return Promise.resolve(ok(askRightReply(staff, change, { confirm: idOf(SET), cancel: idOf(CANCEL) })));
	},
});

export const setRightButton = defineButton({
	...RULES,
	prefix: SET,
	first: "update",
	read: decodeRightChange,
	run: async ({ parts, interaction }, { askedBy, change }) => {
		if (interaction.member.id !== askedBy) return fail("not-yours");
		const changed = await parts.staff.changeRight(interaction.member, change);
		return changed.ok ? ok(rightChangedReply(change)) : changed;
	},
});

export const cancelRights = defineButton({
	...RULES,
	prefix: CANCEL,
	first: "update",
	read: decodeRightChange,
	run: ({ interaction }, { askedBy }) =>
		Promise.resolve(interaction.member.id === askedBy ? ok(cancelledReply()) : fail("not-yours")),
});
