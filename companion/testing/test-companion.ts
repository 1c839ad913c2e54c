import type { Database } from "bun:sqlite";
import { bunPlatform } from "../../shared/bun/platform";
import type { Result } from "../../shared/result";
import type { BackupStore } from "../backup/create-backups";
import type { CompanionConfig } from "../config-type";
import { createCompanion, type Companion } from "../create-companion";
import { openDatabase } from "../database/open-database";
import type { LogEntry, Ports } from "../ports";
import type { ChangeRequest } from "../ledger/command-view";
import { createFakeRoblox, type FakeRoblox } from "./fake-roblox";
import { createFakeTime, type FakeTime } from "./fake-time";

export const TEST_CONFIG: CompanionConfig = {
	universeId: "4711",
	apiKeys: ["test-open-cloud-key"],
	storeName: "EconomyWallet",
	keys: {
		hmacSecrets: [{ id: "main", secret: "test-hmac-secret-of-thirty-two-bytes" }],
		gameSecrets: ["test-game-secret-of-thirty-two-bytes"],
		serviceKeys: ["test-service-key-of-thirty-two-bytes"],
	},
	robloxApiUrl: "http://roblox.test",
	robloxUsersUrl: "http://users.test",
	conditionalWrites: "v1",
	commandTopic: "discord-commands",
	eventTopic: "economy-events",
	commandLifetimeSeconds: 86_400,
	allowStudio: false,
	fence: false,
	backupEverySeconds: 3_600,
	companionExecutor: false,
	amountMax: 1_000_000,
	guildId: "900",
	economyRoleIds: [],
};

/** 2026-01-01, on a full second. */
export const TEST_START = 1_767_225_600_000;

export interface TestCompanion {
	readonly companion: Companion;
	readonly config: CompanionConfig;
	readonly time: FakeTime;
	readonly roblox: FakeRoblox;
	readonly database: Database;
	readonly log: LogEntry[];
	/** Names of what was logged as an error. */
	alarms(): string[];
	/** Waits for something that needs turns of the event loop but no time. */
	settled<Value>(work: Promise<Value>): Promise<Value>;
}

export interface TestOptions {
	readonly config?: Partial<CompanionConfig>;
	/** A file that a former companion used; a fresh database in memory when absent. */
	readonly path?: string;
	readonly time?: FakeTime;
	/** Shared with another companion; a Roblox of its own when absent. */
	readonly roblox?: FakeRoblox;
	readonly backups?: BackupStore;
	/** The secrets file. */
	readonly readSecrets?: () => Result<string, string>;
	/** Differs between companions on one file, so that their random does. */
	readonly life?: number;
}

export function startTestCompanion(options: TestOptions = {}): TestCompanion {
	const time = options.time ?? createFakeTime(TEST_START);
	const roblox = options.roblox ?? createFakeRoblox();
	const database = openDatabase(options.path ?? ":memory:");
	const log: LogEntry[] = [];
	const config = { ...TEST_CONFIG, ...options.config };
	const ports: Ports = {
		...time,
		fetch: roblox.fetch,
		database,
		...(options.backups === undefined ? {} : { backups: options.backups }),
		...(options.readSecrets === undefined ? {} : { readSecrets: options.readSecrets }),
		random: createFakeRandom(options.life ?? 1),
		log: (entry) => log.push(entry),
	};
	const companion = createCompanion(ports, config);
	companion.start();
	return {
		companion,
		config,
		time,
		roblox,
		database,
		log,
		alarms: () => log.filter((entry) => entry.level === "error").map((entry) => entry.event),
		settled: async (work) => {
			const [value] = await Promise.all([work, time.settle()]);
			return value;
		},
	};
}

/** Counts up, so that every id differs and tests can be read. Jitter is always one half. */
function createFakeRandom(life: number): Ports["random"] {
	let count = 0;
	return {
		hex: (bytes) => {
			count += 1;
			return bunPlatform.sha256(`random ${life} ${count}`).slice(0, bytes * 2);
		},
		fraction: () => 0.5,
	};
}

export function changeRequest(changes: Partial<ChangeRequest> = {}): ChangeRequest {
	return {
		guildId: "900",
		id: "discord:1",
		userId: 77,
		userName: "Builder",
		delta: 50,
		reason: "event prize",
		actorId: "31",
		actorName: "mod",
		...changes,
	};
}
