import { expect, test } from "bun:test";
import { join } from "node:path";
import { createFakeTime } from "../testing/fake-time";
import { makeTempFolder } from "../testing/temp-folder";
import { startTestCompanion, TEST_START, type TestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";

const DAY = 86_400_000;
const RECEIPT = {
	id: "-",
	userId: 77,
	born: "b",
	epoch: 1,
	seq: 1,
	delta: 5,
	reason: "",
	actor: "game",
	source: "game",
};

/** Companions on one file, days apart; each keeps house when it starts. */
function setScene() {
	const path = join(makeTempFolder(), "purser.sqlite");
	let lives = 0;
	const startAfter = async (days: number): Promise<TestCompanion> => {
		const world = startTestCompanion({ path, life: (lives += 1), time: createFakeTime(TEST_START + days * DAY) });
		// Long enough to find out which servers are silent.
		await world.time.advance(120_000);
		return world;
	};
	const end = ({ companion, database }: TestCompanion): void => {
		companion.stop();
		database.close();
	};
	return { startAfter, end };
}

function count({ database }: TestCompanion, table: string): number {
	return database.query<{ count: number }, []>(`SELECT count(*) AS count FROM ${table}`).get()?.count ?? 0;
}

test.each([
	["idempotency_key", 30],
	["game_server", 2],
	["pending_reply", 1],
	["player_name", 90],
	["undo", 90],
] as const)("%s: a row is kept for %i days, and then forgotten", async (table, days) => {
	const { startAfter, end } = setScene();
	const first = await startAfter(0);
	const server = await startTestServer(first, "job-1");
	await server.beat({ players: [77], names: [{ userId: 77, name: "Builder" }] });
	const receipt = receiptOf(RECEIPT, { revision: 1, commandId: undefined, seq: undefined });
	await server.post("/log/transactions", JSON.stringify({ receipts: [receipt] }), { "Idempotency-Key": "batch-1" });
	first.database.run(
		"INSERT INTO pending_reply (command_id, application_id, token, created_at, done) VALUES ('c', 'a', 't', ?, 1)",
		[first.time.clock.now()],
	);
	first.database.run(
		`INSERT INTO undo (guild_id, scope, actor_id, actor_name, asked_by, asked_name, asked_at, ended_at)
			VALUES ('900', 's', 'a', 'A', 'b', 'B', 0, ?)`,
		[first.time.clock.now()],
	);
	expect(count(first, table)).toBe(1);
	end(first);
	const second = await startAfter(days - 0.1);
	expect(count(second, table)).toBe(1);
	end(second);
	const third = await startAfter(days + 0.1);
	expect([count(third, table), count(third, "audit_entry")]).toEqual([0, 1]);
	expect(third.alarms()).toEqual([]);
	end(third);
});

test("a server that still beats is kept, however old its session is", async () => {
	const { startAfter, end } = setScene();
	const first = await startAfter(0);
	await (await startTestServer(first, "job-1")).beat();
	end(first);
	const second = await startAfter(4);
	second.database.run("UPDATE game_server SET ended = 0, seen_at = ?", [second.time.clock.now()]);
	end(second);
	const third = await startAfter(4.001);
	expect(count(third, "game_server")).toBe(1);
	end(third);
});
