import { expect, test } from "bun:test";
import { watchStatements } from "./counted-database";
import { LifeOver } from "./life-over";
import { SimulatedDisk } from "./simulated-disk";

function countRows(disk: SimulatedDisk): number {
	const row = disk.open().query<{ count: number }, []>("SELECT count(*) AS count FROM t").get();
	return row?.count ?? -1;
}

/** Writes one row in a transaction of its own, and is killed at the given moment of the given statement. */
function writeAndDie(disk: SimulatedDisk, when: "before" | "after", victim: string): void {
	const database = disk.open();
	database.run("CREATE TABLE t (a)");
	const die = (moment: "before" | "after") => (sql: string) => {
		if (moment !== when || sql !== victim) return;
		if (database.inTransaction) database.run("ROLLBACK");
		throw new LifeOver();
	};
	const watched = watchStatements(database, { before: die("before"), after: die("after") });
	expect(() => {
		watched.run("BEGIN IMMEDIATE");
		watched.query("INSERT INTO t VALUES (?)").run(1);
		watched.run("COMMIT");
	}).toThrow(LifeOver);
}

test("a process killed before its commit leaves nothing", () => {
	const disk = new SimulatedDisk();
	writeAndDie(disk, "before", "COMMIT");
	expect(countRows(disk)).toBe(0);
});

test("a process killed between two statements of a transaction leaves nothing", () => {
	const disk = new SimulatedDisk();
	writeAndDie(disk, "after", "INSERT INTO t VALUES (?)");
	expect(countRows(disk)).toBe(0);
});

test("a process killed right after its commit leaves what it committed", () => {
	const disk = new SimulatedDisk();
	writeAndDie(disk, "after", "COMMIT");
	expect(countRows(disk)).toBe(1);
});

test("a full disk takes no more rows, and takes them again once there is room", () => {
	const disk = new SimulatedDisk();
	const database = disk.open();
	database.run("CREATE TABLE t (a)");
	const fill = (): void => {
		for (let row = 0; row < 1_000; row += 1) database.run("INSERT INTO t VALUES (?)", ["x".repeat(100)]);
	};
	disk.setFull(true);
	expect(fill).toThrow("database or disk is full");
	disk.setFull(false);
	expect(fill).not.toThrow();
});
