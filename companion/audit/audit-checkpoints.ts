import type { Database } from "bun:sqlite";

/** Notes from time to time what the chain of the audit is. */
export interface AuditCheckpoints {
	/** Part of a unit. Does nothing while no row came since the last one. */
	keepHouse(now: number): void;
}

export function createAuditCheckpoints(database: Database): AuditCheckpoints {
	return {
		keepHouse: (now) => {
			database.run(
				`INSERT INTO audit_checkpoint (entry_id, chain_hash, made_at)
				SELECT id, chain_hash, ? FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)
					AND chain_hash IS NOT NULL AND id NOT IN (SELECT entry_id FROM audit_checkpoint)`,
				[now],
			);
		},
	};
}
