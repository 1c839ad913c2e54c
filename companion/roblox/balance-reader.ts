import { bunPlatform } from "../../shared/bun/platform";
import { walletKey } from "../../shared/store-keys";
import { decodeWallet } from "../../shared/wallet/wallet-codec";
import { fieldOf } from "../answer-fields";
import type { Ports } from "../ports";
import type { BalanceReader, BalanceReading } from "./balance-view";
import type { ConditionalEntries } from "./open-cloud/open-cloud";

type ReaderPorts = Pick<Ports, "clock" | "log">;

export function createBalanceReader(ports: ReaderPorts, entries: Pick<ConditionalEntries, "read">): BalanceReader {
	return {
		read: async (userId) => {
			const entry = await entries.read(walletKey(userId), { priority: "poll" });
			if (!entry.ok) {
				ports.log({ level: "warning", event: "balance-unavailable", facts: { ...entry.error } });
				return { kind: "unavailable" };
			}
			return entry.value === undefined ? { kind: "none" } : readProfile(ports, userId, entry.value.value);
		},
	};
}

/** The entry is a profile as ProfileService stores it: `Data` is the game's, `MetaData.ActiveSession` is the lock. */
function readProfile(ports: ReaderPorts, userId: number, profile: unknown): BalanceReading {
	const wallet = decodeWallet(bunPlatform, fieldOf(fieldOf(profile, "Data"), "wallet"));
	if (!wallet.ok) {
		ports.log({ level: "error", event: "wallet-unreadable", facts: { userId, ...wallet.error } });
		return { kind: "unavailable" };
	}
	if (wallet.value === undefined) return { kind: "none" };
	const { balance, revision, receipts } = wallet.value;
	const lockedBy = readLockHolder(fieldOf(fieldOf(profile, "MetaData"), "ActiveSession"));
	return { kind: "found", balance, revision, readAt: ports.clock.now(), lockedBy, last: receipts.at(-1) };
}

/** `ActiveSession` is a pair of place id and job id. */
function readLockHolder(session: unknown): string | undefined {
	const job = bunPlatform.asList(session)?.[1];
	return typeof job === "string" ? job : undefined;
}
