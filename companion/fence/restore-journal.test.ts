import { expect, test } from "bun:test";
import { join } from "node:path";
import { openDatabase } from "../database/open-database";
import { createFakeRoblox, type FakeRoblox } from "../testing/fake-roblox";
import { ModelGame } from "../testing/model-game";
import { makeTempFolder } from "../testing/temp-folder";
import { changeRequest, startTestCompanion, TEST_CONFIG, type TestCompanion } from "../testing/test-companion";
import { startTestServer, type TestServer } from "../testing/test-server";
import { runRestore } from "./restore-program";

const CONFIG = { fence: true };

interface Scene {
	readonly roblox: FakeRoblox;
	readonly game: ModelGame;
	readonly folder: string;
	world: TestCompanion;
	server: TestServer;
}

/** A companion with the fence on, one server with player 77, and the model of all stored wallets. */
async function setScene(): Promise<Scene> {
	const roblox = createFakeRoblox();
	const folder = makeTempFolder();
	const world = startTestCompanion({ config: CONFIG, roblox, path: join(folder, "first.sqlite") });
	await world.time.settle();
	return { roblox, folder, world, game: new ModelGame(), server: await startTestServer(world, "job-1") };
}

async function submit(scene: Scene, id: string, delta = 50) {
	return await scene.world.settled(scene.world.companion.ledger.submit(changeRequest({ id, delta })));
}

/** The server pulls, applies, and ships. Returns what it was handed. */
async function work(scene: Scene, ships = true) {
	const now = Math.floor(scene.world.time.clock.now() / 1000);
	const notes = scene.game.takeNotes();
	const { commands, acked } = await scene.server.beat({ players: [77], wallets: scene.game.held([77]), notes });
	for (const command of commands) scene.game.take(command, now);
	scene.game.acknowledge(acked);
	const receipts = ships ? scene.game.takeReceipts(50) : [];
	if (receipts.length > 0) await scene.server.ship(receipts);
	await scene.world.time.settle();
	return commands;
}

function backUp(scene: Scene): string {
	const path = join(scene.folder, "backup.sqlite");
	scene.world.database.run(`VACUUM INTO '${path}'`);
	const copy = openDatabase(path);
	copy.run("INSERT INTO meta (key, value) VALUES ('copy_of', 'b1')");
	copy.close();
	return path;
}

async function restore(scene: Scene, path: string): Promise<string[]> {
	scene.world.companion.stop();
	const { time } = scene.world;
	const database = openDatabase(path);
	const ports = { ...time, fetch: scene.roblox.fetch, database, random: { hex: () => "r", fraction: () => 0.5 } };
	const lines: string[] = [];
	const run = (...args: string[]) =>
		scene.world.settled(runRestore({ ...ports, log: () => undefined }, TEST_CONFIG, args, (line) => lines.push(line)));
	expect(await run()).toBe(1);
	const lineage = lines.at(-1)?.split(" ").at(-1) ?? "";
	expect(await run("--confirm", "wrong")).toBe(1);
	expect(await run("--confirm", lineage)).toBe(0);
	database.close();
	scene.world = startTestCompanion({ config: CONFIG, roblox: scene.roblox, path, time, life: 2 });
	await time.settle();
	scene.server = await startTestServer(scene.world, "job-2");
	return lines;
}

async function stateOf(scene: Scene, id: string) {
	const command = await scene.world.settled(scene.world.companion.ledger.find(id));
	return command?.state;
}

test("restore-reissue: a command the journal forgot, asked for again, is answered from its receipt", async () => {
	const scene = await setScene();
	await submit(scene, "txn:900:a");
	await work(scene);
	const backup = backUp(scene);
	await submit(scene, "txn:900:b");
	const [old] = await work(scene);
	await restore(scene, backup);
	expect(await submit(scene, "txn:900:b")).toMatchObject({ kind: "accepted", command: { waiting: "opening" } });
	const first = await work(scene);
	expect(first).toMatchObject([{ open: true, delta: 0, epoch: 2, actor: "purser" }]);
	// Nobody ships the receipt of the lost command again by himself; the companion finds it in the entry.
	scene.roblox.entries.set("Player_77", {
		Data: { wallet: scene.game.wallets.get(77) },
		MetaData: {},
		GlobalUpdates: [0, []],
	});
	await scene.world.time.advance(20_000);
	expect(await stateOf(scene, "txn:900:b")).toBe("committed");
	if (old !== undefined) scene.game.take(old, Math.floor(scene.world.time.clock.now() / 1000));
	await submit(scene, "txn:900:c");
	expect(await work(scene)).toMatchObject([{ id: "txn:900:c", epoch: 2, seq: 4 }]);
	expect(scene.game.wallets.get(77)).toMatchObject({ balance: 150, lastSeq: 4, epoch: 2 });
	expect(await stateOf(scene, "txn:900:c")).toBe("committed");
	expect(scene.game.appliedTimes.get("txn:900:b")).toBe(1);
	expect(scene.world.alarms()).toEqual([]);
});

