import { fail, ok } from "../../../shared/result";
import { dayEnd } from "../../staff/limits/limit-store";
import { defineCommand } from "../framework/define-command";
import { defineConfirmation } from "../framework/define-confirmation";
import { LIMIT_AMOUNT, LIMIT_KIND, LIMITED_LEVEL } from "../options/limits-options";
import { askLimitReply, limitChangedReply, limitsReply } from "../replies/limits-reply";
import { decodeLimitChange, encodeLimitChange } from "./confirmations";

const RULES = { right: "limits", cooldownSeconds: 0, audit: "staff" } as const;

export const limitConfirmation = defineConfirmation({
	...RULES,
	prefixes: { confirm: "limit-set", cancel: "limit-keep" },
	encode: encodeLimitChange,
	decode: decodeLimitChange,
	run: async ({ parts, interaction }, change) => {
		const changed = await parts.staff.changeLimit(interaction.member, change);
		return changed.ok ? ok(limitChangedReply(change)) : changed;
	},
});
export const limitsCommand = defineCommand({
	...RULES,
	name: "limits",
	description: "See or change how much staff may move",
	example: '/limits level:officer limit:"one command" amount:500',
	options: { level: LIMITED_LEVEL, limit: LIMIT_KIND, amount: LIMIT_AMOUNT },
	first: "private",
	run: (call, { level, limit: kind, amount: after }) => {
		const { parts, interaction, arrivedAt } = call;
		const { staff } = parts;
		if (level === undefined || kind === undefined || after === undefined) {
			return ok(limitsReply(staff, interaction.member.id, dayEnd(arrivedAt)));
		}
		const change = { level, kind, before: staff.limitsOf(level)[kind], after };
		const problem = staff.findLimitProblem(interaction.member, change);
		if (problem !== undefined) return fail(problem);
		return ok(askLimitReply(change, limitConfirmation.makeIds(call, change)));
	},
});
