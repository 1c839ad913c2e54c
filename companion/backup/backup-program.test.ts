import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJournalLife } from "../database/journal-life";
import { openDatabase } from "../database/open-database";
import { runRestore } from "../fence/restore-program";
import { createFakeRoblox } from "../testing/fake-roblox";
import { makeTempFolder } from "../testing/temp-folder";
import { changeRequest, startTestCompanion, TEST_CONFIG } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";
import { createBackupFiles, writeBackup } from "./backup-files";
import { runBackup } from "./backup-program";
import { copyByChild, copyHere } from "./copy-database";

const HOUR = 3_600_000;

/** A running companion that makes scheduled backups, and one receipt in its audit. */
async function setScene(countMax = 48) {
	const path = join(makeTempFolder(), "purser.sqlite");
	const folder = join(makeTempFolder(), "backups");
	const roblox = createFakeRoblox();
	const backups = createBackupFiles(folder, countMax);
	const world = startTestCompanion({ config: { fence: true }, roblox, backups, path });
	await world.time.advance(1_000);
	const server = await startTestServer(world, "job-1");
	await world.settled(world.companion.ledger.submit(changeRequest()));
	const [command] = (await server.beat({ players: [77] })).commands;
	if (command === undefined) throw new Error("nothing was handed out");
	await server.ship([receiptOf(command)]);
	return { path, folder, roblox, world, command };
}

let made = 0;

async function backUp(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
	const lines: string[] = [];
	const machine = {
		exists: existsSync,
		write: (order: Parameters<typeof writeBackup>[0]) => {
			mkdirSync(order.folder, { recursive: true });
			return writeBackup(order, copyHere);
		},
	};
	made += 1;
	const ports = {
		clock: { now: () => 1_767_225_600_000, precise: () => 0 },
		random: { hex: () => `n${made}`, fraction: () => 0 },
	};
	const exit = await runBackup(machine, ports, environment, args, (line) => lines.push(line));
	return { exit, lines };
}

/** What `restore` says about a file before anything is confirmed. */
async function warningsOf(scene: Awaited<ReturnType<typeof setScene>>, path: string): Promise<string[]> {
	const database = openDatabase(path);
	const { time } = scene.world;
	const random = { hex: () => "r", fraction: () => 0.5 };
	const ports = { ...time, fetch: scene.roblox.fetch, database, random, log: () => undefined };
	const lines: string[] = [];
	expect(await scene.world.settled(runRestore(ports, TEST_CONFIG, [], (line) => lines.push(line)))).toBe(1);
	database.close();
	return lines.filter((line) => line.startsWith("Warning"));
}

test("a backup by hand holds what is committed, is marked as a copy, and acknowledges nothing", async () => {
	const { path, folder, world, command } = await setScene();
	const { newestBackup } = readJournalLife(world.database);
	const { exit, lines } = await backUp({ DATABASE_URL: `file:${path}`, BACKUP_DIR: folder });
	const name = readdirSync(folder).find((one) => one.startsWith("kept-")) ?? "";
	expect([exit, lines]).toEqual([
		0,
		[`Made ${join(folder, name)} with 1 receipts. It stays there until you delete it.`],
	]);
	const copy = new Database(join(folder, name), { readonly: true });
	expect(readJournalLife(copy).copyOf).toBe(name.replace(".sqlite", ""));
	copy.close();
	expect(readJournalLife(world.database)).toMatchObject({ copyOf: undefined, newestBackup });
	const acked = world.database.query("SELECT audited, acked FROM wallet WHERE born = ?").get(command.born);
	expect(acked).toEqual({ audited: 1, acked: 0 });
	expect(world.alarms()).toEqual([]);
});

test("scheduled backups do not push it out, and it leaves alone what the companion is writing", async () => {
	const { path, folder, world } = await setScene(1);
	const half = join(folder, "purser-half.sqlite.unfinished");
	writeFileSync(half, "");
	await backUp({ DATABASE_URL: `file:${path}`, BACKUP_DIR: folder });
	await world.time.advance(3 * HOUR);
	const names = readdirSync(folder).toSorted();
	expect(names.map((name) => name.replace(/-.*?(\.|$)/, "$1"))).toEqual([
		"kept.sqlite",
		"purser.sqlite",
		"purser.sqlite.unfinished",
	]);
	const old = new Date(Date.now() - 2 * HOUR);
	utimesSync(half, old, old);
	await world.time.advance(HOUR);
	expect(existsSync(half)).toBe(false);
});

test("restoring it is no loss as long as no newer backup was finished, and is said to be one afterwards", async () => {
	const scene = await setScene();
	const { path, folder, world } = scene;
	await backUp({ DATABASE_URL: `file:${path}`, BACKUP_DIR: folder });
	const kept = join(folder, readdirSync(folder).find((one) => one.startsWith("kept-")) ?? "");
	// Between the first scheduled backup and the second.
	await world.time.advance(HOUR / 2);
	expect(await warningsOf(scene, kept)).toEqual([]);
	await world.time.advance(HOUR);
	const newest = readJournalLife(world.database).newestBackup ?? "";
	const warnings = await warningsOf(scene, kept);
	expect(warnings).toHaveLength(1);
	expect(warnings[0]).toContain(`The newest finished backup is ${newest}`);
});

test("it goes beside the database when scheduled ones are off, or wherever it is told", async () => {
	const { path } = await setScene();
	const elsewhere = join(makeTempFolder(), "new", "folder");
	const environment = { DATABASE_URL: `file:${path}`, BACKUP_DIR: "off" };
	expect((await backUp(environment)).exit).toBe(0);
	expect(readdirSync(join(path, "..", "backups"))).toHaveLength(1);
	expect((await backUp(environment, "--to", elsewhere)).exit).toBe(0);
	expect(readdirSync(elsewhere)).toHaveLength(1);
});

test("without a sound database there is no backup, and a line says so", async () => {
	const folder = makeTempFolder();
	const foreign = join(folder, "other.sqlite");
	new Database(foreign).run("CREATE TABLE t (x)");
	const broken = join(folder, "broken.sqlite");
	writeFileSync(broken, "no database at all, but a text that is long enough to be looked at as one".repeat(100));
	const refused = async (path: string) => await backUp({ DATABASE_URL: `file:${path}` });
	expect(await refused(join(folder, "none.sqlite"))).toEqual({
		exit: 1,
		lines: [`There is no database at ${join(folder, "none.sqlite")}.`],
	});
	expect(await refused(foreign)).toMatchObject({ exit: 1, lines: [expect.stringContaining("no such table: meta")] });
	expect(await refused(broken)).toMatchObject({ exit: 1, lines: [expect.stringContaining("not a database")] });
	expect(readdirSync(join(folder, "backups"))).toEqual([]);
	expect(await backUp({}, "--from", "x")).toEqual({ exit: 1, lines: ["Usage: backup [--to FOLDER]"] });
});

test("a copy by a process of its own is the same copy, and its failure is what that process said", async () => {
	const { path } = await setScene();
	const target = join(makeTempFolder(), "copy.sqlite");
	await copyByChild(path, target);
	const copy = new Database(target, { readonly: true });
	expect(copy.query("SELECT count(*) AS count FROM audit_entry").get()).toEqual({ count: 1 });
	copy.close();
	const problem = await copyByChild(path, join(target, "under-a-file.sqlite")).catch((error: unknown) => error);
	expect(String(problem)).toContain("unable to open database");
});
