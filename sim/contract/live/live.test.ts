import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import { RealClock } from "../../clock/real-clock";
import type { ApiKey } from "../../roblox/open-cloud";
import { ALL_SCOPES, TestWorld } from "../../roblox/testing/test-world";
import { describeContract } from "../describe-contract";
import { ROBLOX } from "../described-service";
import { isJsonObject, objectOr, parseJson } from "../../json";

const ROOT = join(import.meta.dir, "..", "..", "..");
/** Could be an error code by its form. */
const KEY = "live_key_of_a_test";
const WEAK_KEY = "key-with-few-rights";
const OWNER = 101;
const MILLISECONDS_MAX = 60_000;

const KEYS: readonly ApiKey[] = [
	{ key: KEY, scopes: ALL_SCOPES, ownerId: OWNER },
	{ key: WEAK_KEY, scopes: ["universe:read"], ownerId: OWNER },
];

/** The local Roblox behind HTTP, in the place of the real one. */
function serveRoblox() {
	const clock = new RealClock();
	const { roblox } = new TestWorld({ scheduler: clock, apiKeys: KEYS, latencies: { openCloudLeg: [0, 1] } });
	roblox.join(OWNER, roblox.addServer());
	roblox.addServer();
	let isSpoilt = false;
	const handle = async (request: Request): Promise<Response> => {
		const answer = await roblox.openCloud.handle(request);
		return isSpoilt && answer.status === 404 ? Response.json({ code: KEY, message: KEY }, { status: 404 }) : answer;
	};
	const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: handle });
	return {
		roblox,
		url: `http://127.0.0.1:${server.port}`,
		/** From now on whatever is not there is answered with the key. */
		spoil: () => (isSpoilt = true),
		stop: async () => {
			await server.stop(true);
			clock.stop();
		},
	};
}

describeContract("contract --live", () => {
	const served = serveRoblox();
	afterAll(served.stop);

	async function run(args: readonly string[], changes: Readonly<Record<string, string>> = {}) {
		const env = {
			...{ PATH: process.env["PATH"] ?? "", [ROBLOX.folderVariable]: process.env[ROBLOX.folderVariable] ?? "" },
			...{ CONTRACT_API_KEY: KEY, CONTRACT_UNIVERSE_ID: "1", CONTRACT_PLACE_ID: "2" },
			...{ CONTRACT_API_URL: served.url, CONTRACT_USERS_URL: served.url },
			...changes,
		};
		const command = [process.execPath, "sim/contract/main.ts", ...args];
		const child = Bun.spawn(command, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
		const [output, errors] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
		return { code: await child.exited, output, errors };
	}

	test("says what it will write where, and sends nothing without --yes", async () => {
		const { code, output, errors } = await run(["--live"]);
		expect([code, output]).toEqual([2, ""]);
		expect(errors).toContain('writes to the data store "PurserContract" of universe 1');
		expect(errors).toContain("TEST universe");
		expect(errors).toContain("--yes");
		expect(served.roblox.stores.history).toEqual([]);
	});

	test("names every setting that is missing", async () => {
		const { code, errors } = await run(["--live", "--yes"], { CONTRACT_API_KEY: "", CONTRACT_PLACE_ID: "" });
		expect(code).toBe(2);
		expect(errors).toMatch(/CONTRACT_API_KEY is missing.*\nCONTRACT_PLACE_ID is missing/);
	});

	test(
		"every call and every question gets the answer that the local Roblox is known to give",
		async () => {
			const { code, output, errors } = await run(["--live", "--yes", "--json"]);
			const report = objectOr(parseJson(output));
			expect(report["questions"]).toMatchObject(ANSWERS);
			expect(report["calls"]).toBeArray();
			expect(list(report["calls"]).filter((call) => call["isAsExpected"] !== true)).toEqual([]);
			expect(list(report["exchanges"]).filter(({ problems }) => list(problems).length > 0)).toEqual([]);
			expect(list(report["exchanges"]).length).toBeGreaterThan(100);
			expect(report["ok"]).toBe(true);
			expect(code).toBe(0);
			expect(output + errors).not.toContain(KEY);
			// It cleans up after itself.
			expect(served.roblox.stores.listed("PurserContract").filter((entry) => !entry.isDeleted)).toEqual([]);
		},
		MILLISECONDS_MAX,
	);

	test(
		"a question that something stands in the way of is not answered, and the run is not good",
		async () => {
			const { code, output, errors } = await run(["--live", "--yes"], { CONTRACT_API_KEY: WEAK_KEY });
			expect(output).toMatch(
				/^1\. .* not answered: v2 create: 403 PERMISSION_DENIED \[v2 create 403 PERMISSION_DENIED\]$/m,
			);
			expect(output).toMatch(/^8\. .* 2 servers, playerIds present in 2 and filled in 1 \[/m);
			expect(output).toContain("not as expected: messaging.publish: JSON in a text");
			expect(code).toBe(1);
			expect(output + errors).not.toContain(WEAK_KEY);
		},
		MILLISECONDS_MAX,
	);

	test(
		"a key that comes back in an answer is not printed",
		async () => {
			served.spoil();
			const { output, errors } = await run(["--live", "--yes", "--json"]);
			expect(output).toContain("v2 get, never written: 404 (the key)");
			expect(output + errors).not.toContain(KEY);
		},
		MILLISECONDS_MAX,
	);
});

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
	return Array.isArray(value) ? value.map((item: unknown) => (isJsonObject(item) ? item : { item })) : [];
}

/** DEVIATIONS.md says of each whether Roblox documents it. */
const ANSWERS = [
	{
		number: 1,
		answer:
			"etag stale: 409 ABORTED, nothing written; " +
			"matchVersion stale: 412 ABORTED VersionMismatch, nothing written; " +
			"exclusiveCreate on an entry: 412 ABORTED VersionMismatch, nothing written; " +
			"v2 create on an entry: 400 INVALID_ARGUMENT, nothing written",
		evidence: expect.arrayContaining([
			{ what: "v2 update, etag right", status: 200 },
			{ what: "v2 update, etag stale", status: 409, code: "ABORTED" },
			{ what: "v1 set, matchVersion stale", status: 412, code: "ABORTED VersionMismatch" },
		]) as unknown,
	},
	{
		number: 2,
		answer:
			"v2 get, deleted: 404 NOT_FOUND; v1 get, deleted: 404 NOT_FOUND EntryNotFound; " +
			"v2 get, never written: 404 NOT_FOUND; v1 get, never written: 404 NOT_FOUND EntryNotFound",
	},
	{ number: 3, answer: "the same; the etag is that text too" },
	{
		number: 4,
		answer:
			"1,024 ASCII characters: 200; 1,025 ASCII characters: 400 INVALID_ARGUMENT; " +
			"1,024 characters of two bytes: 200",
	},
	{
		number: 8,
		answer:
			"filters placeVersion: field PlaceVersion, type Number, values string; " +
			"2 servers, playerIds present in 2 and filled in 1",
	},
	{
		number: 11,
		answer: "100 are taken, 150 are refused: 400 2",
		evidence: [
			{ what: "50 names", status: 200 },
			{ what: "100 names", status: 200 },
			{ what: "150 names", status: 400, code: "2" },
		],
	},
];
