import { describe, expect, test } from "bun:test";
import { bunPlatform } from "../../shared/bun/platform";
import { checkCommandSignature } from "../../shared/protocol/command-signature";
import type { CommandNote } from "../../shared/protocol/heartbeat";
import { changeRequest, startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { openSession, receiptOf, startTestServer } from "../testing/test-server";

async function submit(world: TestCompanion, changes: Parameters<typeof changeRequest>[0] = {}) {
	return await world.settled(world.companion.ledger.submit(changeRequest(changes)));
}

async function find(world: TestCompanion, id = "discord:1") {
	const command = await world.settled(world.companion.ledger.find(id));
	if (command === undefined) throw new Error(`no command ${id}`);
	return command;
}

/** One server with the player, one open command handed to it, and a way to send a note about it. */
async function setScene() {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await submit(world);
	const [command] = (await server.beat({ players: [77] })).commands;
	if (command === undefined) throw new Error("nothing was handed out");
	const note = (changes: Partial<CommandNote>) =>
		server.beat({ players: [77], notes: [{ commandId: command.id, userId: 77, seq: 1, code: "gap", ...changes }] });
	return { world, server, command, note };
}

function heldWallet(born: string, changes: object = {}) {
	return { userId: 77, born, epoch: 1, lastSeq: 0, revision: 0, acked: 0, ...changes };
}

describe("a heartbeat", () => {
	test("with a number that was taken is ignored", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		const body = JSON.stringify({ beat: 5, players: [], wallets: [], notes: [], subscribed: true, closing: false });
		expect((await server.post("/game/heartbeat", body)).status).toBe(200);
		const again = await server.post("/game/heartbeat", body);
		expect([again.status, await again.json()]).toMatchObject([409, { code: "beat-replayed" }]);
		await openSession(world, "job-1");
		expect((await server.post("/game/heartbeat", body)).status).toBe(409);
	});

	test("of a server without a session asks it for one", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		world.database.run("DELETE FROM game_server");
		const body = JSON.stringify({ beat: 1, players: [], wallets: [], notes: [], subscribed: true, closing: false });
		const response = await server.post("/game/heartbeat", body);
		expect([response.status, await response.json()]).toMatchObject([401, { code: "unknown-server" }]);
	});

	test("hands out commands signed for this store, fresh each time", async () => {
		const { world, server } = await setScene();
		await world.time.advance(5_500);
		const { commands, doorbellKeys, now } = await server.beat({ players: [77] });
		expect(commands).toMatchObject([{ issuedAt: now }]);
		const store = { universeId: "4711", storeName: "EconomyWallet" };
		for (const command of commands) {
			expect(checkCommandSignature(bunPlatform, store, command, doorbellKeys)).toBeUndefined();
			expect(checkCommandSignature(bunPlatform, { ...store, storeName: "Other" }, command, doorbellKeys)).toBe(
				"bad-signature",
			);
		}
	});
});

describe("a wallet that a server holds", () => {
	test("is what a first command is numbered for", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await server.beat({ players: [77], wallets: [heldWallet("made-by-game", { revision: 4 })] });
		await submit(world);
		const { commands } = await server.beat({ players: [77] });
		expect(commands).toMatchObject([{ born: "made-by-game", seq: 1, create: undefined }]);
	});

	test("takes the place of a proposal, and its open commands get numbers right behind it, in order", async () => {
		const { world, server, command } = await setScene();
		await submit(world, { id: "discord:2" });
		const wallet = heldWallet("made-by-game", { lastSeq: 4 });
		const { commands } = await server.beat({ players: [77], wallets: [wallet] });
		expect(commands.map(({ id, born, seq, create }) => [id, born, seq, create])).toEqual([
			["discord:1", "made-by-game", 5, undefined],
			["discord:2", "made-by-game", 6, undefined],
		]);
		expect(command.born).not.toBe("made-by-game");
		await submit(world, { id: "discord:3" });
		expect((await server.beat({ players: [77], wallets: [wallet] })).commands.at(-1)).toMatchObject({ seq: 7 });
		expect(world.alarms()).toEqual([]);
	});

	test("that replaced a known one is an alarm: what was sent ends unknown, what was not is for the new one", async () => {
		const { world, server, command } = await setScene();
		await server.ship([receiptOf(command)]);
		await submit(world, { id: "discord:2" });
		await server.beat({ players: [77] });
		const sending = world.companion.ledger.submit(changeRequest({ id: "discord:3" }));
		const wallets = [heldWallet("replaced", { lastSeq: 3 })];
		const { commands } = await server.beat({ players: [77], wallets });
		expect((await sending).kind).toBe("accepted");
		expect(commands).toMatchObject([{ id: "discord:3", born: "replaced", seq: 4 }]);
		expect(await find(world, "discord:2")).toMatchObject({ state: "unknown", code: "other-wallet" });
		expect(world.alarms()).toEqual(["wallet-replaced"]);
		await server.beat({ players: [77], wallets: [heldWallet(command.born, { lastSeq: 1 })] });
		await submit(world, { id: "discord:4" });
		expect((await server.beat({ players: [77] })).commands).toMatchObject([{ seq: 5, born: "replaced" }]);
	});

	test("of a newer journal ends all commanding", async () => {
		const { world, server, command } = await setScene();
		const { commands } = await server.beat({ players: [77], wallets: [heldWallet(command.born, { epoch: 2 })] });
		expect(commands).toEqual([]);
		expect(world.alarms()).toEqual(["read-only"]);
		expect(await submit(world, { id: "discord:2" })).toEqual({ kind: "refused", code: "read-only" });
		expect(await submit(world)).toMatchObject({ kind: "repeat" });
		expect((await openSession(world, "job-1")).status).toBe(503);
	});

	test("that took numbers this journal never gave is an alarm, and they are not given again", async () => {
		const { world, server, command } = await setScene();
		await server.beat({ players: [77], wallets: [heldWallet(command.born, { lastSeq: 9 })] });
		await submit(world, { id: "discord:2" });
		expect((await server.beat({ players: [77] })).commands.at(-1)).toMatchObject({ id: "discord:2", seq: 10 });
		expect(world.alarms()).toEqual(["sequence-ahead"]);
	});
});

