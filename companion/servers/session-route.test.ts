import { describe, expect, test } from "bun:test";
import { bunPlatform } from "../../shared/bun/platform";
import { signRequest } from "../../shared/protocol/request-signature";
import { startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { openSession } from "../testing/test-server";

async function readAnswer(response: Response): Promise<{ status: number; body: unknown }> {
	const body: unknown = await response.json();
	return { status: response.status, body };
}

describe("POST /game/session", () => {
	test("gives a key that names the server and its end, and what the server has to know", async () => {
		const world = startTestCompanion();
		expect(await readAnswer(await openSession(world, "job-1"))).toMatchObject({
			status: 200,
			body: {
				serverId: "job-1",
				keyId: "main.1767247200.job-1",
				now: 1_767_225_600,
				expiresAt: 1_767_247_200,
				doorbellKeys: [{ keyId: "main" }],
				settings: { epoch: 1, universeId: "4711", commandTopic: "discord-commands-job-1", heartbeatSeconds: 10 },
			},
		});
	});

	test("logs the build, and never the key", async () => {
		const world = startTestCompanion();
		const answer = JSON.stringify(await (await openSession(world, "job-1")).json());
		const facts = { serverId: "job-1", placeId: 1, build: "b1" };
		expect(world.log).toEqual([{ level: "info", event: "session-opened", facts }]);
		expect(answer).toContain('"key":"');
	});

	const refused: [string, string, object, number, string][] = [
		["another data store", "job-1", { storeName: "Other" }, 409, "store-mismatch"],
		["no common version", "job-1", { protocolMin: 2, protocolMax: 3 }, 409, "protocol-mismatch"],
		["Studio", "", { studio: true }, 403, "studio-refused"],
		["no job id", "", {}, 400, "malformed"],
		["a job id in another form", "a b", {}, 400, "malformed"],
		["a place id as text", "job-1", { placeId: "1" }, 400, "malformed"],
	];
	test.each(refused)("refuses %s", async (_name, jobId, changes, status, code) => {
		const world = startTestCompanion();
		expect(await readAnswer(await openSession(world, jobId, changes))).toMatchObject({ status, body: { code } });
		expect(world.database.query("SELECT count(*) AS count FROM game_server").get()).toEqual({ count: 0 });
	});

	test("lets Studio in where that is allowed, each time under a name of its own", async () => {
		const world = startTestCompanion({ config: { allowStudio: true } });
		const names = [await openSession(world, "", { studio: true }), await openSession(world, "", { studio: true })];
		const [first, second] = await Promise.all(names.map(async (response) => JSON.stringify(await response.json())));
		expect(first).toContain('"serverId":"studio-');
		expect(first).not.toBe(second);
	});
});

describe("the credentials of a session request", () => {
	const BODY = JSON.stringify({
		placeId: 1,
		jobId: "job-1",
		build: "b1",
		protocolMin: 1,
		protocolMax: 1,
		storeName: "EconomyWallet",
		studio: false,
	});

	async function ask(world: TestCompanion, headers: Record<string, string>) {
		const request = new Request("http://localhost/game/session", { method: "POST", body: BODY, headers });
		return await readAnswer(await world.settled(world.companion.app.handle(request)));
	}

	function sign(secret: string, keyId: string): Record<string, string> {
		const signed = { method: "POST", path: "/game/session", timestamp: 1_767_225_600, idempotencyKey: "", body: BODY };
		const signature = signRequest(bunPlatform, signed, secret);
		return { "X-Timestamp": "1767225600", "X-Key-Id": keyId, "X-Signature": signature };
	}

	test("may be a signature with the shared secret, for setups without Roblox secrets", async () => {
		const world = startTestCompanion();
		const headers = sign(world.config.keys.hmacSecrets[0].secret, "main");
		expect(await ask(world, headers)).toMatchObject({ status: 200, body: { serverId: "job-1" } });
	});

	test.each([
		["nothing", {}, "unauthorized"],
		["a wrong bearer", { authorization: "Bearer wrong" }, "unauthorized"],
		["a signature with another secret", sign("some other secret", "main"), "bad-signature"],
		["an unknown key id", sign("some other secret", "other"), "unknown-key"],
	])("are refused when they are %s", async (_name, headers, code) => {
		expect(await ask(startTestCompanion(), headers)).toMatchObject({ status: 401, body: { code } });
	});
});
