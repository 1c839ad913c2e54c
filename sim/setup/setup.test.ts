import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig, type Environment } from "../../companion/config";
import { machineEnvFile } from "../../companion/setup/machine-env-file";
import { runSetup } from "../../companion/setup/setup-program";
import { examineSetup, portsOf } from "../doctor/testing/examine";
import { APPLICATION_ID, createSetup, GUILD_ID, type Setup, UNIVERSE_ID } from "../doctor/testing/setup";
import { createScriptedTerminal, type Script } from "./scripted-terminal";

const ADDRESS = "https://purser.example.com";
/** Where the doubles stand; nothing that a person is asked for. */
const DOUBLES = ["DISCORD_API_URL", "ROBLOX_API_URL", "ROBLOX_USERS_URL", "DATABASE_URL"];
const TOKEN = /Token of the bot/;
const GUILD = /Id of the server/;
const UNIVERSE = /Universe id/;
const KEY = /Open Cloud key/;
const URL = /Public address/;
const AGAIN = /Enter to correct/;

/** The local Discord limits how often it is asked, and setup waits then. */
setDefaultTimeout(30_000);

let setup: Setup;
let folder: string;
let path: string;

beforeEach(async () => {
	setup = await createSetup();
	folder = mkdtempSync(join(tmpdir(), "purser-setup-"));
	path = join(folder, ".env");
});

afterEach(async () => {
	await setup.close();
	rmSync(folder, { recursive: true, force: true });
});

/** What somebody answers who knows everything. */
const answers = () =>
	({
		token: [TOKEN, setup.environment["DISCORD_TOKEN"]],
		guild: [GUILD, GUILD_ID],
		universe: [UNIVERSE, String(UNIVERSE_ID)],
		key: [KEY, setup.environment["ROBLOX_API_KEY"]],
		url: [URL, ADDRESS],
	}) as const;

const right = (): Script => Object.values(answers());

const doubles = (): Environment => Object.fromEntries(DOUBLES.map((name) => [name, setup.environment[name]]));

/** The program among the doubles. `environment` is what Bun has read from the file that is there. */
async function run(script: Script, environment: Environment = {}) {
	const terminal = createScriptedTerminal(script);
	const random = {
		hex: (bytes: number) => crypto.getRandomValues(Buffer.alloc(bytes)).toString("hex"),
		fraction: () => 0,
	};
	const ports = { ...portsOf(setup), random, terminal, envFile: machineEnvFile(path) };
	const exit = await runSetup(ports, { ...doubles(), ...environment }, []);
	expect(terminal.left).toEqual([]);
	return { exit, screen: terminal.screen.join("\n") };
}

/** As Bun reads it; setup writes nothing that has to be quoted. */
function readEnv(): Record<string, string> {
	const lines = readFileSync(path, "utf8").split("\n");
	const settings = lines.flatMap((line) => {
		const [, name, value] = /^([A-Z_0-9]+)=(.*)$/.exec(line) ?? [];
		return name === undefined || value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(settings);
}

describe("the first time", () => {
	test("right answers make a file with which the companion starts and the doctor is content", async () => {
		const { exit, screen } = await run(right());
		expect(exit).toBe(0);
		const environment = { ...doubles(), ...readEnv() };
		expect(environment).toMatchObject({
			DISCORD_APP_ID: APPLICATION_ID,
			DISCORD_GUILD_ID: GUILD_ID,
			PUBLIC_URL: ADDRESS,
		});
		expect(readConfig(environment, setup.machine.readText).ok).toBe(true);
		const written = { ...setup, environment: { ...environment, PUBLIC_URL: "" } };
		expect((await examineSetup(written)).failed).toEqual({});
		expect(readFileSync(path, "utf8")).toContain("# Bot token of the Discord application.");
		expect(screen).toContain("Harbor City");
		expect(screen).toContain(`client_id=${APPLICATION_ID}&scope=bot+applications.commands&permissions=19456`);
		expect(screen).toContain(`${ADDRESS}/log/transactions`);
	});

	test("the file is for its owner alone, and nothing else is left beside it", async () => {
		await run(right());
		if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder)).toEqual([".env"]);
	});

	test("secrets are made, differ, and are said nowhere", async () => {
		const { screen } = await run(right());
		const environment = readEnv();
		const names = ["DISCORD_TOKEN", "ROBLOX_API_KEY", "GAME_SECRET", "HMAC_SECRET", "API_SERVICE_KEY"];
		const secrets = names.map((name) => environment[name] ?? "");
		expect(new Set(secrets).size).toBe(names.length);
		for (const secret of secrets) {
			expect(secret.length).toBeGreaterThanOrEqual(32);
			expect(screen).not.toContain(secret.replace("k1:", ""));
		}
	});
});

