import { expect, spyOn, test } from "bun:test";
import { createLimitStore } from "../staff/limits/limit-store";
import { newestDatabase, planOf } from "../testing/query-plan";
import { createJournal } from "./journal";

/** What every command asks the journal: that stays small, however much the journal and the actor's own list grow. */
test("a new command is held against the newest ones of its player alone", () => {
	const database = newestDatabase();
	const asked = spyOn(database, "query");
	const journal = createJournal(database);
	const command = { id: "discord:1", userId: 156, delta: 5, actorId: "3" };
	journal.find(command.id);
	journal.findTwin(command, 0);
	journal.findSimilarOpen(command, 0);
	createLimitStore(database, "9", 1_000).moved({ actorId: command.actorId, userId: command.userId }, 0);
	const statements = asked.mock.calls.map(([sql]) => sql).filter((sql) => /FROM command\b/.test(sql));
	const newestOfPlayer = "SEARCH command USING INDEX command_player (user_id=? AND created_at>?)";
	expect(statements.map((sql) => planOf(database, sql)[0]).toSorted()).toEqual([
		newestOfPlayer,
		newestOfPlayer,
		newestOfPlayer,
		"SEARCH command USING INDEX sqlite_autoindex_command_1 (id=?)",
	]);
	database.close();
});
