import { expect, test } from "bun:test";
import { join } from "node:path";
import { createBackupFiles } from "../backup/backup-files";
import { get } from "../testing/get";
import { ModelGame } from "../testing/model-game";
import { makeTempFolder } from "../testing/temp-folder";
import { changeRequest, startTestCompanion, type TestCompanion, type TestOptions } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";
import { verifyAudit } from "../verify/verify-audit";
import { runErase } from "./erase-program";

const LOOK = 11_000;

/** Player 77 has 50 coins, one receipt of a game, and a purchase; everything is in the audit. */
async function setScene(options: TestOptions = {}) {
	const world = startTestCompanion(options);
	await world.time.advance(1_000);
	const server = await startTestServer(world, "job-1");
	const game = new ModelGame();
	const nowSeconds = () => Math.floor(world.time.clock.now() / 1000);
	const submit = (id: string) => world.settled(world.companion.ledger.submit(changeRequest({ id })));
	const beat = () => server.beat({ players: [77], notes: game.takeNotes() });
	const store = (changes: object = {}) => {
		for (const [key, entry] of game.entries()) world.roblox.entries.set(key, { ...entry, ...changes });
	};
	const ship = async () => {
		const receipts = game.takeReceipts(50);
		if (receipts.length > 0) await server.ship(receipts);
	};
	const stored = () => {
		const entry = world.roblox.entries.get("Player_77");
		return typeof entry === "object" && entry !== null && "Data" in entry ? entry.Data : undefined;
	};
	await submit("txn:900:a");
	const [command] = (await beat()).commands;
	if (command === undefined) throw new Error("nothing was handed out");
	game.take(command, nowSeconds());
	const wallet = game.wallets.get(77);
	if (wallet !== undefined) game.wallets.set(77, { ...wallet, keys: { "purchase:7": 1, "game:quest": 1 } });
	store();
	await ship();
	const erase = () =>
		runErase(
			{ ...world.time, database: world.database, random: { hex: () => "new-born", fraction: () => 0 } },
			["77"],
			() => undefined,
		);
	const find = (id: string) => world.settled(world.companion.ledger.find(id));
	return { world, server, game, command, submit, beat, store, stored, ship, erase, find };
}

test("what waits for a second person for an erased player is forgotten", async () => {
	const { world, erase } = await setScene();
	const put = `INSERT INTO approval (command_id, guild_id, user_id, user_name, delta, reason, asker_id, asker_name, asked_at)
		VALUES (?, '900', ?, 'name', 1, '', '1', 'Mara', 0)`;
	for (const [id, userId] of [["discord:1", 77] as const, ["discord:2", 78] as const])
		world.database.run(put, [id, userId]);
	erase();
	await world.time.advance(LOOK);
	const left = world.database.query("SELECT command_id FROM approval").all();
	expect(left).toEqual([{ command_id: "discord:2" }]);
});

test("an erased wallet is empty, has a new life and its purchases; the audit keeps amounts and forgets the player", async () => {
	const { world, erase, stored } = await setScene();
	expect(erase()).toBe(0);
	await world.time.advance(LOOK);
	expect(stored()).toMatchObject({
		wallet: { balance: 0, revision: 0, lastSeq: 0, born: "new-born", keys: { "purchase:7": 0 }, receipts: [] },
	});
	const rows = world.companion.auditReader.list({ limit: 10 })?.rows ?? [];
	expect(rows).toMatchObject([
		{ revision: 1, delta: 50, userId: -1, userName: undefined, actor: undefined, reason: undefined },
	]);
	expect(world.companion.auditReader.list({ userId: 77, limit: 10 })?.rows).toEqual([]);
	const named = world.database
		.query("SELECT 1 FROM command WHERE user_id = 77 OR user_name <> '' OR reason <> ''")
		.all();
	expect(named).toEqual([]);
	expect(world.alarms()).toEqual([]);
});

test("no list of names offers an erased player, whatever servers said before", async () => {
	const { world, server, erase } = await setScene();
	const names = [77, 78].map((userId) => ({ userId, name: `Builder${userId}` }));
	await server.beat({ players: [77, 78], names });
	const list = () => world.companion.knownPlayers.list("", 25).map(({ userId }) => userId);
	expect(list()).toEqual([77, 78]);
	erase();
	await world.time.advance(LOOK);
	expect(list()).toEqual([78]);
	expect(world.database.query("SELECT name FROM presence WHERE user_id = 77").all()).toEqual([{ name: null }]);
	// Names are said once: a server where he still is does not bring it back.
	await server.beat({ players: [77, 78] });
	expect(list()).toEqual([78]);
});

test("no search finds the texts of an erased player any more, and the coins have gone with the wallet", async () => {
	const { world, erase } = await setScene();
	const search = () => world.companion.auditReader.list({ words: "event", limit: 10 })?.rows.length;
	await world.time.advance(5_000);
	expect(search()).toBe(1);
	expect(await readSupply(world)).toMatchObject({ days: [{ supply: 50, erased: 0 }] });
	erase();
	await world.time.advance(LOOK);
	expect(search()).toBe(0);
	expect(world.database.query("SELECT rowid FROM audit_words('event')").all()).toEqual([]);
	expect(await readSupply(world)).toMatchObject({ days: [{ supply: 0, erased: 50 }] });
});

