import {
	BALANCE_MAX,
	COMMAND_LIFETIME_SECONDS,
	COMMAND_LIFETIME_SECONDS_MAX,
	COMMAND_LIFETIME_SECONDS_MIN,
	STORE_NAME_MAX,
	TOPIC_MAX,
} from "../../shared/limits";
import { DEFAULT_COMMAND_TOPIC, DEFAULT_EVENT_TOPIC, DEFAULT_STORE_NAME } from "../../shared/store-keys";
import { readDatabasePath } from "./database-path";
import { readTrustedProxies } from "./trusted-proxies";
import { readBearers, readHmacSecrets } from "./secret-list";
import {
	readChoice,
	readDigits,
	readDigitsList,
	readFlag,
	readKey,
	readOptionalDigits,
	readOptionalKey,
	readText,
	readUrl,
	readWholeNumber,
	type Setting,
} from "./setting";

function define<Value>(setting: Setting<Value>): Setting<Value> {
	return setting;
}

/** Every environment variable of the companion, in the order of `.env.example`, which is made from this table. */
export const SETTINGS = {
	apiOnly: define({
		name: "API_ONLY",
		about: "1 runs the HTTP side without the Discord bot; DISCORD_TOKEN and DISCORD_APP_ID are not needed then.",
		type: "0 or 1",
		fallback: "0",
		read: readFlag,
	}),
	discordToken: define({
		name: "DISCORD_TOKEN",
		about: "Bot token of the Discord application.",
		type: "secret",
		isSecret: true,
		read: readKey,
	}),
	discordAppId: define({
		name: "DISCORD_APP_ID",
		about: "Id of the Discord application.",
		type: "digits",
		read: readDigits,
	}),
	discordGuildId: define({
		name: "DISCORD_GUILD_ID",
		about: "Id of the one Discord server the bot serves.",
		type: "digits",
		read: readDigits,
	}),
	economyRoleIds: define({
		name: "ECONOMY_ROLE_IDS",
		about: "Roles that count as moderators, besides those that `/setroles` names in Discord.",
		type: "ids of digits, separated by commas",
		fallback: "",
		read: readDigitsList,
	}),
	alarmChannelId: define({
		name: "ALARM_CHANNEL_ID",
		about: "Channel in which the bot tells alarms, besides a direct message to the server's owner. Empty: none.",
		type: "digits",
		fallback: "",
		read: readOptionalDigits,
	}),
	universeId: define({
		name: "ROBLOX_UNIVERSE_ID",
		about: "Id of the Roblox experience (universe).",
		type: "digits",
		read: readDigits,
	}),
	robloxApiKey: define({
		name: "ROBLOX_API_KEY",
		about: "Open Cloud key with the rights to publish messages and to read and write data store entries.",
		type: "secret",
		isSecret: true,
		read: readKey,
	}),
	secondRobloxApiKey: define({
		name: "ROBLOX_API_KEY_2",
		about:
			"A second Open Cloud key of the same owner, while one replaces the other: what one is refused, the other tries.",
		type: "secret",
		fallback: "",
		isSecret: true,
		read: readOptionalKey,
	}),
	storeName: define({
		name: "ROBLOX_DATASTORE_NAME",
		about: "Data store of the wallets; the game has to use the same.",
		type: `text, at most ${STORE_NAME_MAX} characters`,
		fallback: DEFAULT_STORE_NAME,
		read: readText(STORE_NAME_MAX),
	}),
	secretsFile: define({
		name: "SECRETS_FILE",
		about:
			"File with GAME_SECRET, HMAC_SECRET and API_SERVICE_KEY in lines as these; they are taken from there and not from " +
			"here. It is read again every second, so that each can be replaced without a restart. Empty: there is none.",
		type: "path",
		fallback: "",
		read: readText(1_000),
	}),
	gameSecrets: define({
		name: "GAME_SECRET",
		about:
			"What game servers show to open a session; the same value is a secret of the experience. Several are accepted " +
			"while one replaces another.",
		type: "secrets separated by commas, each at least 32 bytes",
		isSecret: true,
		read: readBearers,
	}),
	hmacSecrets: define({
		name: "HMAC_SECRET",
		about: "Signs messages between companion and game. One secret, or id:secret pairs; the first one signs.",
		type: "secret or id:secret pairs separated by commas, each at least 32 bytes",
		isSecret: true,
		read: readHmacSecrets,
	}),
	serviceKeys: define({
		name: "API_SERVICE_KEY",
		about: "What programs show to read the audit over HTTP. Several are accepted while one replaces another.",
		type: "secrets separated by commas, each at least 32 bytes",
		isSecret: true,
		read: readBearers,
	}),
	databasePath: define({
		name: "DATABASE_URL",
		about: "The one SQLite file, on a disk that lasts. Its folder is made when missing.",
		type: "file: path",
		fallback: "file:data/purser.sqlite",
		read: readDatabasePath,
	}),
	allowPassingDisk: define({
		name: "ALLOW_PASSING_DISK",
		about:
			"1 starts although this host is known to lose its files with every restart, and the journal and the audit with them. For trying out only.",
		type: "0 or 1",
		fallback: "0",
		read: readFlag,
	}),
	backupFolder: define({
		name: "BACKUP_DIR",
		about:
			"Folder of the backups, best on another disk. Empty: the folder backups beside the database, which a lost disk takes " +
			"along. off: none are made, and what a lost database alone knew is lost.",
		type: "path, or off",
		fallback: "",
		read: readText(1_000),
	}),
	backupEverySeconds: define({
		name: "BACKUP_EVERY_SECONDS",
		about: "Time between two backups; wallets keep their receipts at least until the next one.",
		type: "whole number 60 to 86400",
		fallback: "3600",
		read: readWholeNumber(60, 86_400),
	}),
	backupCount: define({
		name: "BACKUP_COUNT",
		about: "How many backups are kept; fewer, but never less than two, where the disk has no room for them.",
		type: "whole number 1 to 10000",
		fallback: "24",
		read: readWholeNumber(1, 10_000),
	}),
	port: define({
		name: "PORT",
		about: "Port of the HTTP side; 0 takes any free one and says which.",
		type: "whole number 0 to 65535",
		fallback: "3000",
		read: readWholeNumber(0, 65_535),
	}),
	trustedProxies: define({
		name: "TRUSTED_PROXIES",
		about:
			"Proxies in front of this port, whose X-Forwarded-For says who asked. Empty: none, and limits count the proxy " +
			"itself where there is one.",
		type: "addresses or ranges as 10.0.0.0/8, separated by commas",
		fallback: "",
		read: readTrustedProxies,
	}),
	serverRate: define({
		name: "REQUESTS_PER_SECOND_SERVER",
		about: "Requests of one game server, a minute's worth at once. Roblox lets it send 500 in a minute. 0: no limit.",
		type: "whole number 0 to 1000000",
		fallback: "10",
		read: readWholeNumber(0, 1_000_000),
	}),
	addressRate: define({
		name: "REQUESTS_PER_SECOND_ADDRESS",
		about: "Requests from one address, ten seconds' worth at once; many game servers may share one. 0: no limit.",
		type: "whole number 0 to 1000000",
		fallback: "2000",
		read: readWholeNumber(0, 1_000_000),
	}),
	/** Nothing but `bun run doctor` asks for it. */
	publicUrl: define({
		name: "PUBLIC_URL",
		about: "Address under which game servers reach this companion; `bun run doctor` checks it when it is set.",
		type: "URL, https and without a path",
		fallback: "",
		read: (text) => (text === "" ? { ok: true, value: "" } : readUrl(text)),
	}),
	amountMax: define({
		name: "COMMAND_AMOUNT_MAX",
		about: "Largest amount of one command.",
		type: `whole number 1 to ${BALANCE_MAX}`,
		fallback: "1000000",
		read: readWholeNumber(1, BALANCE_MAX),
	}),
	commandLifetimeSeconds: define({
		name: "COMMAND_LIFETIME_SECONDS",
		about: "How long a command may wait for a game server before it expires.",
		type: `whole number ${COMMAND_LIFETIME_SECONDS_MIN} to ${COMMAND_LIFETIME_SECONDS_MAX}`,
		fallback: `${COMMAND_LIFETIME_SECONDS}`,
		read: readWholeNumber(COMMAND_LIFETIME_SECONDS_MIN, COMMAND_LIFETIME_SECONDS_MAX),
	}),
	allowStudio: define({
		name: "ALLOW_STUDIO",
		about: "1 lets game servers in Roblox Studio open sessions. For development only.",
		type: "0 or 1",
		fallback: "0",
		read: readFlag,
	}),
	fence: define({
		name: "FENCE",
		about:
			"1 keeps an entry in the store <ROBLOX_DATASTORE_NAME>_purser that says which database may command the wallets; " +
			"the key needs the right to create that store and to read and write its entries. 0: nothing keeps a second companion away.",
		type: "0 or 1",
		fallback: "1",
		read: readFlag,
	}),
	companionExecutor: define({
		name: "COMPANION_EXECUTOR",
		about:
			"1 lets the companion apply commands itself while no game server is live; the key then needs the right to create " +
			"and update data store entries. Off by default: nobody has shown yet that the live platform keeps to the " +
			"conditions of such writes (matchVersion).",
		type: "0 or 1",
		fallback: "0",
		read: readFlag,
	}),
	conditionalWrites: define({
		name: "CONDITIONAL_WRITES",
		about:
			"Which interface of Open Cloud makes writes conditional: v1 (matchVersion) or v2 (etag). v1 says so in its " +
			"description and has requests of its own that the game cannot use up; nobody has shown yet that v2 does it.",
		type: "v1 or v2",
		fallback: "v1",
		read: readChoice("v1", "v2"),
	}),
	commandTopic: define({
		name: "COMMAND_TOPIC",
		about: "Messaging topic of commands to game servers; each server gets one of its own that begins with it.",
		type: `text, at most ${TOPIC_MAX} characters`,
		fallback: DEFAULT_COMMAND_TOPIC,
		read: readText(TOPIC_MAX),
	}),
	eventTopic: define({
		name: "EVENT_TOPIC",
		about: "Messaging topic of balance updates between game servers.",
		type: `text, at most ${TOPIC_MAX} characters`,
		fallback: DEFAULT_EVENT_TOPIC,
		read: readText(TOPIC_MAX),
	}),
	discordApiUrl: define({
		name: "DISCORD_API_URL",
		about: "Discord's REST API, without a version.",
		...{ type: "URL", fallback: "https://discord.com/api", read: readUrl },
	}),
	discordCdnUrl: define({
		name: "DISCORD_CDN_URL",
		about: "Where files that members give to a command are fetched from; no other address is.",
		...{ type: "URL", fallback: "https://cdn.discordapp.com", read: readUrl },
	}),
	robloxApiUrl: define({
		name: "ROBLOX_API_URL",
		about: "Roblox Open Cloud.",
		...{ type: "URL", fallback: "https://apis.roblox.com", read: readUrl },
	}),
	robloxUsersUrl: define({
		name: "ROBLOX_USERS_URL",
		about: "Roblox's user API, which finds players by name.",
		...{ type: "URL", fallback: "https://users.roblox.com", read: readUrl },
	}),
} as const;
