import { fail, ok, type Result } from "../../../shared/result";
import type { GameChangeOutcome } from "../../../shared/wallet/reduce-game-change";
import type { ChangeDone, EconomyCode } from "./economy";

/** What a script is told about a change of a wallet that is held here. */
export function answerOf(outcome: GameChangeOutcome): Result<ChangeDone, EconomyCode> {
	const { balance } = outcome.wallet;
	if (outcome.kind === "denied") return fail(outcome.code);
	if (outcome.kind === "deferred") return ok({ balance, isRepeat: false });
	if (outcome.kind === "known") return ok({ balance, revision: outcome.revision, isRepeat: true });
	return ok({ balance, revision: outcome.receipt.revision, isRepeat: false });
}
