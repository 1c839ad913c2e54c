import type { Ports } from "../../ports";
import type { Freezes } from "../freezes/create-freezes";
import type { Actor, LimitProblem, Staff } from "../staff-view";
import type { Standing } from "../target-rule";
import { findOverLimit } from "./find-over-limit";
import type { LimitStore } from "./limit-store";

type Amounts = Pick<
	Staff,
	"limitsOf" | "movedToday" | "findOverLimit" | "needsApproval" | "noteMoved" | "noteMovedOnly" | "noteBatch"
>;

interface Parts {
	readonly clock: Pick<Ports["clock"], "now">;
	readonly store: LimitStore;
	readonly freezes: Pick<Freezes, "noteCommand" | "noteBatch">;
	readonly standingOf: (actor: Actor) => Standing;
}

/** How much somebody may move now, and what he moved. */
export function createAmounts({ clock, store, freezes, standingOf }: Parts): Amounts {
	function findOver(actor: Actor, userId: number, amount: number): LimitProblem | undefined {
		const { level } = standingOf(actor);
		const moved = store.moved({ actorId: actor.id, userId }, clock.now());
		return level === undefined ? "over-command-limit" : findOverLimit(store.limitsOf(level), moved, amount);
	}

	return {
		limitsOf: (level) => store.limitsOf(level),
		movedToday: (actorId, userId) => store.moved({ actorId, userId }, clock.now()),
		findOverLimit: findOver,
		needsApproval: (actor, amount) => {
			const { level } = standingOf(actor);
			return level === undefined || amount > store.limitsOf(level).alone;
		},
		noteMoved: (actor, amount) => {
			const now = clock.now();
			const { level } = standingOf(actor);
			store.addMoved(actor.id, amount, now);
			if (level !== undefined) freezes.noteCommand(actor, amount, store.limitsOf(level), now);
		},
		noteBatch: (actor, batch) => {
			const { level } = standingOf(actor);
			if (level !== undefined) freezes.noteBatch(actor, batch, store.limitsOf(level), clock.now());
		},
		noteMovedOnly: (asker, amount) => store.addMoved(asker.id, amount, clock.now()),
	};
}
