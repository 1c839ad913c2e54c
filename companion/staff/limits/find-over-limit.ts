import type { LimitProblem } from "../staff-view";
import { LIMIT_KINDS, type Limits } from "./limit-kinds";
import type { Moved } from "./limit-store";

/** The first limit that this amount would go over, the narrowest first. What is left is computed so that nothing overflows. */
export function findOverLimit(limits: Limits, moved: Moved, amount: number): LimitProblem | undefined {
	if (amount > limits.command) return LIMIT_KINDS.command.code;
	if (amount > limits.actor - moved.actor) return LIMIT_KINDS.actor.code;
	if (amount > limits.player - moved.player) return LIMIT_KINDS.player.code;
	if (amount > limits.server - moved.server) return LIMIT_KINDS.server.code;
	return undefined;
}
