import { describe, expect, test } from "bun:test";
import { bunPlatform } from "../../shared/bun/platform";
import { decodeDoorbell } from "../../shared/protocol/command-codec";
import { checkCommandSignature, type SigningKey } from "../../shared/protocol/command-signature";
import { signRequest } from "../../shared/protocol/request-signature";
import { ok } from "../../shared/result";
import { get, type Got } from "../testing/get";
import { changeRequest, startTestCompanion, TEST_CONFIG, type TestCompanion } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";

/** What the settings of a test's companion say, and what takes its place. */
const OLD = {
	hmac: TEST_CONFIG.keys.hmacSecrets[0].secret,
	game: TEST_CONFIG.keys.gameSecrets[0],
	service: TEST_CONFIG.keys.serviceKeys[0],
};
const NEW = { hmac: "new-hmac-".repeat(4), game: "new-game-".repeat(4), service: "new-service-".repeat(4) };

function textOf(hmac: string, game: string, service: string): string {
	return `HMAC_SECRET=${hmac}\nGAME_SECRET=${game}\nAPI_SERVICE_KEY=${service}\n`;
}

const [MAIN, NEXT] = [`main:${OLD.hmac}`, `next:${NEW.hmac}`];
const START = textOf(MAIN, OLD.game, OLD.service);
/** The steps of docs/operations.md. */
const BEHIND = textOf(`${MAIN},${NEXT}`, `${OLD.game},${NEW.game}`, `${OLD.service},${NEW.service}`);
const IN_FRONT = textOf(`${NEXT},${MAIN}`, `${NEW.game},${OLD.game}`, `${NEW.service},${OLD.service}`);
const ALONE = textOf(NEXT, NEW.game, NEW.service);

function start() {
	let text = START;
	const world = startTestCompanion({ readSecrets: () => ok(text) });
	const write = async (next: string): Promise<void> => {
		text = next;
		await world.time.advance(3_000);
	};
	return { world, write };
}

const BODY = JSON.stringify({
	...{ placeId: 1, jobId: "job-9", build: "b1", protocolMin: 1, protocolMax: 1 },
	...{ storeName: "EconomyWallet", studio: false },
});

function askForSession(world: TestCompanion, headers: Record<string, string>): Promise<Got> {
	return get(world, "/game/session", { method: "POST", headers, body: BODY });
}

const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });

/** As small set-ups do, which have the secret itself. */
function signedWith(world: TestCompanion, keyId: string, secret: string): Record<string, string> {
	const timestamp = Math.floor(world.time.clock.now() / 1_000);
	const signed = { method: "POST", path: "/game/session", timestamp, idempotencyKey: "", body: BODY };
	const signature = signRequest(bunPlatform, signed, secret);
	return { "X-Timestamp": String(timestamp), "X-Key-Id": keyId, "X-Signature": signature };
}

describe("who shows the old key, and who the new one", () => {
	const WAYS = {
		"a game server's bearer": (world: TestCompanion) => [
			askForSession(world, bearer(OLD.game)),
			askForSession(world, bearer(NEW.game)),
		],
		"a game server's signature": (world: TestCompanion) => [
			askForSession(world, signedWith(world, "main", OLD.hmac)),
			askForSession(world, signedWith(world, "next", NEW.hmac)),
		],
		"a program": (world: TestCompanion) => [
			get(world, "/log/transactions", { headers: bearer(OLD.service) }),
			get(world, "/log/transactions", { headers: bearer(NEW.service) }),
		],
	};

	test.each(Object.entries(WAYS))("%s: both are heard from the first step to the last", async (_name, ask) => {
		const { world, write } = start();
		const statuses: number[][] = [];
		for (const text of [START, BEHIND, IN_FRONT, ALONE]) {
			await write(text);
			statuses.push((await Promise.all(ask(world))).map(({ status }) => status));
		}
		expect(statuses).toEqual([
			[200, 401],
			[200, 200],
			[200, 200],
			[401, 200],
		]);
	});
});

test("a game server goes on with its session until the secret it comes of is gone, and then asks for another", async () => {
	const { world, write } = start();
	const before = await startTestServer(world, "job-1");
	for (const text of [BEHIND, IN_FRONT]) {
		await write(text);
		await before.beat();
	}
	const renewed = await startTestServer(world, "job-1");
	expect(renewed.session.keyId).toStartWith("next.");
	await write(ALONE);
	expect(await (await before.post("/game/heartbeat", "{}")).json()).toMatchObject({ status: 401, code: "unknown-key" });
	const { doorbellKeys } = await renewed.beat({ beat: 100 });
	expect(doorbellKeys.map(({ keyId }) => keyId)).toEqual(["next"]);
});

