import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { fail } from "../shared/result";
import { readConfig as readWithFiles, type Environment } from "./config";
import { SETTINGS } from "./config/settings";

const SECRETS = {
	DISCORD_TOKEN: "discord-token-MTIzNDU2Nzg5.abc.def",
	ROBLOX_API_KEY: "open-cloud-key-0123456789",
	GAME_SECRET: "game-secret-0123456789-0123456789",
	HMAC_SECRET: "hmac-secret-0123456789-0123456789",
	API_SERVICE_KEY: "service-key-0123456789-0123456789",
};
const GOOD = {
	...SECRETS,
	DISCORD_APP_ID: "400000000000000001",
	DISCORD_GUILD_ID: "100000000000000001",
	ROBLOX_UNIVERSE_ID: "1234567",
};

/** Where there are no files. */
const readConfig = (environment: Environment) => readWithFiles(environment, () => fail("ENOENT"));

function problemsOf(changes: Record<string, string | undefined>): readonly string[] {
	const config = readConfig({ ...GOOD, ...changes });
	return config.ok ? [] : config.error;
}

test("the required settings are enough, and the rest has the documented defaults", () => {
	const config = readConfig(GOOD);
	expect(config).toEqual({
		ok: true,
		value: {
			companion: {
				guildId: GOOD.DISCORD_GUILD_ID,
				universeId: "1234567",
				apiKeys: [SECRETS.ROBLOX_API_KEY],
				storeName: "EconomyWallet",
				keys: {
					hmacSecrets: [{ id: "default", secret: SECRETS.HMAC_SECRET }],
					gameSecrets: [SECRETS.GAME_SECRET],
					serviceKeys: [SECRETS.API_SERVICE_KEY],
				},
				robloxApiUrl: "https://apis.roblox.com",
				robloxUsersUrl: "https://users.roblox.com",
				conditionalWrites: "v1",
				commandTopic: "discord-commands",
				eventTopic: "economy-events",
				commandLifetimeSeconds: 86_400,
				allowStudio: false,
				fence: true,
				backupEverySeconds: 3_600,
				companionExecutor: false,
				amountMax: 1_000_000,
				alarmChannelId: "",
				economyRoleIds: [],
				rates: { perSecondOfServer: 10, perSecondOfAddress: 2_000, trustedProxies: [] },
			},
			discord: {
				token: SECRETS.DISCORD_TOKEN,
				applicationId: GOOD.DISCORD_APP_ID,
				guildId: GOOD.DISCORD_GUILD_ID,
				apiUrl: "https://discord.com/api",
				cdnUrl: "https://cdn.discordapp.com",
			},
			databasePath: "data/purser.sqlite",
			port: 3_000,
			backupFolder: join("data", "backups"),
			backupCount: 24,
			secretsFile: undefined,
		},
	});
});

test("an empty environment lists every required setting at once", () => {
	const config = readConfig({});
	const required = Object.values(SETTINGS).filter((setting) => setting.fallback === undefined);
	const listed = config.ok ? [] : config.error.map((line) => line.split(" ", 1).join());
	expect(listed.sort()).toEqual(required.map(({ name }) => name).sort());
});

test("an empty value is as good as none", () => {
	expect(problemsOf({ ROBLOX_DATASTORE_NAME: " ", PORT: "" })).toEqual([]);
	expect(problemsOf({ DISCORD_TOKEN: "" })).toEqual([
		"DISCORD_TOKEN is missing: Bot token of the Discord application.",
	]);
});

test("without the bot no token is needed", () => {
	const config = readConfig({ ...GOOD, API_ONLY: "1", DISCORD_TOKEN: undefined, DISCORD_APP_ID: undefined });
	expect(config.ok ? config.value.discord : "refused").toBeUndefined();
});

describe("values that are refused, each alone", () => {
	test.each([
		["API_ONLY", "yes"],
		["DISCORD_TOKEN", "Bot abc"],
		["DISCORD_APP_ID", "12a"],
		["DISCORD_GUILD_ID", "-5"],
		["ECONOMY_ROLE_IDS", "12,staff"],
		["ROBLOX_UNIVERSE_ID", "0"],
		["ROBLOX_UNIVERSE_ID", "1.5"],
		["ROBLOX_API_KEY", "with space"],
		["ROBLOX_DATASTORE_NAME", "x".repeat(51)],
		["GAME_SECRET", "x".repeat(31)],
		["HMAC_SECRET", "short"],
		["HMAC_SECRET", `a:${"x".repeat(32)},b:short`],
		["HMAC_SECRET", `a:${"x".repeat(32)},a:${"y".repeat(32)}`],
		["HMAC_SECRET", `${"x".repeat(32)},${"y".repeat(32)}`],
		["HMAC_SECRET", `a:${"x".repeat(32)},b:${"x".repeat(32)}`],
		["HMAC_SECRET", ["a", "b", "c", "d", "e"].map((id) => `${id}:${id.repeat(32)}`).join()],
		["GAME_SECRET", `${"x".repeat(32)},short`],
		["GAME_SECRET", `${"x".repeat(32)},`],
		["API_SERVICE_KEY", "short"],
		["API_SERVICE_KEY", `${"x".repeat(32)},${"x".repeat(32)}`],
		["API_SERVICE_KEY", ["a", "b", "c", "d", "e"].map((id) => id.repeat(32)).join()],
		["DATABASE_URL", "postgres://db/purser"],
		["DATABASE_URL", "https://db.example/purser"],
		["DATABASE_URL", "file://other-machine/purser.sqlite"],
		["DATABASE_URL", "file:"],
		["DATABASE_URL", "purser.sqlite"],
		["ALLOW_PASSING_DISK", "maybe"],
		["PORT", "65536"],
		["PORT", "3000a"],
		["TRUSTED_PROXIES", "proxy.example"],
		["TRUSTED_PROXIES", "10.0.0.0/33"],
		["TRUSTED_PROXIES", "10.1"],
		["REQUESTS_PER_SECOND_SERVER", "-1"],
		["REQUESTS_PER_SECOND_ADDRESS", "many"],
		["COMMAND_AMOUNT_MAX", "0"],
		["COMMAND_AMOUNT_MAX", "9007199254740992"],
		["COMMAND_LIFETIME_SECONDS", "59"],
		["COMMAND_LIFETIME_SECONDS", "604801"],
		["ALLOW_STUDIO", "true"],
		["COMMAND_TOPIC", "x".repeat(81)],
		["DISCORD_API_URL", "discord.com"],
		["DISCORD_CDN_URL", "cdn"],
		["ROBLOX_API_URL", "ftp://apis.roblox.com"],
		["ROBLOX_USERS_URL", "https://user:pass@users.roblox.com"],
	])("%s=%s", (name, value) => {
		const problems = problemsOf({ [name]: value });
		expect(problems).toHaveLength(1);
		expect(problems[0]).toStartWith(`${name} `);
	});
});

