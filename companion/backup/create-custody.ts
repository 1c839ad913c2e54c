import type { Database } from "bun:sqlite";
import type { CompanionConfig } from "../config-type";
import { readJournalLife } from "../database/journal-life";
import type { AfterCommit, Transactions } from "../database/transactions";
import { createFence, type Fence } from "../fence/create-fence";
import type { WalletLives } from "../ledger/wallet-lives";
import type { Ports } from "../ports";
import type { OpenCloud } from "../roblox/open-cloud/open-cloud";
import { createBackups, type Backups } from "./create-backups";

/** What follows a finished backup. Part of the unit that acknowledges what the copy holds. */
export type OnBackup = (copy: Database, now: number, afterCommit: AfterCommit) => void;

interface Parts {
	readonly ports: Ports;
	readonly config: CompanionConfig;
	readonly openCloud: Pick<OpenCloud, "conditionalEntries">;
	readonly transactions: Transactions;
	readonly wallets: WalletLives;
	readonly epoch: number;
	readonly onHolds: () => void;
	readonly onBackup: OnBackup;
}

/** The fence and the backups, which know of each other: a backup moves the fence on, and the fence names the newest. */
export function createCustody(parts: Parts): { readonly fence: Fence; readonly backups: Backups } {
	const { ports, config } = parts;
	const { database } = ports;
	const newestBackup = () => readJournalLife(database).newestBackup;
	const fence = createFence({ ...parts, database, newestBackup });
	const backups = createBackups({
		...parts,
		everySeconds: config.backupEverySeconds,
		onFinished: parts.onBackup,
		mayCommand: fence.mayCommand,
		tick: () => fence.tick(),
	});
	return { fence, backups };
}