/** Submits a command and gives what the doorbell of it is to a server with these keys. */
async function ring(world: TestCompanion, number: number, keys: readonly SigningKey[]) {
	const known = world.roblox.published.length;
	await world.settled(world.companion.ledger.submit(changeRequest({ id: `discord:${number}`, userId: 70 + number })));
	await world.time.settle();
	const doorbell = decodeDoorbell(bunPlatform, JSON.stringify(world.roblox.published[known]?.message));
	if (!doorbell.ok || doorbell.value.kind !== "command") throw new Error("no command was sent");
	const { command } = doorbell.value;
	return [command.keyId, checkCommandSignature(bunPlatform, TEST_CONFIG, command, keys)];
}

test("a server that beats once between two steps believes every doorbell", async () => {
	const { world, write } = start();
	const server = await startTestServer(world, "job-1");
	let { doorbellKeys } = await server.beat();
	const believed: unknown[] = [];
	for (const [index, text] of [START, BEHIND, IN_FRONT, ALONE].entries()) {
		await write(text);
		believed.push(await ring(world, 2 * index, doorbellKeys));
		// Its session is renewed long before the secret behind it goes.
		const asked = text === IN_FRONT ? await startTestServer(world, "job-1") : server;
		if (text !== ALONE) ({ doorbellKeys } = await asked.beat({ beat: 10 + index }));
		believed.push(await ring(world, 2 * index + 1, doorbellKeys));
	}
	expect(believed).toEqual([
		...[
			["main", undefined],
			["main", undefined],
			["main", undefined],
			["main", undefined],
		],
		...[
			["next", undefined],
			["next", undefined],
			["next", undefined],
			["next", undefined],
		],
	]);
});

test("a doorbell may miss a server that does not know its key yet, and the next heartbeat brings the command", async () => {
	const { world, write } = start();
	const server = await startTestServer(world, "job-1");
	const { doorbellKeys } = await server.beat();
	await write(IN_FRONT);
	expect(await ring(world, 1, doorbellKeys)).toEqual(["next", "unknown-key"]);
	await world.time.advance(10_000);
	const pulled = await server.beat();
	const [command] = pulled.commands;
	expect(command?.id).toBe("discord:1");
	expect(command && checkCommandSignature(bunPlatform, TEST_CONFIG, command, pulled.doorbellKeys)).toBeUndefined();
});

describe("what a person sees of it", () => {
	async function metricsOf(world: TestCompanion): Promise<string[]> {
		const { text } = await get(world, "/metrics", { headers: bearer(NEW.service) });
		return text.split("\n").filter((line) => /^purser_(key|secrets)/.test(line));
	}

	test("which keys are accepted, and whether anybody still shows one behind the first", async () => {
		const { world, write } = start();
		const server = await startTestServer(world, "job-1");
		await write(IN_FRONT);
		await server.beat();
		await (await startTestServer(world, "job-2")).beat();
		await askForSession(world, bearer(NEW.game));
		await askForSession(world, bearer("wrong"));
		expect(await metricsOf(world)).toEqual([
			'purser_key_uses_total{setting="HMAC_SECRET",key="first"} 1',
			'purser_key_uses_total{setting="HMAC_SECRET",key="other"} 1',
			'purser_key_uses_total{setting="GAME_SECRET",key="first"} 2',
			'purser_key_uses_total{setting="GAME_SECRET",key="other"} 1',
			'purser_key_uses_total{setting="API_SERVICE_KEY",key="first"} 1',
			'purser_key_uses_total{setting="API_SERVICE_KEY",key="other"} 0',
			'purser_keys_accepted{setting="HMAC_SECRET"} 2',
			'purser_keys_accepted{setting="GAME_SECRET"} 2',
			'purser_keys_accepted{setting="API_SERVICE_KEY"} 2',
			"purser_secrets_file_refused 0",
		]);
	});

	test("that a file is not taken, and that everything goes on with the keys from before", async () => {
		const { world, write } = start();
		await write(IN_FRONT);
		await write(IN_FRONT.replace(/API_SERVICE_KEY.*/, ""));
		const reason = "the changed file is not taken (malformed), and the keys from before hold";
		expect((await get(world, "/health")).body).toMatchObject({
			status: "degraded",
			dependencies: { secrets: { status: "degraded", reason } },
		});
		expect(await metricsOf(world)).toContain("purser_secrets_file_refused 1");
		expect((await get(world, "/health/ready")).status).toBe(200);
		await write(ALONE);
		expect((await get(world, "/health")).body).toMatchObject({ dependencies: { secrets: { status: "ok" } } });
	});

	test("that without a file only a restart replaces them", async () => {
		expect((await get(startTestCompanion(), "/health")).body).toMatchObject({
			status: "ok",
			dependencies: { secrets: { reason: "from the environment: a restart replaces them" } },
		});
	});
});
