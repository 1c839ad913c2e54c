import { fail, ok } from "../../../shared/result";
import { dayEnd } from "../../staff/limits/limit-store";
import { defineButton } from "../framework/define-button";
import { defineCommand } from "../framework/define-command";
import { LIMIT_AMOUNT, LIMIT_KIND, LIMITED_LEVEL } from "../options/limits-options";
import { cancelledReply } from "../replies/cancelled-reply";
import { askLimitReply, limitChangedReply, limitsReply } from "../replies/limits-reply";
import { CONFIRM_SECONDS, decodeLimitChange, encodeLimitChange } from "./confirmations";

const RULES = { right: "limits", cooldownSeconds: 0, audit: "staff" } as const;
const [SET, CANCEL] = ["limit-set", "limit-keep"] as const;

export const limitsCommand = defineCommand({
	...RULES,
	name: "limits",
	description: "See or change how much staff may move",
	options: { level: LIMITED_LEVEL, limit: LIMIT_KIND, amount: LIMIT_AMOUNT },
	first: "private",
	run: ({ parts, interaction, arrivedAt }, { level, limit: kind, amount: after }) => {
		const { staff, customIds } = parts;
		const { id: askedBy } = interaction.member;
		if (level === undefined || kind === undefined || after === undefined) {
			return Promise.resolve(ok(limitsReply(staff, askedBy, dayEnd(arrivedAt))));
		}
		const change = { level, kind, before: staff.limitsOf(level)[kind], after };
		const problem = staff.findLimitProblem(interaction.member, change);
		if (problem !== undefined) return Promise.resolve(fail(problem));
		const payload = encodeLimitChange({ askedBy, change });
		const idOf = (prefix: string): string => customIds.make({ prefix, payload }, CONFIRM_SECONDS);
		return Promise.resolve(ok(askLimitReply(change, { confirm: idOf(SET), cancel: idOf(CANCEL) })));
	},
});

export const setLimitButton = defineButton({
	...RULES,
	prefix: SET,
	first: "update",
	read: decodeLimitChange,
	run: async ({ parts, interaction }, { askedBy, change }) => {
		if (interaction.member.id !== askedBy) return fail("not-yours");
		const changed = await parts.staff.changeLimit(interaction.member, change);
		return changed.ok ? ok(limitChangedReply(change)) : changed;
	},
});

export const cancelLimits = defineButton({
	...RULES,
	prefix: CANCEL,
	first: "update",
	read: decodeLimitChange,
	run: ({ interaction }, { askedBy }) =>
		Promise.resolve(interaction.member.id === askedBy ? ok(cancelledReply()) : fail("not-yours")),
});
