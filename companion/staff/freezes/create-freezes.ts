import type { Alarms } from "../../alarms/alarm";
import type { Limits } from "../limits/limit-kinds";
import type { Actor, StaffChange, StaffProblem, StartedBatch, Thaw } from "../staff-view";
import { mayActOn, type Standing } from "../target-rule";
import { isBurst } from "./freeze-rule";
import type { FreezeStore } from "./freeze-store";

interface Parts {
	readonly store: FreezeStore;
	readonly alarms: Pick<Alarms, "raise">;
	readonly standingOf: (actor: Actor) => Standing;
	readonly note: (change: StaffChange) => void;
}

export interface Freezes {
	/** Counts a command that was taken, and freezes whoever gave it from the next one on. Part of a unit. */
	noteCommand(actor: Actor, amount: number, limits: Limits, now: number): void;
	/** Tells the owners of a batch of which each line counts for no burst, and all of them together would. Part of a unit. */
	noteBatch(actor: Actor, batch: StartedBatch, limits: Limits, now: number): void;
	findThawProblem(actor: Actor, thaw: Thaw): StaffProblem | undefined;
}

/** Who moves coins faster than people do, and who may let him go on. */
export function createFreezes({ store, alarms, standingOf, note }: Parts): Freezes {
	return {
		noteCommand: (actor, amount, limits, at) => {
			const pace = store.addCommand(actor.id, amount, at);
			if (!isBurst(pace, limits)) return;
			const { id: actorId, name: actorName } = actor;
			store.freeze({ ...pace, actor, level: standingOf(actor).level, at });
			note({ at, actorId, actorName, kind: "freeze", subject: actorId, before: "free", after: "frozen" });
			alarms.raise({ kind: "freeze", actorId, actorName, ...pace }, at);
		},
		noteBatch: ({ id: actorId, name: actorName }, batch, limits, at) => {
			const { lines, gives, takes, perMinute, startsAt } = batch;
			if (!isBurst({ commands: lines, amount: gives + takes }, limits)) return;
			alarms.raise({ kind: "batch", actorId, actorName, lines, gives, takes, perMinute, startsAt }, at);
		},
		findThawProblem: (actor, { memberId, at }) => {
			const freeze = store.find(memberId);
			if (freeze === undefined) return "not-frozen";
			if (freeze.at !== at) return "changed-meanwhile";
			// Discord's administrators stand above all levels, but not above themselves.
			const isAbove = actor.id !== memberId && mayActOn(standingOf(actor), [freeze.level]);
			return isAbove ? undefined : "target-too-high";
		},
	};
}
