import { createAlarms } from "./alarms/create-alarms";
import { createAuditDigest } from "./audit/digest/audit-digest";
import { createAuditEntries } from "./audit/audit-entries";
import { createIdempotencyKeys } from "./audit/idempotency-keys";
import { createOpenCommands } from "./dispatch/open-commands";
import { createErasures } from "./erase/erasures";
import { createJournal } from "./ledger/journal";
import { createSubjects } from "./ledger/subjects";
import { createWalletLives } from "./ledger/wallet-lives";
import { createDeadLocks } from "./locks/dead-locks";
import { createSeenLocks } from "./locks/seen-locks";
import { createKnownPlayers } from "./players/known-players";
import { createPlayerNames } from "./players/player-names";
import type { Ports } from "./ports";
import { createEntryReads } from "./reconcile/entry-reads";
import { createServerRegistry } from "./servers/server-registry";
import { createSilence } from "./servers/silence";

/** Everything that is statements on the one database; each belongs inside a unit of `Transactions`. */
export function createStores(ports: Pick<Ports, "database" | "clock" | "random">, guildId: string) {
	const { database, random } = ports;
	const wallets = createWalletLives(database);
	const servers = createServerRegistry(database);
	const silence = createSilence(servers);
	const locks = createSeenLocks(database);
	const deadLocks = createDeadLocks(locks, silence);
	return {
		alarms: createAlarms(database, guildId),
		journal: createJournal(database),
		subjects: createSubjects(database, random, guildId),
		names: createPlayerNames(database),
		knownPlayers: createKnownPlayers(ports),
		entries: createAuditEntries(database),
		digest: createAuditDigest(database),
		keys: createIdempotencyKeys(database),
		erasures: createErasures(database),
		reads: createEntryReads(database),
		openCommands: createOpenCommands({ database, wallets, servers, findDeadLock: deadLocks.find }),
		...{ wallets, servers, silence, locks, deadLocks },
	};
}

export type Stores = ReturnType<typeof createStores>;