describe("values that are taken", () => {
	test("several roles, with blanks between them", () => {
		const config = readConfig({ ...GOOD, ECONOMY_ROLE_IDS: " 11 , 22," });
		expect(config.ok ? config.value.companion.economyRoleIds : []).toEqual(["11", "22"]);
	});

	test("two signing secrets, the first one first", () => {
		const [first, second] = ["x".repeat(32), `with:colon${"y".repeat(32)}`];
		const config = readConfig({ ...GOOD, HMAC_SECRET: `2026-02:${first},old:${second}` });
		expect(config.ok ? config.value.companion.keys.hmacSecrets : []).toEqual([
			{ id: "2026-02", secret: first },
			{ id: "old", secret: second },
		]);
	});

	test("several bearers, with blanks between them", () => {
		const [first, second] = ["x".repeat(32), "y".repeat(32)];
		const config = readConfig({ ...GOOD, GAME_SECRET: `${first}, ${second}`, API_SERVICE_KEY: `${second},${first}` });
		expect(config.ok ? config.value.companion.keys : []).toMatchObject({
			gameSecrets: [first, second],
			serviceKeys: [second, first],
		});
	});

	test.each([
		["file:purser.sqlite", "purser.sqlite"],
		["file:./data/a b.sqlite", "./data/a b.sqlite"],
		["file:/var/purser.sqlite", "/var/purser.sqlite"],
	])("the database %s", (url, path) => {
		const config = readConfig({ ...GOOD, DATABASE_URL: url });
		expect(config.ok ? config.value.databasePath : "refused").toBe(path);
	});

	test.each([
		["", "/var/purser.sqlite", "/var/backups"],
		["/mnt/other", "/var/purser.sqlite", "/mnt/other"],
		["off", "/var/purser.sqlite", undefined],
	])("BACKUP_DIR=%p beside %s", (folder, path, expected) => {
		const config = readConfig({ ...GOOD, BACKUP_DIR: folder, DATABASE_URL: `file:${path}` });
		expect(config.ok ? config.value.backupFolder : "refused").toBe(expected && join(expected));
	});

	test("an address loses the slash at its end", () => {
		const config = readConfig({ ...GOOD, DISCORD_API_URL: "http://127.0.0.1:5000/api/" });
		expect(config.ok ? config.value.discord?.apiUrl : "refused").toBe("http://127.0.0.1:5000/api");
	});
});

test("a host that loses its files is refused, unless somebody wants that", () => {
	const problems = problemsOf({ DYNO: "web.1" });
	expect(problems).toHaveLength(1);
	expect(problems[0]).toStartWith("DATABASE_URL names a file that will not last: a Heroku dyno loses");
	expect(problemsOf({ DYNO: "web.1", ALLOW_PASSING_DISK: "1" })).toEqual([]);
});

test("no problem ever prints a secret, whole or in part", () => {
	const broken = Object.fromEntries(
		Object.entries(SECRETS).map(([name, secret]) => [name, `${secret.slice(0, 20)} \n!`]),
	);
	const printed = problemsOf({ ...broken, HMAC_SECRET: `id:${SECRETS.HMAC_SECRET.slice(0, 20)}`, PORT: "x" }).join(
		"\n",
	);
	expect(printed).toContain("HMAC_SECRET the secret of id has to have at least 32 bytes");
	expect(printed).toContain("ROBLOX_API_KEY ");
	for (const secret of Object.values(SECRETS)) expect(printed).not.toContain(secret.slice(0, 8));
});

test("the name of the data store leaves room for its fence, where there is one", () => {
	const longest = "x".repeat(43);
	expect(problemsOf({ ROBLOX_DATASTORE_NAME: longest })).toEqual([]);
	expect(problemsOf({ ROBLOX_DATASTORE_NAME: `${longest}x` })).toEqual([
		"ROBLOX_DATASTORE_NAME may have at most 43 characters with FENCE=1",
	]);
	expect(problemsOf({ ROBLOX_DATASTORE_NAME: `${longest}x`, FENCE: "0" })).toEqual([]);
});
