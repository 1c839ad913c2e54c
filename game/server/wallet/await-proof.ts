import type { Scheduler } from "../ports";
import type { WalletSession } from "./wallet-session";

const POLL_SECONDS = 0.1;
/** A save that is not proved by then is asked about again with the same key. */
const PROOF_SECONDS_MAX = 60;

/** Yields until the revision is proved to be stored. The wallet may be released meanwhile; its last save counts. */
export function awaitProofAsync(
	scheduler: Pick<Scheduler, "waitAsync">,
	wallet: WalletSession,
	revision: number,
): "stored" | "not-held" | "try-later" {
	let waitedSeconds = 0;
	while (wallet.stateOf(revision) === "pending") {
		if (waitedSeconds >= PROOF_SECONDS_MAX) return "try-later";
		scheduler.waitAsync(POLL_SECONDS);
		waitedSeconds += POLL_SECONDS;
	}
	return wallet.stateOf(revision) === "lost" ? "not-held" : "stored";
}
