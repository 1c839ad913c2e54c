import type { Database } from "bun:sqlite";
import { verifyChain, type ChainCheck, type ChainStart } from "./verify-chain";
import { verifyWallets, type WalletCheck } from "./verify-wallets";

export interface VerifyReport {
	readonly ok: boolean;
	/** The row behind which the check began; 0 for all of it. */
	readonly since: number;
	readonly chain: ChainCheck;
	/** Absent when the check did not begin at the start: sums need every receipt. */
	readonly wallets: WalletCheck | undefined;
}

/** Reads only. `since` the newest checkpoint, what came before it is taken for granted. */
export function verifyAudit(
	database: Database,
	from: "start" | "checkpoint",
	onProgress: (rows: number) => void,
): VerifyReport {
	const start = from === "checkpoint" ? findCheckpoint(database) : undefined;
	const chain = verifyChain(database, start, onProgress);
	const wallets = start === undefined ? verifyWallets(database) : undefined;
	const ok = chain.problem === undefined && wallets?.problem === undefined;
	return { ok, since: start?.row ?? 0, chain, wallets };
}

function findCheckpoint(database: Database): ChainStart | undefined {
	const newest = database
		.query<{ entry_id: number; chain_hash: string }, []>(
			"SELECT entry_id, chain_hash FROM audit_checkpoint ORDER BY entry_id DESC LIMIT 1",
		)
		.get();
	return newest === null ? undefined : { row: newest.entry_id, hash: newest.chain_hash };
}
