import { fail, ok, type Result } from "../../shared/result";
import type { Alarms } from "../alarms/alarm";
import type { Transactions } from "../database/transactions";
import type { Ports } from "../ports";
import { createJudge, type StaffConfig } from "./create-judge";
import { LEVELS, type Level } from "./levels";
import { createFreezes } from "./freezes/create-freezes";
import { createFreezeStore } from "./freezes/freeze-store";
import { createAmounts } from "./limits/create-amounts";
import { createLimitStore } from "./limits/limit-store";
import { createStaffStore } from "./staff-store";
import type { Actor, LimitChange, Staff, StaffChange, StaffProblem, StaffRole, Thaw } from "./staff-view";
import { mayActOn } from "./target-rule";

type Noted = Pick<StaffChange, "kind" | "subject" | "before" | "after">;

/** Who may do what, and the changes of it. */
export function createStaff(
	{ database, clock }: Pick<Ports, "database" | "clock">,
	transactions: Transactions,
	alarms: Pick<Alarms, "raise">,
	config: StaffConfig & { readonly amountMax: number },
): Staff {
	const store = createStaffStore(database, config.guildId);
	const freezeStore = createFreezeStore(database, config.guildId);
	const judge = createJudge({ ...store, isFrozen: (actorId) => freezeStore.find(actorId) !== undefined }, config);
	const limits = createLimitStore(database, config.guildId, config.amountMax);
	const { standingOf } = judge;
	const freezes = createFreezes({ store: freezeStore, alarms, standingOf, note: (change) => store.note(change) });

	function change<Change>(
		actor: Actor,
		wanted: Change,
		findProblem: (actor: Actor, change: Change) => StaffProblem | undefined,
		write: () => Noted,
	): Promise<Result<Change, StaffProblem>> {
		return transactions.run(() => {
			const problem = findProblem(actor, wanted);
			if (problem !== undefined) return fail(problem);
			store.note({ ...write(), at: clock.now(), actorId: actor.id, actorName: actor.name });
			return ok(wanted);
		});
	}

	function findLimitProblem(actor: Actor, { level, kind, before }: LimitChange): StaffProblem | undefined {
		const refusal = judge.findRefusal(actor, "rights");
		if (refusal !== undefined) return refusal;
		if (limits.limitsOf(level)[kind] !== before) return "changed-meanwhile";
		return mayActOn(judge.standingOf(actor), [level]) ? undefined : "target-too-high";
	}

	const findThawProblem = (actor: Actor, thaw: Thaw): StaffProblem | undefined =>
		judge.findRefusal(actor, "unfreeze") ?? freezes.findThawProblem(actor, thaw);

	return {
		...judge,
		...createAmounts({ clock, store: limits, freezes, standingOf }),
		listRoles: () => listRoles(judge.levels(), store.roles()),
		listFrozen: () => freezeStore.list(),
		findThawProblem,
		thaw: (actor, wanted) =>
			change(actor, wanted, findThawProblem, () => {
				const { memberId } = wanted;
				freezeStore.unfreeze(memberId);
				return { kind: "freeze", subject: memberId, before: "frozen", after: "free" };
			}),
		findLimitProblem,
		changeLimit: (actor, wanted) =>
			change(actor, wanted, findLimitProblem, () => {
				const { level, kind, before, after } = wanted;
				limits.setLimit(level, kind, after);
				return { kind: "limit", subject: `${level} ${kind}`, before: String(before), after: String(after) };
			}),
		listChanges: (count) => store.changes(count),
		changeRole: (actor, wanted) =>
			change(actor, wanted, judge.findRoleProblem, () => {
				const { roleId, before = "none", after = "none" } = wanted;
				store.setRole(roleId, wanted.after);
				return { kind: "role", subject: roleId, before, after };
			}),
		changeRight: (actor, wanted) =>
			change(actor, wanted, judge.findRightProblem, () => {
				const { right, before, after } = wanted;
				store.setNeeded(right, after);
				return { kind: "right", subject: right, before, after };
			}),
	};
}

/** The highest levels first. */
function listRoles(
	all: ReadonlyMap<string, Level | undefined>,
	own: ReadonlyMap<string, unknown>,
): readonly StaffRole[] {
	return LEVELS.flatMap((level) =>
		[...all]
			.filter((entry) => entry[1] === level)
			.map(([roleId]) => ({ roleId, level, isBySetting: !own.has(roleId) })),
	);
}