test("a server that gives a session back is handed nothing once the player is on another", async () => {
	const { world, server, command } = await setScene();
	const next = await startTestServer(world, "job-2");
	await world.time.advance(5_500);
	const releasing = { players: [], wallets: [heldWallet(command.born)] };
	expect((await server.beat(releasing)).commands).toHaveLength(1);
	expect((await next.beat({ players: [77] })).commands).toMatchObject([{ to: "job-2" }]);
	expect((await server.beat(releasing)).commands).toEqual([]);
});

describe("a note", () => {
	test.each(["gap", "backlog", "store-unavailable", "wallet-unreadable"] as const)(
		"'%s' tells what the command waits for",
		async (code) => {
			const { world, note } = await setScene();
			await note({ code });
			expect(await find(world)).toMatchObject({ state: "published", waiting: code });
		},
	);

	test("'held' sends the command to the job that holds the lock, at once", async () => {
		const world = startTestCompanion();
		const designated = await startTestServer(world, "job-1");
		await designated.beat();
		await submit(world);
		const holder = await startTestServer(world, "job-2");
		await holder.beat();
		const lock = { job: "job-2", loads: 3, updated: 1_767_225_000 };
		await designated.beat({ notes: [{ commandId: "discord:1", userId: 77, seq: 1, code: "held", lock }] });
		await world.time.settle();
		expect(world.roblox.published.at(-1)?.message).toMatchObject({ id: "discord:1", to: "job-2" });
		expect((await holder.beat()).commands).toMatchObject([{ id: "discord:1", to: "job-2" }]);
		expect(await find(world)).toMatchObject({ waiting: "held" });
	});

	test("'other-wallet' about a proposal numbers the commands for the stored wallet", async () => {
		const { note } = await setScene();
		const { commands } = await note({ code: "other-wallet", wallet: { born: "stored", epoch: 1, lastSeq: 2 } });
		expect(commands).toMatchObject([{ id: "discord:1", born: "stored", seq: 3, create: undefined }]);
	});

	test("'other-wallet' that comes again after that changes nothing", async () => {
		const { world, note } = await setScene();
		const stored = { born: "stored", epoch: 1, lastSeq: 0 };
		await note({ code: "other-wallet", wallet: stored });
		const { commands } = await note({ code: "other-wallet", wallet: stored });
		expect(commands).toMatchObject([{ born: "stored", seq: 1 }]);
		expect(await find(world)).toMatchObject({ state: "published", waiting: undefined });
		expect(world.alarms()).toEqual([]);
	});

	test("'sequence-conflict' stops the wallet with an alarm", async () => {
		const { world, server, command, note } = await setScene();
		await note({ code: "sequence-conflict", wallet: { born: command.born, epoch: 1, lastSeq: 1 } });
		expect((await server.beat({ players: [77] })).commands).toEqual([]);
		expect(await find(world)).toMatchObject({ state: "published", waiting: "sequence-conflict" });
		expect(world.alarms()).toEqual(["sequence-conflict"]);
	});

	test("'no-wallet' about a wallet that was seen is an alarm, and the command goes on waiting", async () => {
		const { world, server, command, note } = await setScene();
		await server.beat({ players: [77], wallets: [heldWallet(command.born)] });
		await note({ code: "no-wallet" });
		expect(await find(world)).toMatchObject({ state: "published", waiting: "no-wallet" });
		expect(world.alarms()).toEqual(["wallet-vanished"]);
	});

	test("'already-settled' without an audit row ends the command as unknown, with an alarm", async () => {
		const { world, command, note } = await setScene();
		await note({ code: "already-settled", wallet: { born: command.born, epoch: 1, lastSeq: 80 } });
		expect(await find(world)).toMatchObject({ state: "unknown", code: "already-settled" });
		expect(world.alarms()).toEqual(["outcome-lost"]);
	});

	test.each([
		["another number of the command", { seq: 2 }],
		["another player", { userId: 78 }],
		["an unknown command", { commandId: "discord:9" }],
	])("about %s changes nothing", async (_name, changes) => {
		const { world, command, note } = await setScene();
		await note({ code: "already-settled", wallet: { born: command.born, epoch: 1, lastSeq: 80 }, ...changes });
		expect(await find(world)).toMatchObject({ state: "published", waiting: undefined });
	});

	test("about another life of the wallet settles nothing", async () => {
		const { world, note } = await setScene();
		await note({ code: "already-settled", wallet: { born: "another", epoch: 1, lastSeq: 80 } });
		expect(await find(world)).toMatchObject({ state: "published" });
	});
});

test("'already-settled' is answered from the audit when the row of the journal was still open", async () => {
	const { world, server, command, note } = await setScene();
	await server.ship([receiptOf(command)]);
	world.database.run("UPDATE command SET state = 'published', settled_at = NULL WHERE id = 'discord:1'");
	await note({ code: "already-settled", wallet: { born: command.born, epoch: 1, lastSeq: 1 } });
	expect(await find(world)).toMatchObject({ state: "committed", balance: 50 });
});