test("the proof of the audit holds after an erasure as before, and behind it when receipts go on", async () => {
	const { world, server, erase } = await setScene();
	const verify = () => verifyAudit(world.database, "start", () => undefined);
	expect(verify()).toMatchObject({ ok: true, chain: { rows: 1, erased: 0 } });
	erase();
	await world.time.advance(LOOK);
	expect(verify()).toMatchObject({ ok: true, chain: { rows: 1, erased: 1 }, wallets: { wallets: 1 } });
	const other = {
		id: "x",
		userId: 78,
		born: "other",
		epoch: 1,
		seq: 1,
		delta: 5,
		reason: "r",
		actor: "game",
		source: "game",
	};
	const unordered = { commandId: undefined, seq: undefined };
	await server.ship([receiptOf(other, { ...unordered, revision: 1 })]);
	await server.ship([receiptOf({ ...other, userId: 77, born: "new-born" }, { ...unordered, revision: 1 })]);
	expect(verify()).toMatchObject({ ok: true, chain: { rows: 3, erased: 1 }, wallets: { wallets: 3 } });
	// Only where somebody asked for it: the same done by hand to another wallet is found.
	world.database.run("DELETE FROM audit_detail WHERE entry_id = 2");
	expect(verify()).toMatchObject({ ok: false, chain: { problem: { kind: "detail-missing", row: 2 } } });
});

test("erase-replay: a receipt, an envelope and a heartbeat of the old life change nothing of the new one", async () => {
	const { world, server, command, erase, submit, beat } = await setScene();
	erase();
	await world.time.advance(LOOK);
	const again = await server.ship([receiptOf(command), receiptOf(command, { revision: 2 })]);
	expect(again.results.map(({ status }) => status)).toEqual(["deduped", "refused"]);
	const held = { userId: 77, born: command.born, epoch: 1, lastSeq: 1, revision: 1, acked: 1 };
	await server.beat({ players: [77], wallets: [held] });
	await submit("txn:900:b");
	expect((await beat()).commands).toMatchObject([{ id: "txn:900:b", born: "new-born", seq: 1, create: undefined }]);
	expect(await submit("txn:900:a")).toMatchObject({ kind: "repeat", command: { state: "committed" } });
	expect(world.companion.auditReader.list({ userId: 77, limit: 10 })?.rows).toEqual([]);
});

test("a command that is open when the wallet is erased is told so, and never applies", async () => {
	const { world, game, erase, submit, beat, find } = await setScene();
	await submit("txn:900:b");
	const [late] = (await beat()).commands;
	erase();
	await world.time.advance(LOOK);
	expect(await find("txn:900:b")).toMatchObject({ state: "refused", code: "wallet-erased" });
	expect((await beat()).commands).toEqual([]);
	const entry = world.roblox.entries.get("Player_77");
	expect(entry).toMatchObject({ Data: { wallet: { born: "new-born" } } });
	expect(late?.born).not.toBe("new-born");
	expect(game.appliedTimes.get("txn:900:b")).toBeUndefined();
});

test("while a session holds the wallet, or the audit lacks a receipt, nothing is erased", async () => {
	const { world, game, erase, store, stored } = await setScene();
	store({ MetaData: { ActiveSession: [1, "job-1"] } });
	erase();
	await world.time.advance(LOOK);
	expect(stored()).toMatchObject({ wallet: { balance: 50 } });
	game.earn(77, "-", Math.floor(world.time.clock.now() / 1000));
	store();
	world.roblox.next.push(new Response("", { status: 400 }));
	await world.time.advance(LOOK);
	expect(stored()).toMatchObject({ wallet: { balance: 55 } });
	// The companion reads the missing receipt from the entry by itself.
	await world.time.advance(4 * LOOK);
	expect(stored()).toMatchObject({ wallet: { balance: 0, born: "new-born" } });
	const waits = world.log.filter((entry) => entry.event === "erasure-waits").map((entry) => entry.facts?.["for"]);
	expect(waits).toContain("held");
	expect(world.alarms()).toEqual([]);
});

test("where backups are made, a wallet is erased and its open commands are told only once a backup holds it", async () => {
	const folder = makeTempFolder();
	const backups = createBackupFiles(folder, 5);
	const scene = await setScene({ backups, path: join(makeTempFolder(), "a.sqlite") });
	const { world, erase, stored, submit, find, beat } = scene;
	await submit("txn:900:b");
	await beat();
	erase();
	await world.time.advance(LOOK);
	expect(stored()).toMatchObject({ wallet: { balance: 50 } });
	await world.time.advance(60_000);
	expect(stored()).toMatchObject({ wallet: { balance: 0 } });
	expect(await find("txn:900:b")).toMatchObject({ state: "published", waiting: "wallet-erased" });
	await world.time.advance(120_000);
	expect(await find("txn:900:b")).toMatchObject({ state: "refused", code: "wallet-erased" });
});

test.each([[[]], [["0"]], [["-5"]], [["seven"]], [["7", "8"]]])("erase %p is no order", (args) => {
	const world = startTestCompanion();
	const lines: string[] = [];
	const random = { hex: () => "x", fraction: () => 0 };
	expect(runErase({ ...world.time, database: world.database, random }, args, (line) => lines.push(line))).toBe(1);
	expect(lines).toEqual(["Usage: erase <Roblox user id>"]);
});

async function readSupply(world: TestCompanion): Promise<unknown> {
	return (await get(world, "/log/supply")).body;
}
