import type { Alarms } from "../alarms/alarm";
import type { CompanionConfig } from "../config-type";
import type { Transactions } from "../database/transactions";
import type { Ports } from "../ports";
import type { AuditReader } from "./audit-view";
import type { AuditDigest } from "./digest/audit-digest";
import { createDigestJob, type DigestJob } from "./digest/digest-job";
import { createSupplyReader, type SupplyReader } from "./digest/supply-reader";
import { createSupplyWatch } from "./digest/supply-watch";
import { createAuditReader } from "./read/audit-reader";

interface Parts {
	readonly ports: Pick<Ports, "clock" | "database" | "timers" | "log">;
	readonly transactions: Transactions;
	readonly digest: AuditDigest;
	readonly alarms: Pick<Alarms, "raise">;
	readonly config: Pick<CompanionConfig, "guildId" | "amountMax">;
}

/** Everything that reads the audit, and what follows it for the sake of readers. */
export interface AuditSide {
	readonly auditReader: AuditReader;
	readonly supply: SupplyReader;
	readonly digestJob: DigestJob;
}

export function createAuditSide({ ports, transactions, digest, alarms, config }: Parts): AuditSide {
	const { guildId, amountMax } = config;
	const supplyWatch = createSupplyWatch(ports.database, guildId, amountMax, alarms);
	const position = () => digest.position();
	return {
		auditReader: createAuditReader(ports.database, guildId, position),
		supply: createSupplyReader(ports.database, guildId, position),
		digestJob: createDigestJob(ports, transactions, digest, supplyWatch),
	};
}
