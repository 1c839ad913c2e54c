import { describe, expect, test } from "bun:test";
import { fail, ok } from "../../shared/result";
import { findKeys, readKeysText } from "./read-keys";

const [OLD, NEW] = ["old-secret-".repeat(4), "new-secret-".repeat(4)];
const FILE = `HMAC_SECRET=k2:${NEW},k1:${OLD}\nGAME_SECRET=${NEW},${OLD}\nAPI_SERVICE_KEY=${OLD}\n`;
const KEYS = {
	hmacSecrets: [
		{ id: "k2", secret: NEW },
		{ id: "k1", secret: OLD },
	],
	gameSecrets: [NEW, OLD],
	serviceKeys: [OLD],
} as const;

describe("a file is read", () => {
	test.each([
		["as it is", FILE],
		["with the ends of lines of Windows and a byte order mark", `\uFEFF${FILE.replaceAll("\n", "\r\n")}`],
		["with remarks, other settings and quotes", `# keys\n${FILE.replace(OLD, `${OLD} # old`)}PORT=1\nX="a b"\n`],
	])("%s", (_name, text) => {
		expect(readKeysText(text)).toEqual(ok(KEYS));
	});
});

describe("a file is refused", () => {
	test.each([
		["empty", "", /^SECRETS_FILE: GAME_SECRET is missing.*HMAC_SECRET is missing.*API_SERVICE_KEY is missing/s],
		["cut off after two lines", FILE.split("\n").slice(0, 2).join("\n"), /^SECRETS_FILE: API_SERVICE_KEY is missing/],
		["with an empty list", FILE.replace(/GAME_SECRET=.*/, "GAME_SECRET="), /GAME_SECRET is missing/],
		["with a short secret", FILE.replace(/API_SERVICE_KEY=.*/, "API_SERVICE_KEY=old-secret"), /at least 32 bytes/],
		["with pairs that are none", FILE.replace("k2:", ""), /HMAC_SECRET item 1 has to be id:secret/],
		["that is no such file", "-----BEGIN KEY-----\nold-secret-x\n", /HMAC_SECRET is missing/],
	])("%s, and nothing of it is repeated", (_name, text, problem) => {
		const keys = readKeysText(text);
		const said = keys.ok ? "" : keys.error.join("\n");
		expect(said).toMatch(problem);
		expect(said).not.toMatch(/old-secret|new-secret/);
	});
});

describe("where the keys come from", () => {
	const HERE = { HMAC_SECRET: `k1:${OLD}`, GAME_SECRET: OLD, API_SERVICE_KEY: OLD };
	const THERE = { SECRETS_FILE: "/run/purser/keys" };

	test("without a file: the environment", () => {
		const keys = findKeys(HERE, () => fail("ENOENT"));
		expect(keys).toMatchObject({ ok: true, value: { hmacSecrets: [{ id: "k1" }] } });
	});

	test("with a file: the file, which may be where the environment came from", () => {
		const asked: string[] = [];
		const readText = (path: string) => {
			asked.push(path);
			return ok(FILE);
		};
		expect(findKeys(THERE, readText)).toEqual(ok(KEYS));
		const same = { HMAC_SECRET: `k2:${NEW},k1:${OLD}`, GAME_SECRET: `${NEW},${OLD}`, API_SERVICE_KEY: OLD };
		expect(findKeys({ ...THERE, ...same }, readText)).toEqual(ok(KEYS));
		expect(asked).toEqual(["/run/purser/keys", "/run/purser/keys"]);
	});

	test("from neither when they differ: somebody would change the wrong one", () => {
		const keys = findKeys({ ...THERE, GAME_SECRET: OLD, API_SERVICE_KEY: OLD }, () => ok(FILE));
		expect(keys.ok ? [] : keys.error).toEqual([
			"GAME_SECRET differs from what SECRETS_FILE says, which is what would count: take it away here",
		]);
	});

	test("from nowhere when the file cannot be read, whatever else is there", () => {
		expect(findKeys({ ...THERE, ...HERE }, () => fail("EACCES"))).toEqual(
			fail(["SECRETS_FILE cannot be read (EACCES)"]),
		);
	});
});
