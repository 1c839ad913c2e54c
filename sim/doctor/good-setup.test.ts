import { afterEach, describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { openDatabase } from "../../companion/database/open-database";
import { examineSetup } from "./testing/examine";
import { createSetup, type Setup, type SetupOptions } from "./testing/setup";

let setup: Setup | undefined;

afterEach(async () => {
	await setup?.close();
	setup = undefined;
});

async function start(options?: SetupOptions): Promise<Setup> {
	setup = await createSetup(options);
	return setup;
}

/** Names and contents of the database and its log. The log's index is not data: readers of one process share marks in it. */
function filesOf({ databasePath }: Setup): readonly string[] {
	const folder = dirname(databasePath);
	const digest = (name: string): string =>
		createHash("sha256")
			.update(readFileSync(join(folder, name)))
			.digest("hex");
	return readdirSync(folder)
		.filter((name) => !name.endsWith("-shm"))
		.toSorted()
		.map((name) => `${name} ${digest(name)}`);
}

test("a good set-up passes every check, and what is not set up says how to", async () => {
	const { failed, text } = await examineSetup(await start());
	expect(failed).toEqual({});
	expect(text).toContain("\nok   discord-guild: Harbor City\n");
	expect(text).toContain("\nok   roblox-universe: Local experience\n");
	expect(text).toMatch(/\nskip public-url: set PUBLIC_URL to the https:\/\/ address/);
	expect(text).toContain("\nok   backups: they lie beside the database: set BACKUP_DIR to a folder on another disk\n");
});

test("backups that are switched off are said", async () => {
	const good = await start();
	good.environment["BACKUP_DIR"] = "off";
	const { failed, text } = await examineSetup(good);
	expect(failed).toEqual({});
	expect(text).toMatch(/\nskip backups: backups are off: set BACKUP_DIR/);
});

test("with everything set up nothing is skipped", async () => {
	const good = await start();
	const folder = join(dirname(good.databasePath), "backups");
	mkdirSync(folder);
	const address = "https://purser.example.com:8443";
	Object.assign(good.environment, { PUBLIC_URL: address, BACKUP_DIR: folder });
	good.instead.set(`${address}/health/live`, () => Response.json({ status: "ok" }));
	good.instead.set(`${address}/log/transactions`, () => Response.json({ code: "unauthorized" }, { status: 401 }));
	const { failed, text } = await examineSetup(good);
	expect(failed).toEqual({});
	expect(text).not.toContain("\nskip ");
});

describe("nothing is changed", () => {
	test("requests only read, but for the question about a key, which is asked by POST", async () => {
		const good = await start();
		const before = good.discord.rest.log.length;
		await examineSetup(good);
		const methods = new Set(good.discord.rest.log.slice(before).map(({ method }) => method));
		expect([...methods]).toEqual(["GET"]);
		expect(good.roblox.stores.history).toEqual([]);
	});

	test("a closed database stays as it is, byte for byte", async () => {
		const good = await start();
		const before = filesOf(good);
		await examineSetup(good);
		expect(filesOf(good)).toEqual(before);
	});

	test("so does one that another process has open, which is said", async () => {
		const good = await start();
		const database = openDatabase(good.databasePath);
		database.run("INSERT INTO meta (key, value) VALUES ('test', 'not in the file yet')");
		const before = filesOf(good);
		const { failed, advice } = await examineSetup(good);
		const after = filesOf(good);
		database.close();
		expect(before).toHaveLength(2);
		expect(after).toEqual(before);
		expect(failed).toEqual({});
		expect(advice["database-file"]).toContain("another process holds it");
	});

	test("and one that is not there yet is not made", async () => {
		const good = await start();
		rmSync(good.databasePath);
		const { failed, advice } = await examineSetup(good);
		expect(failed).toEqual({});
		expect(advice["database-file"]).toBe("there is no database yet; the first start makes it");
		expect(filesOf(good)).toEqual([]);
	});
});

describe("good to know, and no fault", () => {
	test("commands that only administrators see", async () => {
		const good = await start();
		good.discord.people.setCommandPermissions("give", []);
		const { failed, advice } = await examineSetup(good);
		expect(failed).toEqual({});
		expect(advice["discord-commands"]).toMatch(/^only administrators see \/give: open them/);
	});

	test("a key that expires this month", async () => {
		const expiresAt = Date.now() + 20.5 * 86_400_000;
		const { failed, advice } = await examineSetup(await start({ apiKeys: (key) => [{ ...key, expiresAt }] }));
		expect(failed).toEqual({});
		expect(advice["roblox-key-renewal"]).toContain("ROBLOX_API_KEY expires in 20 days");
	});

	test("a database on a disk that passes", async () => {
		const good = await start();
		good.machine = { ...good.machine, fileSystem: () => 0x794c7630 };
		const { failed, advice } = await examineSetup(good);
		expect(failed).toEqual({});
		expect(advice["disk-lasts"]).toMatch(/in a container's own layer, and goes with the container/);
	});

	test("a clock that is some seconds off", async () => {
		const good = await start();
		good.clockAheadMilliseconds = 10_000;
		const { failed, advice } = await examineSetup(good);
		expect(failed).toEqual({});
		expect(advice["clock"]).toMatch(/clock is (9|10) s ahead/);
	});

	test("a database that the next start brings to the newest form", async () => {
		const good = await start();
		const database = openDatabase(good.databasePath);
		const tables = database.query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
		database.run("PRAGMA foreign_keys = OFF");
		for (const { name } of tables) if (!name.startsWith("sqlite_")) database.run(`DROP TABLE IF EXISTS "${name}"`);
		database.close();
		const { failed, advice } = await examineSetup(good);
		expect(failed).toEqual({});
		expect(advice["database-migrations"]).toMatch(/^the next start brings it to the newest form \(\d+ migrations\)$/);
	});

	test("rights that are not needed without a fence", async () => {
		const readOnly = (scopes: readonly string[]): readonly string[] =>
			scopes.filter((scope) => !/:(create|update)$/.test(scope));
		const good = await start({
			apiKeys: (key) => [{ ...key, scopes: readOnly(key.scopes), storeNames: ["EconomyWallet"] }],
		});
		good.environment["FENCE"] = "0";
		const { failed, advice } = await examineSetup(good);
		expect(failed).toEqual({});
		expect(advice["roblox-scope-create"]).toBe("skipped: not needed with FENCE=0 and COMPANION_EXECUTOR=0");
		good.environment["COMPANION_EXECUTOR"] = "1";
		expect(Object.keys((await examineSetup(good)).failed)).toEqual([
			"roblox-scope-create",
			"roblox-scope-update",
			"roblox-scope-store-create",
		]);
	});
});

describe("wrong settings are named, and keep nothing else from being checked", () => {
	test("a missing secret", async () => {
		const broken = await start();
		delete broken.environment["GAME_SECRET"];
		const { failed, text } = await examineSetup(broken);
		expect(Object.keys(failed)).toEqual(["settings"]);
		expect(failed["settings"]).toContain("GAME_SECRET is missing");
		expect(text).toContain("\nok   discord-token\n");
		expect(text).toContain("\nok   roblox-store\n");
	});

	test("no token", async () => {
		const broken = await start();
		delete broken.environment["DISCORD_TOKEN"];
		const { failed, advice, text } = await examineSetup(broken);
		expect(Object.keys(failed)).toEqual(["settings"]);
		expect(advice["discord-token"]).toBe(
			"skipped: not checked, because of the settings: DISCORD_TOKEN missing or wrong",
		);
		expect(advice["discord-guild"]).toBe("skipped: not checked, because discord-token was not");
		expect(text).toContain("\nok   discord-reachable\n");
	});

	test("a universe id that is none", async () => {
		const broken = await start();
		broken.environment["ROBLOX_UNIVERSE_ID"] = "mine";
		const { failed, advice } = await examineSetup(broken);
		expect(Object.keys(failed)).toEqual(["settings"]);
		expect(advice["roblox-reachable"]).toContain("ROBLOX_UNIVERSE_ID missing or wrong");
		expect(advice["database-integrity"]).toBe("");
	});

	test("no settings at all", async () => {
		const broken = await start();
		for (const name of Object.keys(broken.environment)) delete broken.environment[name];
		broken.environment["DATABASE_URL"] = "elsewhere";
		broken.instead.set("https://discord.com", "ENOTFOUND");
		const { failed } = await examineSetup(broken);
		expect(Object.keys(failed)).toEqual(["settings", "discord-reachable"]);
		expect(failed["settings"]).toContain("DISCORD_TOKEN is missing");
		expect(failed["settings"]).toContain("DATABASE_URL has to begin with file:");
	});
});

test("without the bot Discord is left out", async () => {
	const good = await start();
	Object.assign(good.environment, { API_ONLY: "1", DISCORD_TOKEN: "", DISCORD_APP_ID: "" });
	const { failed, advice } = await examineSetup(good);
	expect(failed).toEqual({});
	expect(advice["discord-token"]).toBe("skipped: not checked, because discord-reachable was not");
	expect(advice["discord-reachable"]).toBe("skipped: API_ONLY=1 leaves out the bot");
});
