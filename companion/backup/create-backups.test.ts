import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readJournalLife } from "../database/journal-life";
import { openDatabase } from "../database/open-database";
import { createFakeRoblox } from "../testing/fake-roblox";
import { makeTempFolder } from "../testing/temp-folder";
import { changeRequest, startTestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";
import { createBackupFiles } from "./backup-files";

const HOUR = 3_600_000;

async function setScene(countMax = 3) {
	const folder = makeTempFolder();
	const roblox = createFakeRoblox();
	const backups = createBackupFiles(folder, countMax);
	const world = startTestCompanion({
		config: { fence: true },
		roblox,
		backups,
		path: join(makeTempFolder(), "a.sqlite"),
	});
	await world.time.advance(1_000);
	return { folder, roblox, world, server: await startTestServer(world, "job-1") };
}

test("late-acknowledgement: receipts are acknowledged once a finished backup holds them, with the next heartbeat", async () => {
	const { world, server } = await setScene();
	await world.settled(world.companion.ledger.submit(changeRequest()));
	const [command] = (await server.beat({ players: [77] })).commands;
	if (command === undefined) throw new Error("nothing was handed out");
	const { results, acked } = await server.ship([receiptOf(command)]);
	expect([results[0]?.status, acked]).toEqual(["stored", { [command.born]: 0 }]);
	const held = { userId: 77, born: command.born, epoch: 1, lastSeq: 1, revision: 1, acked: 0 };
	expect((await server.beat({ players: [77], wallets: [held] })).acked).toEqual({});
	await world.time.advance(HOUR);
	expect((await server.beat({ players: [77], wallets: [held] })).acked).toEqual({ [command.born]: 1 });
	expect(world.alarms()).toEqual([]);
});

test("a backup is a marked copy, is named in the fence, and only the newest ones are kept", async () => {
	const { folder, roblox, world } = await setScene(2);
	await world.time.advance(3 * HOUR);
	const names = readdirSync(folder).toSorted();
	expect(names).toHaveLength(2);
	const newest = names[1]?.replace(".sqlite", "");
	expect(roblox.entries.get("purser-fence")).toMatchObject({ backup: newest });
	const copy = openDatabase(join(folder, names[1] ?? ""));
	expect(readJournalLife(copy)).toMatchObject({ copyOf: newest });
	expect(readJournalLife(world.database)).toMatchObject({ copyOf: undefined, newestBackup: newest });
	copy.close();
});

test("where the disk has no room for them, older backups make way, but never the newest two", async () => {
	const folder = makeTempFolder();
	let free = Number.POSITIVE_INFINITY;
	const backups = createBackupFiles(folder, 5, { freeBytes: () => free });
	const world = startTestCompanion({ path: join(makeTempFolder(), "a.sqlite"), backups });
	await world.time.advance(3.5 * HOUR);
	expect(readdirSync(folder)).toHaveLength(4);
	free = 1_000;
	await world.time.advance(HOUR);
	expect(readdirSync(folder)).toHaveLength(3);
	expect(world.alarms()).toEqual([]);
});

test("the first backup is made as soon as the fence was compared, however late that is", async () => {
	const folder = makeTempFolder();
	const roblox = createFakeRoblox();
	roblox.next.push(...Array.from({ length: 5 }, () => new Response("", { status: 503 })));
	const backups = createBackupFiles(folder, 3);
	const path = join(makeTempFolder(), "a.sqlite");
	const world = startTestCompanion({ config: { fence: true }, roblox, backups, path });
	await world.time.advance(1_000);
	expect(readdirSync(folder)).toEqual([]);
	await world.time.advance(120_000);
	expect(readdirSync(folder)).toHaveLength(1);
});

test("a list of 512 receipts that wait asks for a backup at once", async () => {
	const { folder, world, server } = await setScene();
	await world.time.advance(60_000);
	const before = readdirSync(folder).length;
	const command = {
		id: "x",
		userId: 77,
		born: "b",
		epoch: 1,
		seq: 1,
		delta: 1,
		reason: "",
		actor: "game",
		source: "game",
	};
	for (let from = 0; from < 550; from += 50) {
		const numbers = Array.from({ length: 50 }, (_, index) => from + index + 1);
		await server.ship(
			numbers.map((revision) =>
				receiptOf(command, { revision, commandId: undefined, seq: undefined, balance: revision }),
			),
		);
	}
	await world.time.advance(1_000);
	expect(readdirSync(folder).length).toBe(before + 1);
	const held = { userId: 77, born: "b", epoch: 1, lastSeq: 0, revision: 550, acked: 0 };
	expect((await server.beat({ players: [77], wallets: [held] })).acked["b"]).toBeGreaterThanOrEqual(512);
});

test("a backup that fails acknowledges nothing, is said, and is tried again", async () => {
	let failures = 2;
	const folder = makeTempFolder();
	const files = createBackupFiles(folder, 3);
	const world = startTestCompanion({
		path: join(makeTempFolder(), "a.sqlite"),
		backups: {
			copy: (...args) => {
				failures -= 1;
				if (failures >= 0) throw new Error("no space left on device");
				return files.copy(...args);
			},
		},
	});
	await world.time.advance(1_000);
	expect(world.alarms()).toEqual(["backup-failed"]);
	await world.time.advance(130_000);
	expect(world.alarms()).toEqual(["backup-failed", "backup-failed"]);
	expect(readdirSync(folder)).toHaveLength(1);
});

test("however long a copy takes, there is one at a time, and who asked meanwhile gets another", async () => {
	const folder = makeTempFolder();
	const files = createBackupFiles(folder, 9);
	const waiting: (() => void)[] = [];
	const world = startTestCompanion({
		path: join(makeTempFolder(), "a.sqlite"),
		backups: {
			copy: async (...args) => {
				await new Promise<void>((resolve) => waiting.push(resolve));
				return await files.copy(...args);
			},
		},
	});
	await world.time.advance(1_000);
	const server = await startTestServer(world, "job-1");
	await world.time.advance(5 * HOUR);
	const beforeMany = waiting.length;
	const command = {
		id: "x",
		userId: 77,
		born: "b",
		epoch: 1,
		seq: 1,
		delta: 1,
		reason: "",
		actor: "game",
		source: "game",
	};
	const plain = { commandId: undefined, seq: undefined };
	for (let from = 0; from < 550; from += 50) {
		const revisions = Array.from({ length: 50 }, (_, index) => from + index + 1);
		await server.ship(revisions.map((revision) => receiptOf(command, { ...plain, revision, balance: revision })));
	}
	await world.time.advance(HOUR);
	expect([beforeMany, waiting.length]).toEqual([1, 1]);
	waiting[0]?.();
	await world.time.advance(1_000);
	expect([readdirSync(folder).length, waiting.length]).toEqual([1, 2]);
	expect(world.alarms()).toEqual([]);
});
