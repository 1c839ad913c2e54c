import type { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { CHAIN_START, CHAINED_COLUMNS, hashChainedRow, type ChainedRow } from "../audit/audit-chain";
import type { Receipt } from "../../shared/wallet/receipt";
import { startTestCompanion } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";
import { verifyAudit } from "./verify-audit";

const COUNT = 6;

/** An audit with six receipts of two players, as game servers sent them. */
async function setScene(count = COUNT) {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const earned = (userId: number, revision: number): Receipt => ({
		...{ revision, source: "game", kind: "applied", delta: 5, balance: 5 * revision },
		...{ actor: "game", reason: `quest ${revision}`, at: 1_767_225_600 },
	});
	for (let index = 0; index < count; index += 1) {
		const userId = 77 + (index % 2);
		const receipt = earned(userId, Math.floor(index / 2) + 1);
		await server.ship([{ userId, born: `life-${userId}`, epoch: 1, receipt }]);
	}
	return {
		...world,
		verify: (from: "start" | "checkpoint" = "start") => verifyAudit(world.database, from, () => undefined),
	};
}

/** Somebody with the file in hand; the triggers keep only honest programs away. */
function tamper(database: Database, ...statements: readonly string[]): void {
	const triggers = database
		.query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
		.all();
	for (const { name } of triggers) database.run(`DROP TRIGGER ${name}`);
	database.run("PRAGMA foreign_keys = OFF");
	for (const statement of statements) database.run(statement);
}

test("an audit as it was written holds, and names its last row and hash", async () => {
	const { database, verify } = await setScene();
	const report = verify();
	expect(report).toMatchObject({ ok: true, since: 0, wallets: { wallets: 2, early: 0, lost: 0 } });
	expect(report.chain).toMatchObject({ rows: COUNT, unchained: 0, erased: 0, problem: undefined });
	const last = database
		.query<ChainedRow & { chain_hash: string }, []>("SELECT * FROM audit_entry ORDER BY id DESC")
		.get();
	expect(report.chain.head).toEqual({ row: COUNT, hash: last?.chain_hash ?? "" });
});

test("an empty audit holds", async () => {
	const { verify } = await setScene(0);
	expect(verify()).toMatchObject({ ok: true, chain: { rows: 0, head: undefined } });
});

describe("a byte of a row that was changed", () => {
	const CHANGES = CHAINED_COLUMNS.filter((column) => column !== "id");

	test.each(CHANGES)("%s: the row is named", async (column) => {
		const { database, verify } = await setScene();
		const text = `substr(coalesce(${column}, 'x') || '1', 2)`;
		const isNumber = ["epoch", "revision", "seq", "delta", "balance", "at", "received_at"].includes(column);
		const changed = isNumber ? `coalesce(${column}, 0) + 1000` : text;
		tamper(database, `UPDATE audit_entry SET ${column} = ${changed} WHERE id = 3`);
		expect(verify().chain.problem).toMatchObject({ kind: "row-changed", row: 3 });
	});

	test("and hidden by a new hash of that row: the row behind it is named", async () => {
		const { database, verify } = await setScene();
		tamper(database, "UPDATE audit_entry SET balance = 9000 WHERE id = 3");
		const rows = database.query<ChainedRow & { chain_hash: string }, []>("SELECT * FROM audit_entry ORDER BY id").all();
		const [before, row] = [rows[1], rows[2]];
		if (before === undefined || row === undefined) throw new Error("rows 2 and 3 are there");
		database.run("UPDATE audit_entry SET chain_hash = ? WHERE id = 3", [hashChainedRow(before.chain_hash, row)]);
		expect(verify().chain.problem).toMatchObject({ kind: "row-changed", row: 4 });
	});
});

test.each([
	["one was removed", "row-missing", 3, ["DELETE FROM audit_entry WHERE id = 3"]],
	["the first was removed", "row-missing", 1, ["DELETE FROM audit_entry WHERE id = 1"]],
	["the last was removed", "row-missing", COUNT, [`DELETE FROM audit_entry WHERE id = ${COUNT}`]],
	[
		"two were swapped",
		"row-changed",
		3,
		[
			"UPDATE audit_entry SET id = 999 WHERE id = 3",
			"UPDATE audit_entry SET id = 3 WHERE id = 4",
			"UPDATE audit_entry SET id = 4 WHERE id = 999",
		],
	],
	[
		"one was inserted",
		"row-changed",
		COUNT + 1,
		[
			`INSERT INTO audit_entry SELECT ${COUNT + 1}, guild_id, subject, born, epoch, 99, command_id, seq, source, kind, code,
				delta, balance, at, receipt_hash, detail_hash, received_at, chain_hash FROM audit_entry WHERE id = 1`,
		],
	],
	["one lost its hash", "row-without-hash", 4, ["UPDATE audit_entry SET chain_hash = NULL WHERE id = 4"]],
	["a reason was changed", "detail-changed", 2, ["UPDATE audit_detail SET reason = 'other' WHERE entry_id = 2"]],
	["an actor was changed", "detail-changed", 2, ["UPDATE audit_detail SET actor = 'discord:1' WHERE entry_id = 2"]],
	["a reason is gone, and nobody erased it", "detail-missing", 2, ["DELETE FROM audit_detail WHERE entry_id = 2"]],
] as const)("of rows of which %s, the right one is named", async (_name, kind, row, statements) => {
	const { database, verify } = await setScene();
	tamper(database, ...statements);
	expect(verify()).toMatchObject({ ok: false, chain: { problem: { kind, row } } });
});

test("a row that comes behind one that was taken away leaves the gap open", async () => {
	const world = await setScene();
	tamper(
		world.database,
		`DELETE FROM audit_entry WHERE id = ${COUNT}`,
		`DELETE FROM audit_detail WHERE entry_id = ${COUNT}`,
	);
	const server = await startTestServer(world, "job-2");
	const receipt: Receipt = {
		...{ revision: 1, source: "game", kind: "applied", delta: 1, balance: 1, actor: "game", reason: "", at: 1 },
	};
	await server.ship([{ userId: 79, born: "life-79", epoch: 1, receipt }]);
	expect(world.verify().chain.problem).toMatchObject({ kind: "row-missing", row: COUNT });
});

test("personal text that was erased is counted, and nothing is wrong", async () => {
	const { database, verify } = await setScene();
	const subject = database.query<{ subject: string }, []>("SELECT subject FROM subject WHERE user_id = 77").get();
	database.run("INSERT INTO erasure (user_id, subject, new_born, asked_at, replaced_at) VALUES (-1, ?, 'new', 1, 2)", [
		subject?.subject ?? "",
	]);
	database.run("DELETE FROM audit_detail WHERE entry_id IN (1, 3, 5)");
	expect(verify()).toMatchObject({ ok: true, chain: { rows: COUNT, erased: 3 } });
});

/** Every tick of a whole day is played. */
const DAY_MILLISECONDS_MAX = 60_000;

describe("checkpoints", () => {
	test(
		"the companion notes one a day, and a check may begin there",
		async () => {
			const world = await setScene();
			await world.time.advance(86_400_000);
			expect(world.verify("checkpoint")).toMatchObject({
				ok: true,
				since: COUNT,
				chain: { rows: 0 },
				wallets: undefined,
			});
			tamper(world.database, "UPDATE audit_entry SET delta = 6 WHERE id = 2");
			expect(world.verify("checkpoint").ok).toBe(true);
			expect(world.verify().ok).toBe(false);
		},
		DAY_MILLISECONDS_MAX,
	);

	test(
		"a chain that was made anew from a changed row on differs from them",
		async () => {
			const world = await setScene();
			await world.time.advance(86_400_000);
			tamper(world.database, "UPDATE audit_entry SET code = 'x' WHERE id = 2");
			let previous = CHAIN_START;
			for (const row of world.database.query<ChainedRow, []>("SELECT * FROM audit_entry ORDER BY id").all()) {
				previous = hashChainedRow(previous, row);
				world.database.run("UPDATE audit_entry SET chain_hash = ? WHERE id = ?", [previous, row.id]);
			}
			expect(world.verify().chain.problem).toMatchObject({ kind: "checkpoint-differs", row: COUNT });
		},
		DAY_MILLISECONDS_MAX,
	);
});

describe("wallets", () => {
	test("a receipt that came in and is gone is named, whatever the chain says", async () => {
		const { database, verify } = await setScene();
		tamper(database, "DELETE FROM audit_entry WHERE born = 'life-78' AND revision = 2");
		expect(verify().wallets?.problem).toMatchObject({ kind: "receipt-missing", born: "life-78", revision: 2 });
	});

	test.each([
		["the last", "revision = 3", 3],
		["every one", "revision > 0", 1],
	])("also when it is %s of a wallet", async (_name, which, revision) => {
		const { database, verify } = await setScene();
		tamper(database, `DELETE FROM audit_entry WHERE born = 'life-77' AND ${which}`);
		expect(verify().wallets?.problem).toMatchObject({ kind: "receipt-missing", born: "life-77", revision });
	});

	test("sums that do not hold are named", async () => {
		const { database, verify } = await setScene();
		tamper(database, "UPDATE audit_entry SET balance = 11 WHERE born = 'life-78' AND revision = 2");
		expect(verify().wallets?.problem).toMatchObject({ kind: "balance-broken", born: "life-78", revision: 2 });
	});

	test("a receipt that came before an earlier one is early, not wrong", async () => {
		const world = await setScene();
		const server = await startTestServer(world, "job-2");
		const receipt: Receipt = {
			...{ revision: 9, source: "game", kind: "applied", delta: 1, balance: 50, actor: "game", reason: "", at: 1 },
		};
		await server.ship([{ userId: 77, born: "life-77", epoch: 1, receipt }]);
		expect(world.verify()).toMatchObject({ ok: true, wallets: { early: 1 } });
	});

	test("receipts that were accepted as lost after a restore are counted", async () => {
		const { database, verify } = await setScene();
		tamper(
			database,
			"INSERT INTO audit_loss SELECT subject, born, 2, 2, 1 FROM audit_entry WHERE born = 'life-77' LIMIT 1",
			"DELETE FROM audit_entry WHERE born = 'life-77' AND revision = 2",
		);
		expect(verify().wallets).toMatchObject({ lost: 1, problem: undefined });
	});
});

test("rows from before there was a chain are counted, and the chain begins behind them", async () => {
	const { database, verify } = await setScene();
	tamper(database, "UPDATE audit_entry SET chain_hash = NULL WHERE id <= 2");
	let previous = CHAIN_START;
	for (const row of database.query<ChainedRow, []>("SELECT * FROM audit_entry WHERE id > 2 ORDER BY id").all()) {
		previous = hashChainedRow(previous, row);
		database.run("UPDATE audit_entry SET chain_hash = ? WHERE id = ?", [previous, row.id]);
	}
	expect(verify()).toMatchObject({ ok: true, chain: { rows: COUNT, unchained: 2 } });
});
