import type { Transactions } from "../database/transactions";
import type { Ports } from "../ports";
import type { AuditReader } from "./audit-view";
import type { AuditDigest } from "./digest/audit-digest";
import { createDigestJob, type DigestJob } from "./digest/digest-job";
import { createSupplyReader, type SupplyReader } from "./digest/supply-reader";
import { createAuditReader } from "./read/audit-reader";

interface Parts {
	readonly ports: Pick<Ports, "database" | "timers" | "log">;
	readonly transactions: Transactions;
	readonly digest: AuditDigest;
	readonly guildId: string;
}

/** Everything that reads the audit, and what follows it for the sake of readers. */
export interface AuditSide {
	readonly auditReader: AuditReader;
	readonly supply: SupplyReader;
	readonly digestJob: DigestJob;
}

export function createAuditSide({ ports, transactions, digest, guildId }: Parts): AuditSide {
	const position = () => digest.position();
	return {
		auditReader: createAuditReader(ports.database, guildId, position),
		supply: createSupplyReader(ports.database, guildId, position),
		digestJob: createDigestJob(ports, transactions, digest),
	};
}
