import { expect, test } from "bun:test";
import { migrate } from "./migrate";
import { openDatabase } from "./open-database";

const FIRST = { name: "0001-first.sql", sql: "CREATE TABLE first (id INTEGER) STRICT;\n" };
const SECOND = { name: "0002-second.sql", sql: "CREATE TABLE second (id INTEGER) STRICT;\n" };

test("each migration is applied once, in order, also when the program starts again", () => {
	const database = openDatabase(":memory:");
	migrate(database, 1, [FIRST]);
	migrate(database, 2, [FIRST, SECOND]);
	migrate(database, 3, [FIRST, SECOND]);
	expect(database.query("SELECT name, applied_at FROM migration ORDER BY name").all()).toEqual([
		{ name: FIRST.name, applied_at: 1 },
		{ name: SECOND.name, applied_at: 2 },
	]);
});

test("an applied migration that was changed since is refused by name, its line ends may differ", () => {
	const database = openDatabase(":memory:");
	migrate(database, 1, [FIRST]);
	expect(() => migrate(database, 2, [{ ...FIRST, sql: FIRST.sql.replace("\n", "\r\n") }])).not.toThrow();
	expect(() => migrate(database, 3, [{ ...FIRST, sql: `${FIRST.sql}-- more` }])).toThrow("0001-first.sql");
});

test("a migration that fails is named and leaves nothing behind", () => {
	const database = openDatabase(":memory:");
	const broken = {
		name: "0002-broken.sql",
		sql: "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER);",
	};
	expect(() => migrate(database, 1, [FIRST, broken])).toThrow("0002-broken.sql");
	expect(database.query("SELECT name FROM sqlite_schema WHERE name IN ('first', 'half')").all()).toEqual([
		{ name: "first" },
	]);
	expect(database.query("SELECT name FROM migration").all()).toEqual([{ name: FIRST.name }]);
});

test("a database of a newer program is refused", () => {
	const database = openDatabase(":memory:");
	migrate(database, 1, [FIRST, SECOND]);
	expect(() => migrate(database, 2, [FIRST])).toThrow("0002-second.sql");
});

test("the committed migrations make a database that takes them twice", () => {
	const database = openDatabase(":memory:");
	migrate(database, 1);
	expect(() => migrate(database, 2)).not.toThrow();
});
