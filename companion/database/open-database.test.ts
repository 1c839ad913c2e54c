import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeTempFolder } from "../testing/temp-folder";
import { createFakeTime } from "../testing/fake-time";
import { openDatabase } from "./open-database";
import { createTransactions } from "./transactions";

test("a database file is opened with every setting that durability rests on", () => {
	const database = openDatabase(join(makeTempFolder(), "purser.sqlite"));
	const read = (name: string) =>
		Object.values(database.query<Record<string, unknown>, []>(`PRAGMA ${name}`).get() ?? {})[0];
	expect([read("journal_mode"), read("synchronous"), read("foreign_keys"), read("busy_timeout")]).toEqual([
		"wal",
		2,
		1,
		5_000,
	]);
	database.close();
});

test("a parameter that the statement does not know is refused", () => {
	const database = openDatabase(":memory:");
	expect(() => database.query("SELECT $a").get({ b: 1 })).toThrow();
	database.close();
});

test("two connections that write in turns never see a locked database", async () => {
	const path = join(makeTempFolder(), "purser.sqlite");
	const connections = [openDatabase(path), openDatabase(path)];
	connections[0]?.run("CREATE TABLE entry (text TEXT) STRICT");
	const time = createFakeTime(0);
	const writers = connections.map((database) => ({
		database,
		transactions: createTransactions({ ...time, database, log: () => undefined }),
	}));
	const writes = Array.from({ length: 50 }, (_, index) =>
		writers.map(({ database, transactions }) =>
			transactions.run(() => database.run("INSERT INTO entry VALUES (?)", [`entry ${index}`])),
		),
	).flat();
	await time.settle();
	await Promise.all(writes);
	expect(connections[0]?.query("SELECT count(*) AS count FROM entry").get()).toEqual({ count: 100 });
	for (const database of connections) database.close();
});