test("restore-old-envelope: an envelope of the lost journal that arrives after the opening is not applied", async () => {
	const scene = await setScene();
	await submit(scene, "txn:900:a");
	await work(scene);
	const backup = backUp(scene);
	await submit(scene, "txn:900:b");
	const now = Math.floor(scene.world.time.clock.now() / 1000);
	const [late] = (await scene.server.beat({ players: [77] })).commands;
	if (late === undefined) throw new Error("nothing was handed out");
	await restore(scene, backup);
	await submit(scene, "txn:900:b");
	await work(scene);
	scene.game.take(late, now);
	await work(scene);
	await work(scene);
	expect(scene.game.appliedTimes.get("txn:900:b")).toBe(1);
	expect(scene.game.wallets.get(77)?.balance).toBe(100);
	expect(await stateOf(scene, "txn:900:b")).toBe("committed");
});

test("a command that was open in the backup gets a number behind the opening, or the outcome it had meanwhile", async () => {
	const scene = await setScene();
	await submit(scene, "txn:900:a");
	await work(scene);
	await submit(scene, "txn:900:b");
	await submit(scene, "txn:900:c");
	const backup = backUp(scene);
	const { commands } = await scene.server.beat({ players: [77] });
	const [first] = commands;
	if (first === undefined) throw new Error("nothing was handed out");
	scene.game.take(first, Math.floor(scene.world.time.clock.now() / 1000));
	await restore(scene, backup);
	expect(await work(scene)).toMatchObject([{ open: true }]);
	expect([await stateOf(scene, "txn:900:b"), await stateOf(scene, "txn:900:c")]).toEqual(["committed", "published"]);
	expect(await work(scene)).toMatchObject([{ id: "txn:900:c", seq: 4 }]);
	expect(scene.game.wallets.get(77)?.balance).toBe(150);
});

test("a proposal of the lost journal is made anew, and gives way to the wallet it had become", async () => {
	const scene = await setScene();
	await submit(scene, "txn:900:a");
	const backup = backUp(scene);
	await work(scene);
	await restore(scene, backup);
	// Told by nobody yet that the wallet is there: the new proposal meets it.
	const { commands } = await scene.server.beat({ players: [77] });
	expect(commands).toMatchObject([{ id: "txn:900:a", epoch: 2, create: true }]);
	for (const command of commands) scene.game.take(command, 0);
	expect(await work(scene)).toMatchObject([{ open: true }]);
	scene.game.shipAgainFromStore();
	await work(scene);
	expect(await stateOf(scene, "txn:900:a")).toBe("committed");
	expect(scene.game.wallets.get(77)).toMatchObject({ balance: 50, revision: 2 });
});

test("audit rows that neither the wallet nor the audit holds any more are an alarm, and the wallet goes on", async () => {
	const scene = await setScene();
	const backup = backUp(scene);
	for (let number = 1; number <= 70; number += 1) {
		await submit(scene, `txn:900:${number}`);
		await work(scene);
	}
	await work(scene);
	await restore(scene, backup);
	await submit(scene, "txn:900:new");
	await work(scene);
	await work(scene);
	scene.roblox.entries.set("Player_77", {
		Data: { wallet: scene.game.wallets.get(77) },
		MetaData: {},
		GlobalUpdates: [0, []],
	});
	await scene.world.time.advance(20_000);
	await work(scene);
	expect(await stateOf(scene, "txn:900:new")).toBe("committed");
	expect(scene.world.alarms()).toEqual(["audit-rows-lost"]);
});

test("a restored backup takes no commands before somebody confirmed it, and restoring again takes the next epoch", async () => {
	const scene = await setScene();
	const backup = backUp(scene);
	scene.world.companion.stop();
	const early = startTestCompanion({ config: CONFIG, roblox: scene.roblox, path: backup, time: scene.world.time });
	await early.time.settle();
	expect(await early.settled(early.companion.ledger.submit(changeRequest()))).toMatchObject({ code: "read-only" });
	early.companion.stop();
	early.database.close();
	const lines = await restore(scene, backup);
	expect(lines.at(-1)).toContain("epoch 2");
	expect(scene.roblox.entries.get("purser-fence")).toMatchObject({ epoch: 2, tick: 2 });
	expect(scene.world.alarms()).toEqual([]);
});
