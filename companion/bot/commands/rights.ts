import { fail, ok } from "../../../shared/result";
import { isNeeded } from "../../staff/levels";
import { isRight } from "../../staff/rights";
import { defineCommand } from "../framework/define-command";
import { CONFIRM_SECONDS, defineConfirmation } from "../framework/define-confirmation";
import { defineSelect } from "../framework/define-select";
import { RIGHT } from "../options/staff-options";
import { askRightReply, rightChangedReply, rightReply, rightsReply } from "../replies/rights-reply";
import { decodeRightChange, encodeRightChange } from "./confirmations";

const RULES = { right: "rights", cooldownSeconds: 0, audit: "staff" } as const;
const CHOOSE = "right-needed";

export const rightConfirmation = defineConfirmation({
	...RULES,
	prefixes: { confirm: "right-set", cancel: "right-keep" },
	encode: encodeRightChange,
	decode: decodeRightChange,
	run: async ({ parts, interaction }, change) => {
		const changed = await parts.staff.changeRight(interaction.member, change);
		return changed.ok ? ok(rightChangedReply(change)) : changed;
	},
});
export const rightsCommand = defineCommand({
	...RULES,
	name: "rights",
	description: "See or change which level each command needs",
	example: "/rights command:give",
	options: { command: RIGHT },
	first: "private",
	run: ({ parts: { staff, customIds } }, { command: right }) => {
		if (right === undefined) return ok(rightsReply(staff));
		const selectId = customIds.make({ prefix: CHOOSE, payload: right }, CONFIRM_SECONDS);
		return ok(rightReply(staff, right, selectId));
	},
});

export const neededSelect = defineSelect({
	...RULES,
	prefix: CHOOSE,
	first: "update",
	read: (right, after) => (isRight(right) && isNeeded(after) ? { right, after } : undefined),
	run: (call, { right, after }) => {
		const { parts, interaction } = call;
		const { staff } = parts;
		const change = { right, before: staff.neededFor(right), after };
		const problem = staff.findRightProblem(interaction.member, change);
		if (problem !== undefined) return fail(problem);
		return ok(askRightReply(staff, change, rightConfirmation.makeIds(call, change)));
	},
});
