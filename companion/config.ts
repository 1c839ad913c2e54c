import { STORE_NAME_MAX } from "../shared/limits";
import { fail, ok, type Result } from "../shared/result";
import { fenceStoreName } from "../shared/store-keys";
import type { CompanionConfig } from "./config-type";
import { findBackupFolder } from "./config/backup-folder";
import { findPassingDisk } from "./config/passing-disk";
import { findKeys, readSecretsPath, type ReadText } from "./config/read-keys";
import type { Environment } from "./config/setting";
import { SETTINGS } from "./config/settings";
import { takeSettings } from "./config/take-settings";

export type { Environment } from "./config/setting";

/** What the Discord bot needs beyond the rest. */
export interface DiscordConfig {
	/** Never logged. */
	readonly token: string;
	readonly applicationId: string;
	readonly guildId: string;
	readonly apiUrl: string;
	/** Where files of members come from. */
	readonly cdnUrl: string;
}

export interface ProgramConfig {
	readonly companion: CompanionConfig;
	/** Absent when only the HTTP side runs. */
	readonly discord: DiscordConfig | undefined;
	readonly databasePath: string;
	/** Absent when no backups are made. */
	readonly backupFolder: string | undefined;
	readonly backupCount: number;
	readonly port: number;
	/** Where the long-lived keys are, when that may change; absent when they came with the environment. */
	readonly secretsFile: string | undefined;
}

/** Reads the environment once, and the secrets file where one is named. A failure lists every problem, a line each, and never a secret. */
export function readConfig(environment: Environment, readText: ReadText): Result<ProgramConfig, readonly string[]> {
	const { take, problems } = takeSettings(environment);
	const keys = findKeys(environment, readText);
	if (!keys.ok) problems.push(...keys.error);
	const isBotOff = take(SETTINGS.apiOnly) === true;
	const discord = isBotOff
		? undefined
		: {
				token: take(SETTINGS.discordToken),
				applicationId: take(SETTINGS.discordAppId),
				apiUrl: take(SETTINGS.discordApiUrl),
				cdnUrl: take(SETTINGS.discordCdnUrl),
			};
	const guildId = take(SETTINGS.discordGuildId);
	const values = {
		databasePath: take(SETTINGS.databasePath),
		port: take(SETTINGS.port),
		backupDir: take(SETTINGS.backupFolder),
		backupCount: take(SETTINGS.backupCount),
	};
	const core = {
		guildId,
		economyRoleIds: take(SETTINGS.economyRoleIds),
		universeId: take(SETTINGS.universeId),
		apiKeys: readApiKeys(take(SETTINGS.robloxApiKey), take(SETTINGS.secondRobloxApiKey)),
		storeName: take(SETTINGS.storeName),
		keys: keys.ok ? keys.value : undefined,
		robloxApiUrl: take(SETTINGS.robloxApiUrl),
		robloxUsersUrl: take(SETTINGS.robloxUsersUrl),
		conditionalWrites: take(SETTINGS.conditionalWrites),
		commandTopic: take(SETTINGS.commandTopic),
		eventTopic: take(SETTINGS.eventTopic),
		commandLifetimeSeconds: take(SETTINGS.commandLifetimeSeconds),
		allowStudio: take(SETTINGS.allowStudio),
		fence: take(SETTINGS.fence),
		backupEverySeconds: take(SETTINGS.backupEverySeconds),
		companionExecutor: take(SETTINGS.companionExecutor),
		amountMax: take(SETTINGS.amountMax),
		alarmChannelId: take(SETTINGS.alarmChannelId),
	};
	const passing = values.databasePath === undefined ? undefined : findPassingDisk(environment, values.databasePath);
	if (take(SETTINGS.allowPassingDisk) === false && passing !== undefined) {
		problems.push(
			`${SETTINGS.databasePath.name} names a file that will not last: ${passing}. ` +
				`${SETTINGS.allowPassingDisk.name}=1 starts all the same, for trying out`,
		);
	}
	if (core.fence === true && core.storeName !== undefined) {
		const room = STORE_NAME_MAX - fenceStoreName("").length;
		// The fence is a store of its own, with a longer name.
		if (core.storeName.length > room) {
			problems.push(`${SETTINGS.storeName.name} may have at most ${room} characters with ${SETTINGS.fence.name}=1`);
		}
	}
	const rates = {
		perSecondOfServer: take(SETTINGS.serverRate),
		perSecondOfAddress: take(SETTINGS.addressRate),
		trustedProxies: take(SETTINGS.trustedProxies),
	};
	if (problems.length > 0 || !isComplete(values) || !isComplete(core) || !isComplete(rates)) return fail(problems);
	const companion = { ...core, rates };
	const { backupDir, ...rest } = values;
	const backupFolder = findBackupFolder(backupDir, values.databasePath);
	const program = { ...rest, companion, backupFolder, secretsFile: readSecretsPath(environment) };
	if (discord === undefined) return ok({ ...program, discord });
	const withGuild = { ...discord, guildId };
	return isComplete(withGuild) ? ok({ ...program, discord: withGuild }) : fail(problems);
}

function readApiKeys(first: string | undefined, second: string | undefined): CompanionConfig["apiKeys"] | undefined {
	return first === undefined || second === undefined ? undefined : joinApiKeys(first, second);
}

/** The second one is empty while no key is being replaced. */
export function joinApiKeys(first: string, second: string): CompanionConfig["apiKeys"] {
	return second === "" ? [first] : [first, second];
}

type Complete<Values> = { readonly [Name in keyof Values]: Exclude<Values[Name], undefined> };

/** Every value is there exactly when no problem was found with it. */
function isComplete<Values extends object>(values: Values): values is Values & Complete<Values> {
	return Object.values(values).every((value) => value !== undefined);
}
