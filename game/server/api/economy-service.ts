import { fail, ok, type Result } from "../../../shared/result";
import type { GameChange, GameChangeOutcome } from "../../../shared/wallet/reduce-game-change";
import type { Scheduler } from "../ports";
import type { WalletSession } from "../wallet/wallet-session";
import type { ChangeDone, EconomyCode, StoredChange } from "./economy";

const POLL_SECONDS = 0.1;
/** A save that is not proved by then is asked about again with the same key. */
const PROOF_SECONDS_MAX = 60;

/** What the public functions of `api/` are bound to. Speaks of user ids; guards are the public side's work. */
export interface EconomyService {
	change(userId: number, change: GameChange): Result<ChangeDone, EconomyCode>;
	changeDurableAsync(userId: number, change: GameChange & { readonly key: string }): Result<ChangeDone, EconomyCode>;
	balanceOf(userId: number): Result<number, EconomyCode>;
	onStored(listener: (change: StoredChange) => void): void;
}

interface ServiceSide {
	readonly scheduler: Scheduler;
	/** The wallet of a player who is here, or why it takes no changes. */
	walletOf(userId: number): Result<WalletSession, EconomyCode>;
	onStored(listener: (change: StoredChange) => void): void;
}

function answerOf(outcome: GameChangeOutcome): Result<ChangeDone, EconomyCode> {
	const { balance } = outcome.wallet;
	if (outcome.kind === "denied") return fail(outcome.code);
	if (outcome.kind === "deferred") return ok({ balance, isRepeat: false });
	if (outcome.kind === "known") return ok({ balance, revision: outcome.revision, isRepeat: true });
	return ok({ balance, revision: outcome.receipt.revision, isRepeat: false });
}

export function createEconomyService(side: ServiceSide): EconomyService {
	return {
		change(userId, change) {
			const wallet = side.walletOf(userId);
			return wallet.ok ? answerOf(wallet.value.change(change)) : wallet;
		},
		changeDurableAsync(userId, change) {
			const wallet = side.walletOf(userId);
			if (!wallet.ok) return wallet;
			const answer = answerOf(wallet.value.change(change));
			if (!answer.ok) return answer;
			const revision = answer.value.revision;
			assert(revision !== undefined, "a change with a key is numbered or denied, never deferred");
			return awaitProofAsync(side.scheduler, wallet.value, revision) ?? answer;
		},
		balanceOf(userId) {
			const wallet = side.walletOf(userId);
			return wallet.ok ? ok(wallet.value.balance()) : wallet;
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
