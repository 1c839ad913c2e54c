import type { Alarms } from "./alarms/alarm";
import { createAuditCheckpoints } from "./audit/audit-checkpoints";
import type { AuditReader } from "./audit/audit-view";
import { createAuditSide } from "./audit/create-audit-side";
import { createReplyKeeper } from "./bot/outcomes/pending-reply-store";
import { createCustody, type OnBackup } from "./backup/create-custody";
import type { CompanionConfig } from "./config-type";
import { createHttpSide, type HttpSide } from "./create-http-side";
import { createStaffKeepers, createStaffSide } from "./create-staff-side";
import { createStores } from "./create-stores";
import { nameJournal } from "./database/journal-life";
import { createDatabaseWatch } from "./database/database-watch";
import { migrate } from "./database/migrate";
import { createTransactions, type Transactions } from "./database/transactions";
import { createDispatcher } from "./dispatch/dispatcher";
import { createEnvelopeSigner } from "./dispatch/envelope";
import { createEraser, type Eraser } from "./erase/create-eraser";
import { answers } from "./http/answers";
import { createHealthCheck } from "./http/health";
import { createCommandLives, type CommandLives } from "./ledger/command-lives";
import type { Ledger } from "./ledger/command-view";
import { createOnIngested } from "./ledger/on-ingested";
import { takeUpJournal } from "./ledger/take-up-journal";
import { createLedger } from "./ledger/create-ledger";
import { createSettledListeners } from "./ledger/settled-listeners";
import { createTallies } from "./metrics/create-tallies";
import type { InteractionTally } from "./metrics/interaction-tally";
import type { KnownPlayers } from "./players/known-players";
import type { Ports } from "./ports";
import { createReconciling } from "./reconcile/create-reconciling";
import type { BalanceReader } from "./roblox/balance-view";
import { createRobloxSide } from "./roblox/create-roblox-side";
import type { BudgetMetrics } from "./roblox/open-cloud/open-cloud";
import type { UserDirectory } from "./roblox/user-directory";
import { createKeySet, type KeySet } from "./secrets/key-set";
import { createSecretsWatch } from "./secrets/watch-secrets";
import type { Staff } from "./staff/staff-view";
import { createStatusReader } from "./status/create-status-reader";
import type { ReadStatus } from "./status/status-view";
import { createHousekeeping } from "./database/housekeeping";
import type { Undo } from "./undo/undo-view";

export interface Companion extends HttpSide {
	readonly ledger: Ledger;
	readonly commandLives: CommandLives;
	readonly staff: Staff;
	readonly undo: Undo;
	readonly alarms: Alarms;
	readonly auditReader: AuditReader;
	readonly balanceReader: BalanceReader;
	readonly users: UserDirectory;
	readonly knownPlayers: KnownPlayers;
	/** What is left of each budget of Open Cloud, and how it was used. */
	readonly budgets: () => readonly BudgetMetrics[];
	readonly readStatus: ReadStatus;
	readonly interactions: InteractionTally;
	readonly keySet: Pick<KeySet, "keys">;
	/** For what else is kept in the same database, so that it shares the commits. */
	readonly transactions: Transactions;
	readonly eraser: Pick<Eraser, "ask">;
	/** Takes up what was open when the last process ended. */
	start(): void;
	/** Commits what waits and sets no timer any more. The database stays open: who opened it closes it. */
	stop(): void;
}

/**
 * Wires the core. Brings the database to the newest form first, and throws, naming the migration, when that fails; so
 * no port is open before it succeeded.
 */
export function createCompanion(ports: Ports, config: CompanionConfig): Companion {
	const { database, clock, random, log } = ports;
	migrate(database, clock.now());
	const { epoch } = nameJournal(ports);
	const watch = createDatabaseWatch(log);
	const tallies = createTallies(clock);
	const transactions = createTransactions(ports, watch, tallies.watchCommit);
	const stores = createStores(ports, config.guildId);
	const { journal, wallets, subjects, entries, digest, servers, keys, openCommands, locks, reads, erasures } = stores;
	const { names, knownPlayers, alarms } = stores;
	const listeners = createSettledListeners(log);
	const { openCloud, load, users, balanceReader } = createRobloxSide(ports, config, knownPlayers);
	const messaging = tallies.watchMessaging(openCloud.messaging);
	const keySet = createKeySet(config.keys);
	const secrets = { keySet, secretsWatch: createSecretsWatch(ports, keySet) };
	const sign = createEnvelopeSigner(config, () => keySet.doorbellKeys()[0]);
	const { commandTopic, guildId, commandLifetimeSeconds: lifetimeSeconds } = config;
	const onBackup: OnBackup = (...backup) => eraser.onBackup(...backup);
	const own = { ports, config, openCloud, transactions };
	const { fence, backups } = createCustody({ ...own, wallets, epoch, onBackup, onHolds: () => wake() });
	const { mayCommand, commandRefusal: refusal } = fence;
	const topicOf = (serverId: string) => servers.topicOf(serverId) ?? commandTopic;
	const dispatcher = createDispatcher({ ...own, openCommands, messaging, sign, topicOf, mayCommand });
	const daily = [createAuditCheckpoints(database), createReplyKeeper(database), ...createStaffKeepers(database)];
	const housekeeping = createHousekeeping(ports, transactions, [keys, locks, servers, names, ...daily]);
	const wake = () => dispatcher.wake();
	let started = false;

	const newBorn = () => random.hex(16);
	const opening = { database, journal, wallets, subjects, entries, log, epoch, fence, locks, reads, erasures, newBorn };
	database.transaction(() => takeUpJournal(opening, clock.now())).immediate();
	const submit = { ...opening, names, lifetimeSeconds };
	const ledger = createLedger({ clock, transactions, journal, submit, openCommands, listeners, refusal, wake });
	const { staff, undo, undoJob } = createStaffSide({ ports, transactions, alarms, config, ledger, wallets });
	const { auditReader, supply, digestJob } = createAuditSide({ ports, transactions, digest, alarms, config });
	const commandLives = createCommandLives({ database, transactions, journal, auditReader, guildId });
	const context = { ...opening, names, random, guildId, backups, digest };
	const onIngested = createOnIngested({ openCommands, listeners, wake, wakeDigest: () => digestJob.wake() });
	const common = { ...own, answers, listeners, wake, watch };
	const reconciling = createReconciling({ ...common, ...stores, mayCommand, onIngested, context });
	const eraser = createEraser({ ...common, context, backups, mayCommand, newBorn });
	const services = [secrets.secretsWatch, eraser, fence, backups, housekeeping, reconciling, digestJob, undoJob];
	const health = createHealthCheck({
		...{ ...secrets, ports, database, watch, transactions, servers },
		isStarted: () => started,
		openCloud,
		fenceState: () => fence.state(),
		backups,
		reconciling: () => reconciling.health(),
	});
	const budgets = () => openCloud.budgets.metrics();
	const digestPosition = () => digest.position();
	const readStatus = createStatusReader({ database, clock, health, budgets, digestPosition });
	const facing = { ...secrets, load, sign, fence, onIngested, auditReader, supply, context, health, tallies, budgets };

	return {
		...createHttpSide({ ...common, ...facing }, stores),
		...{ ledger, commandLives, staff, undo, users, transactions, eraser, keySet, alarms },
		...{ auditReader, balanceReader, budgets, readStatus },
		...{ knownPlayers, interactions: tallies.interactions },
		start: () => {
			started = true;
			for (const service of services) service.start();
			wake();
		},
		stop: () => {
			started = false;
			for (const service of [dispatcher, ...services]) service.stop();
			transactions.flush();
		},
	};
}