describe("wrong answers are said to be wrong at once", () => {
	test.each([
		["nothing", "", /It is needed/],
		["white space inside", "two words", /may hold neither white space/],
		["what the file could not hold", "a$b", /may hold neither white space nor quotes/],
	])("a token of %s is asked for again, and nobody else is", async (_name, answer, words) => {
		const { exit, screen } = await run([[TOKEN, answer], ...right()]);
		expect(exit).toBe(0);
		expect(screen).toMatch(words);
	});

	test("a token that Discord does not know", async () => {
		const { screen } = await run([[TOKEN, "wrong.token"], [AGAIN, ""], ...right()]);
		expect(screen).toContain("FAIL discord-token: Discord does not know DISCORD_TOKEN");
	});

	test("a server that the bot is not in, until it was invited", async () => {
		const { token, guild, ...rest } = answers();
		const elsewhere = [GUILD, "1300000000000000099"] as const;
		const { screen } = await run([token, elsewhere, [AGAIN, ""], guild, ...Object.values(rest)]);
		expect(screen).toContain("FAIL discord-guild: the bot is not in the server 1300000000000000099");
	});

	test("a universe that does not exist; Enter keeps the key", async () => {
		const { token, guild, universe, key, url } = answers();
		const mistaken: Script = [[UNIVERSE, "17"], key, [AGAIN, ""]];
		const { screen } = await run([token, guild, ...mistaken, universe, [KEY, ""], url]);
		expect(screen).toContain("FAIL roblox-universe: Roblox knows no universe 17");
		expect(readEnv()["ROBLOX_UNIVERSE_ID"]).toBe(`${UNIVERSE_ID}`);
		expect(readEnv()["ROBLOX_API_KEY"]).toBe(setup.environment["ROBLOX_API_KEY"] ?? "");
	});

	test.each([
		["not a URL", "purser", /has to be a URL/],
		["without TLS", "http://purser.example.com", /FAIL public-url/],
		["nobody else can reach", "https://localhost", /FAIL public-url/],
	])("an address that is %s", async (_name, answer, words) => {
		const isReadable = answer.includes("://");
		const { screen } = await run([
			...right().slice(0, -1),
			[URL, answer],
			...(isReadable ? [[AGAIN, ""] as const] : []),
			[URL, ADDRESS],
		]);
		expect(screen).toMatch(words);
	});

	test("while Discord cannot be reached, it can be left for later, and the application is asked for", async () => {
		setup.instead.set("http://discord.test", "ECONNREFUSED");
		const { token, guild, ...rest } = answers();
		const later = [AGAIN, "later"] as const;
		const discord: Script = [token, later, [/Application id/, APPLICATION_ID], later, guild, later];
		const { exit, screen } = await run([...discord, ...Object.values(rest)]);
		expect(exit).toBe(0);
		expect(screen).toContain("FAIL discord-reachable: no answer");
		expect(readEnv()["DISCORD_APP_ID"]).toBe(APPLICATION_ID);
	});
});

describe("where there is a file", () => {
	const MINE = "# mine\nPORT=4000\nGAME_SECRET=already-here-already-here-already-here\n";
	const known = { PORT: "4000", GAME_SECRET: "already-here-already-here-already-here" };
	beforeEach(() => writeFileSync(path, MINE));

	test("it asks before it writes, and keeps what is there", async () => {
		const { screen } = await run([...right(), [/Write them\?/, "y"]], known);
		expect(screen).toContain("all others stay: DISCORD_TOKEN, DISCORD_APP_ID,");
		expect(readFileSync(path, "utf8")).toStartWith(MINE);
		expect(screen).toContain("Made by itself: HMAC_SECRET, API_SERVICE_KEY.");
	});

	test.each(["", "n", "no", "what?"])("answered %p, nothing is changed", async (answer) => {
		const { exit, screen } = await run([...right(), [/Write them\?/, answer]], known);
		expect([exit, readFileSync(path, "utf8")]).toEqual([0, MINE]);
		expect(screen).toEndWith(".env was left as it is.");
	});

	test("what is set already is kept by Enter, and a second run changes nothing", async () => {
		rmSync(path);
		await run(right());
		const before = readFileSync(path, "utf8");
		const enter: Script = [TOKEN, GUILD, UNIVERSE, KEY, URL].map((question) => [question, ""] as const);
		const { exit, screen } = await run(enter, readEnv());
		expect([exit, readFileSync(path, "utf8")]).toEqual([0, before]);
		expect(screen).toContain(`[Enter keeps ${GUILD_ID}]`);
		expect(screen).toContain("[Enter keeps the one that is set]");
	});
});

test.each(["token", "guild", "universe", "key", "url"] as const)(
	"Ctrl+C at the %s: nothing is written",
	async (name) => {
		const asked = answers()[name];
		const before = right().slice(0, Object.keys(answers()).indexOf(name));
		const { exit, screen } = await run([...before, [asked[0], undefined]]);
		expect([exit, readdirSync(folder)]).toEqual([130, []]);
		expect(screen).toEndWith("Ended. Nothing was written.");
	},
);

test("Ctrl+C when it asks whether to write: nothing is written", async () => {
	writeFileSync(path, "PORT=4000\n");
	const { exit } = await run([...right(), [/Write them\?/, undefined]]);
	expect([exit, readFileSync(path, "utf8"), readdirSync(folder)]).toEqual([130, "PORT=4000\n", [".env"]]);
});
