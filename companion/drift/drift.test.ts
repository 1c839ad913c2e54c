import { afterEach, describe, expect, test } from "bun:test";
import type { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { walletKey } from "../../shared/store-keys";
import type { Wallet } from "../../shared/wallet/wallet";
import { ModelGame } from "../testing/model-game";
import { makeTempFolder } from "../testing/temp-folder";
import { changeRequest, startTestCompanion, TEST_CONFIG, type TestCompanion } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";
import { runDrift } from "./drift-program";

const AVA = 77;
const BEN = 78;

const opened: Database[] = [];
afterEach(() => {
	for (const database of opened.splice(0)) database.close();
});

/** Two players with three receipts each, all of them in the audit and in the data store. */
async function setScene() {
	const path = join(makeTempFolder(), "purser.sqlite");
	const world = startTestCompanion({ path });
	opened.push(world.database);
	const server = await startTestServer(world, "job-1");
	const game = new ModelGame();
	for (const userId of [AVA, BEN]) {
		await world.settled(world.companion.ledger.submit(changeRequest({ id: `txn:900:${userId}`, userId })));
	}
	const now = Math.floor(world.time.clock.now() / 1000);
	const { commands } = await server.beat({ players: [AVA, BEN] });
	for (const command of commands) game.take(command, now);
	for (const userId of [AVA, BEN]) for (let quest = 0; quest < 2; quest += 1) game.earn(userId, "", now);
	const store = () => {
		for (const [key, entry] of game.entries()) world.roblox.entries.set(key, entry);
	};
	const ship = async () => {
		await server.ship(game.takeReceipts(50));
	};
	store();
	await ship();
	const change = (userId: number, changes: Partial<Wallet>): void => {
		const wallet = game.wallets.get(userId);
		if (wallet === undefined) throw new Error("both have a wallet");
		game.wallets.set(userId, { ...wallet, ...changes });
		store();
	};
	return { world, path, game, now, store, ship, change };
}

async function run(world: TestCompanion, path: string, ...args: readonly string[]) {
	const lines: string[] = [];
	const companion = { ...TEST_CONFIG, guildId: "900" };
	const config = { companion, discord: undefined, databasePath: path };
	const files = { backupFolder: "", backupCount: 1, port: 0, secretsFile: undefined };
	const ports = { ...world.time, fetch: world.roblox.fetch, exists: existsSync, progress: () => undefined };
	const random = { hex: () => "00", fraction: () => 0.5 };
	const running = runDrift({ ...ports, random, log: () => undefined }, { ...config, ...files }, args, (line) =>
		lines.push(line),
	);
	let exit: number | undefined;
	void running.then((code) => (exit = code));
	for (let step = 0; step < 60 && exit === undefined; step += 1) await world.time.advance(1_000);
	return { exit: await running, lines };
}

async function report(world: TestCompanion, path: string): Promise<unknown> {
	const { exit, lines } = await run(world, path, "--json");
	const report: unknown = JSON.parse(lines.join(""));
	return { exit, ...Object(report) };
}

test("wallets that say what the audit says", async () => {
	const { world, path } = await setScene();
	expect(await report(world, path)).toEqual({ exit: 0, ok: true, wallets: 2, waiting: 0, unread: [], drift: [] });
	expect((await run(world, path)).lines.at(-1)).toBe("data store and audit agree");
});

test("receipts that are on their way are no drift", async () => {
	const { world, path, game, now, store } = await setScene();
	game.earn(BEN, "", now);
	store();
	expect(await report(world, path)).toMatchObject({ exit: 0, ok: true, wallets: 2, waiting: 1 });
});

describe("what contradicts is named, and everybody else is compared all the same", () => {
	const last = (wallet: Wallet | undefined) => wallet?.receipts.at(-1);
	type Scene = Awaited<ReturnType<typeof setScene>>;
	const CASES: readonly (readonly [what: string, kind: string, spoil: (scene: Scene) => void])[] = [
		["an entry that is gone", "entry-missing", ({ world }) => world.roblox.entries.delete(walletKey(BEN))],
		[
			"an entry of no known form",
			"entry-unreadable",
			({ world }) => world.roblox.entries.set(walletKey(BEN), { Data: { wallet: 5 } }),
		],
		["a wallet of another life", "other-life", ({ change }) => change(BEN, { born: "other" })],
		[
			"a wallet that was put back",
			"entry-behind",
			({ change, game }) => change(BEN, { revision: 1, receipts: game.wallets.get(BEN)?.receipts.slice(0, 1) ?? [] }),
		],
		["coins without a receipt", "balance-differs", ({ change }) => change(BEN, { balance: 1_000_000 })],
		[
			"a receipt with other content",
			"receipt-differs",
			({ change, game }) =>
				change(BEN, {
					receipts: game.wallets.get(BEN)?.receipts.map((receipt) => ({ ...receipt, reason: "another" })) ?? [],
				}),
		],
		["a receipt that the audit lost", "receipt-missing", ({ world }) => forgetRow(world.database, 2)],
	];
	test.each([...CASES])("%s", async (_what, kind, spoil) => {
		const scene = await setScene();
		expect(last(scene.game.wallets.get(BEN))?.revision).toBe(3);
		spoil(scene);
		expect(await report(scene.world, scene.path)).toMatchObject({
			...{ exit: 1, ok: false, wallets: 2, drift: [{ userId: BEN, kind }] },
		});
		const { lines } = await run(scene.world, scene.path);
		expect(lines.at(-1)).toBe("data store and audit contradict each other");
	});

	function forgetRow(database: Database, id: number): void {
		database.run("DROP TRIGGER audit_entry_no_delete");
		database.run("DELETE FROM audit_detail WHERE entry_id = ?", [id]);
		database.run("DELETE FROM audit_entry WHERE id = ?", [id]);
	}
});

test("an entry that cannot be read is no drift, and is said", async () => {
	const { world, path } = await setScene();
	world.roblox.next.push(...Array.from({ length: 12 }, () => Response.json({}, { status: 403 })));
	const { exit, lines } = await run(world, path, "--user", String(AVA));
	expect([exit, lines.at(-1)]).toEqual([2, "run it again for the rest"]);
});

test("one player alone", async () => {
	const { world, path } = await setScene();
	const before = world.roblox.requests.length;
	expect((await run(world, path, "--user", String(AVA))).lines[0]).toStartWith("1 wallets compared");
	expect(world.roblox.requests.length - before).toBe(1);
	expect((await run(world, path, "--user", "5")).lines[0]).toStartWith("0 wallets compared");
});

test.each(["--user", "--user x", "--per-minute 301", "--per-minute 0", "--all"])(
	"%s is not understood",
	async (words) => {
		const { world, path } = await setScene();
		expect((await run(world, path, ...words.split(" "))).lines.join("")).toStartWith("Usage: reconcile");
	},
);

test("without a database nothing is made", async () => {
	const { world } = await setScene();
	const path = join(makeTempFolder(), "none.sqlite");
	expect(await run(world, path)).toMatchObject({ exit: 2, lines: [`There is no database at ${path}.`] });
	expect(existsSync(path)).toBe(false);
});
