import { fail, ok, type Result } from "../../shared/result";
import type { Transactions } from "../database/transactions";
import type { Ports } from "../ports";
import { createJudge, type StaffConfig } from "./create-judge";
import { LEVELS } from "./levels";
import { createStaffStore } from "./staff-store";
import type { Actor, Staff, StaffChange, StaffProblem, StaffRole } from "./staff-view";

type Noted = Pick<StaffChange, "kind" | "subject" | "before" | "after">;

/** Who may do what, and the changes of it. */
export function createStaff(
	{ database, clock }: Pick<Ports, "database" | "clock">,
	transactions: Transactions,
	config: StaffConfig,
): Staff {
	const store = createStaffStore(database, config.guildId);
	const judge = createJudge(store, config);

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

	function listRoles(): readonly StaffRole[] {
		const own = store.roles();
		const all = [...judge.levels()];
		return LEVELS.flatMap((level) =>
			all.filter((entry) => entry[1] === level).map(([roleId]) => ({ roleId, level, isBySetting: !own.has(roleId) })),
		);
	}

	return {
		...judge,
		listRoles,
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
