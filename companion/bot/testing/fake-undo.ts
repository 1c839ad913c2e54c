import { fail, ok } from "../../../shared/result";
import type { Doings, Staff } from "../../staff/staff-view";
import type { RecentActor, Undo, UndoPlan, UndoProgress, UndoReply, UndoScope } from "../../undo/undo-view";

const SCOPE: UndoScope = { kind: "command", number: 7, createdAt: 1 };

const PLAN: UndoPlan = {
	...{ scope: SCOPE, actorName: "Mara", command: { id: "discord:8", userName: "builder_man", delta: 2_500 } },
	...{ commands: 1, open: 0, players: 1, take: 2_500, give: 0, spent: 0, spenders: 0 },
	...{ before: 0, withoutEffect: 0, gone: 0 },
};

const ENDS = { whole: 0, part: 0, spent: 0, refused: 0, "no-effect": 0, "wallet-gone": 0, unknown: 0 };

const PROGRESS: UndoProgress = {
	...{
		id: 3,
		actorName: "Mara",
		askedBy: "300000000000000001",
		askedName: "Mara",
		stoppedName: undefined,
		stoppedCode: undefined,
		isEnded: false,
		tookMilliseconds: 0,
	},
	...{ total: 1, waiting: 1, open: 0, underWay: 0, left: 0, ends: ENDS, taken: 0, given: 0, missing: 0 },
};

export interface FakeUndo extends Undo {
	/** Whose commands these are; his own, of no level, until a test says otherwise. */
	doings: Doings | undefined;
	planned: Partial<UndoPlan>;
	state: Partial<UndoProgress>;
	readonly begun: UndoScope[];
	readonly planFor: UndoScope[];
	/** The one whose end nobody has read, and where it is shown. */
	untold: { readonly id: number; readonly reply: UndoReply | undefined } | undefined;
	actors: readonly RecentActor[];
}

/** Judges like the real one; how far it is, a test says. */
export function createFakeUndo(staff: Pick<Staff, "findReverseProblem">): FakeUndo {
	const undo: FakeUndo = {
		...{
			doings: undefined,
			planned: {},
			state: {},
			begun: [],
			planFor: [],
			untold: undefined,
			actors: [],
		},
		findCommand: (commandIds) => (commandIds.includes("discord:8") ? SCOPE : undefined),
		plan: (actor, scope) => {
			const problem = staff.findReverseProblem(actor, undo.doings ?? { actorId: actor.id, levels: [] });
			if (problem !== undefined) return fail(problem);
			undo.planFor.push(scope);
			const command = scope.kind === "command" ? PLAN.command : undefined;
			return ok({ ...PLAN, command, ...undo.planned, scope });
		},
		begin: (actor, scope) => {
			const problem = staff.findReverseProblem(actor, undo.doings ?? { actorId: actor.id, levels: [] });
			if (problem !== undefined) return Promise.resolve(fail(problem));
			undo.begun.push(scope);
			return Promise.resolve(ok({ ...PROGRESS, ...undo.state }));
		},
		stopOne: (actor) => {
			const problem = staff.findReverseProblem(actor, undo.doings ?? { actorId: actor.id, levels: [] });
			if (problem !== undefined) return Promise.resolve(fail(problem));
			undo.state = { ...undo.state, stoppedName: actor.name, left: 1, waiting: 0, isEnded: true };
			return Promise.resolve(ok({ ...PROGRESS, ...undo.state }));
		},
		lookUpAskersWith: () => undefined,
		progress: (id) => (id === PROGRESS.id ? { ...PROGRESS, ...undo.state } : undefined),
		showAt: (id, reply) => {
			undo.untold = { id, reply };
			return Promise.resolve();
		},
		noteTold: () => {
			undo.untold = undefined;
			return Promise.resolve();
		},
		listUntold: () => (undo.untold === undefined ? [] : [undo.untold]),
		listActors: () => undo.actors,
	};
	return undo;
}
