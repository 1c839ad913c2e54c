import { expect, test } from "bun:test";
import { newestDatabase, planOf } from "../../testing/query-plan";
import { SUPPLY_STATEMENTS } from "../digest/supply-reader";
import { ROWS_OF_ONE } from "./audit-reader";
import { ROW_STATEMENTS } from "./row-walks";
import { TIME_STATEMENTS } from "./time-walks";
import { WALLET_STATEMENTS } from "./wallet-walk";

/** Each statement, and the index that its first step goes along. */
const STATEMENTS: readonly (readonly [name: string, sql: string, first: string])[] = [
	["all rows", ROW_STATEMENTS.all, "SEARCH e USING INTEGER PRIMARY KEY (rowid<?)"],
	["words", ROW_STATEMENTS.words, "SCAN f VIRTUAL TABLE INDEX"],
	["an actor", TIME_STATEMENTS.actor, "SEARCH d USING INDEX audit_detail_actor (actor=? AND at>?"],
	["a source", TIME_STATEMENTS.source, "SEARCH e USING INDEX audit_entry_source (source=? AND at>?"],
	["a time", TIME_STATEMENTS.time, "SEARCH e USING INDEX audit_entry_at (at>?"],
	[
		"a wallet's lives",
		WALLET_STATEMENTS.lives,
		"SEARCH s USING INDEX sqlite_autoindex_subject_2 (guild_id=? AND user_id=?)",
	],
	[
		"a wallet's receipts",
		WALLET_STATEMENTS.receipts,
		"SEARCH e USING INDEX sqlite_autoindex_audit_entry_1 (subject=? AND born=? AND revision<?)",
	],
	["a command's id", ROWS_OF_ONE, "SEARCH e USING INDEX audit_entry_command_id (command_id=?"],
	["days", SUPPLY_STATEMENTS.days, "SEARCH audit_day USING PRIMARY KEY (guild_id=? AND day>? AND day<?)"],
	["days before", SUPPLY_STATEMENTS.before, "SEARCH audit_day USING PRIMARY KEY (guild_id=? AND day<?)"],
	["the richest", SUPPLY_STATEMENTS.richest, "SEARCH w USING INDEX wallet_listed (listed_balance>?)"],
];

/** What may stand behind the first step. A player has a life or two, and sorting those costs nothing. */
const NEXT = /^(CORRELATED SCALAR SUBQUERY|SEARCH \w+ USING (INTEGER PRIMARY KEY|PRIMARY KEY|(COVERING )?INDEX))/;
const SORTED: readonly string[] = ["a wallet's lives"];

test.each([...STATEMENTS])("%s: along an index from the first step to the last", (name, sql, first) => {
	const [step = "", ...others] = planOf(newestDatabase(), sql);
	expect(step).toStartWith(first);
	const unexpected = others.filter((other) => !NEXT.test(other));
	expect(unexpected).toEqual(SORTED.includes(name) ? ["USE TEMP B-TREE FOR ORDER BY"] : []);
});

test("a statement without its index shows: the plan is what SQLite really does", () => {
	const database = newestDatabase();
	database.run("DROP INDEX audit_entry_at");
	expect(planOf(database, TIME_STATEMENTS.time).join("; ")).toMatch(/SCAN|TEMP B-TREE/);
});
