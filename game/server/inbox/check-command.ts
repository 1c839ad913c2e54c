import { CLOCK_SKEW_SECONDS_MAX, DOORBELL_AGE_SECONDS_MAX } from "../../../shared/limits";
import type { Platform } from "../../../shared/platform";
import type { SignedCommand } from "../../../shared/protocol/command";
import { checkCommandSignature, type SigningKey, type StoreIdentity } from "../../../shared/protocol/command-signature";

export interface CommandTrust {
	readonly store: StoreIdentity;
	readonly keys: ReadonlyArray<SigningKey>;
	/** Unix seconds of the companion's clock. */
	readonly now: number;
}

/** Why this copy of a command is not believed; `undefined` when it is. Cheap checks come first. */
export function findDistrust(
	platform: Platform,
	command: SignedCommand,
	trust: CommandTrust,
): "stale" | "unknown-key" | "bad-signature" | undefined {
	const age = trust.now - command.issuedAt;
	if (age > DOORBELL_AGE_SECONDS_MAX + CLOCK_SKEW_SECONDS_MAX || age < -CLOCK_SKEW_SECONDS_MAX) return "stale";
	return checkCommandSignature(platform, trust.store, command, trust.keys);
}
