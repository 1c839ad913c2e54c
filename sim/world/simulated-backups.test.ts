import { expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { SimulatedBackups } from "./simulated-backups";
import { SimulatedDisk } from "./simulated-disk";

const names = (database: Database): readonly string[] =>
	database
		.query<{ name: string }, []>("SELECT name FROM t ORDER BY name")
		.all()
		.map(({ name }) => name);

function setUp() {
	const disk = new SimulatedDisk();
	const database = disk.open();
	database.run("CREATE TABLE t (name TEXT)");
	database.run("INSERT INTO t VALUES ('before')");
	return { disk, database };
}

test("a backup holds what was there when it was made, and its mark, which the database has not", () => {
	const { database } = setUp();
	const backups = new SimulatedBackups(
		() => 7,
		() => true,
	);
	backups.copy(database, "b1", (copy) => copy.run("INSERT INTO t VALUES ('mark')")).close();
	database.run("INSERT INTO t VALUES ('later')");
	const { bytes, ...rest } = backups.newest() ?? { bytes: new Uint8Array() };
	expect(names(Database.deserialize(bytes))).toEqual(["before", "mark"]);
	expect(rest).toEqual({ name: "b1", madeAt: 7 });
	expect(names(database)).toEqual(["before", "later"]);
});

test("without room there is no backup, and the former one stays the newest", () => {
	const { database } = setUp();
	let hasRoom = true;
	const backups = new SimulatedBackups(
		() => 0,
		() => hasRoom,
	);
	backups.copy(database, "b1", () => undefined).close();
	hasRoom = false;
	expect(() => backups.copy(database, "b2", () => undefined)).toThrow("full");
	expect(backups.newest()?.name).toBe("b1");
});

test("a database that is restored is the backup again", () => {
	const { disk, database } = setUp();
	const backups = new SimulatedBackups(
		() => 0,
		() => true,
	);
	backups.copy(database, "b1", () => undefined).close();
	database.run("INSERT INTO t VALUES ('lost')");
	const newest = backups.newest();
	if (newest === undefined) throw new Error("no backup");
	disk.replace(newest.bytes);
	expect(names(disk.open())).toEqual(["before"]);
});
