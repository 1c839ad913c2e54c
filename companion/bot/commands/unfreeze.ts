import { fail, ok } from "../../../shared/result";
import type { Thaw } from "../../staff/staff-view";
import { defineCommand } from "../framework/define-command";
import { defineConfirmation, type Confirmation } from "../framework/define-confirmation";
import { MEMBER } from "../options/staff-options";
import { askThawReply, frozenReply, thawedReply } from "../replies/freeze-reply";

const RULES = { right: "unfreeze", cooldownSeconds: 0, audit: "staff" } as const;
const FORM = /^(\d{1,20})\.(\d{1,20})\.(\d{1,16})$/;

export function encodeThaw({ askedBy, change }: Confirmation<Thaw>): string {
	return [askedBy, change.memberId, change.at].join(".");
}

function decodeThaw(payload: string): Confirmation<Thaw> | undefined {
	const [, askedBy, memberId, at] = FORM.exec(payload) ?? [];
	if (askedBy === undefined || memberId === undefined) return undefined;
	return { askedBy, change: { memberId, at: Number(at) } };
}

export const thawConfirmation = defineConfirmation({
	...RULES,
	prefixes: { confirm: "thaw", cancel: "thaw-keep" },
	encode: encodeThaw,
	decode: decodeThaw,
	run: async ({ parts, interaction }, change) => {
		const thawed = await parts.staff.thaw(interaction.member, change);
		return thawed.ok ? ok(thawedReply(change)) : thawed;
	},
});
export const unfreezeCommand = defineCommand({
	...RULES,
	name: "unfreeze",
	description: "See who is frozen, or let somebody move coins again",
	example: "/unfreeze member:@Mara",
	options: { member: MEMBER },
	first: "private",
	run: (call, { member: memberId }) => {
		const { staff } = call.parts;
		const frozen = staff.listFrozen();
		if (memberId === undefined) return ok(frozenReply(frozen));
		const freeze = frozen.find(({ actor }) => actor.id === memberId);
		if (freeze === undefined) return fail("not-frozen");
		const change = { memberId, at: freeze.at };
		const problem = staff.findThawProblem(call.interaction.member, change);
		if (problem !== undefined) return fail(problem);
		return ok(askThawReply(freeze, thawConfirmation.makeIds(call, change)));
	},
});
