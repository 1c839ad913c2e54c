import type { Code } from "../../../shared/codes";
import type { EconomyUpdate } from "../../../shared/protocol/economy-update";
import { fail, ok, type Result } from "../../../shared/result";
import type { GameChange, GameChangeOutcome } from "../../../shared/wallet/reduce-game-change";
import type { Scheduler } from "../ports";
import type { WalletSession } from "../wallet/wallet-session";

const POLL_SECONDS = 0.1;
/** A save that is not proved by then is asked about again with the same key. */
const PROOF_SECONDS_MAX = 60;

export interface ChangeDone {
	/** Includes changes that are not stored yet. */
	readonly balance: number;
	/** Number of the receipt. Absent when the change waits for a number because the audit is behind. */
	readonly revision?: number;
	/** The same key was used before, and nothing was changed now. */
	readonly isRepeat: boolean;
}

/** What the public functions of `api/` are bound to. Speaks of user ids; guards are the public side's work. */
export interface EconomyService {
	change(userId: number, change: GameChange): Result<ChangeDone, Code>;
	changeDurableAsync(userId: number, change: GameChange & { readonly key: string }): Result<ChangeDone, Code>;
	balanceOf(userId: number): Result<number, Code>;
	onStored(listener: (update: EconomyUpdate) => void): void;
}

interface ServiceSide {
	readonly scheduler: Scheduler;
	findOpenWallet(userId: number): WalletSession | undefined;
	onStored(listener: (update: EconomyUpdate) => void): void;
}

function answerOf(outcome: GameChangeOutcome): Result<ChangeDone, Code> {
	const { balance } = outcome.wallet;
	if (outcome.kind === "denied") return fail(outcome.code);
	if (outcome.kind === "deferred") return ok({ balance, isRepeat: false });
	if (outcome.kind === "known") return ok({ balance, revision: outcome.revision, isRepeat: true });
	return ok({ balance, revision: outcome.receipt.revision, isRepeat: false });
}

export function createEconomyService(side: ServiceSide): EconomyService {
	return {
		change(userId, change) {
			const wallet = side.findOpenWallet(userId);
			return wallet === undefined ? fail("not-held") : answerOf(wallet.change(change));
		},
		changeDurableAsync(userId, change) {
			const wallet = side.findOpenWallet(userId);
			if (wallet === undefined) return fail("not-held");
			const answer = answerOf(wallet.change(change));
			if (!answer.ok) return answer;
			const revision = answer.value.revision;
			assert(revision !== undefined, "a change with a key is numbered or denied, never deferred");
			return awaitProofAsync(side.scheduler, wallet, revision) ?? answer;
		},
		balanceOf(userId) {
			const wallet = side.findOpenWallet(userId);
			return wallet === undefined ? fail("not-held") : ok(wallet.balance());
		},
		onStored(listener) {
			side.onStored(listener);
		},
	};
}

/** `undefined` once the revision is proved to be stored. The wallet may be released meanwhile; its last save counts. */
function awaitProofAsync(
	scheduler: Scheduler,
	wallet: WalletSession,
	revision: number,
): Result<never, "not-held" | "try-later"> | undefined {
	let waitedSeconds = 0;
	while (wallet.stateOf(revision) === "pending") {
		if (waitedSeconds >= PROOF_SECONDS_MAX) return fail("try-later");
		scheduler.waitAsync(POLL_SECONDS);
		waitedSeconds += POLL_SECONDS;
	}
	return wallet.stateOf(revision) === "lost" ? fail("not-held") : undefined;
}
