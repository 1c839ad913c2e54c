import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Receipt } from "../shared/wallet/receipt";
import { createCompanion } from "./create-companion";
import { refuseDamaged } from "./database/look-through";
import { openDatabase } from "./database/open-database";
import { get } from "./testing/get";
import { makeTempFolder } from "./testing/temp-folder";
import { changeRequest, startTestCompanion, type TestCompanion } from "./testing/test-companion";
import { startTestServer, type TestServer } from "./testing/test-server";
import { verifyAudit } from "./verify/verify-audit";

/** Real files; the faults are SQLite's own, and come whoever runs the test. */

const earned = (revision: number): Receipt => ({
	...{ revision, source: "game", kind: "applied", delta: 5, balance: 5 * revision },
	...{ actor: "game", reason: `quest ${revision} ${"and more ".repeat(10)}`, at: 1_767_225_600 },
});

async function ship(server: TestServer, from: number, count = 1): Promise<number> {
	const receipts = Array.from({ length: count }, (_, index) => ({
		...{ userId: 77, born: "life-77", epoch: 1, receipt: earned(from + index) },
	}));
	const body = JSON.stringify({ receipts });
	return (await server.post("/log/transactions", body, { "Idempotency-Key": `from-${from}-${count}` })).status;
}

async function expectDown(world: TestCompanion, reason: RegExp): Promise<void> {
	const { status, body, text } = await get(world, "/health");
	expect({ status, body }).toMatchObject({
		status: 503,
		body: { status: "down", dependencies: { database: { status: "down" } } },
	});
	expect(text).toMatch(reason);
}

/** A companion on a file with 200 receipts in it. */
async function setScene() {
	const path = join(makeTempFolder(), "purser.sqlite");
	const world = startTestCompanion({ path });
	const server = await startTestServer(world, "job-1");
	for (let from = 1; from <= 200; from += 50) expect(await ship(server, from, 50)).toBe(200);
	return { path, world, server };
}

const verify = ({ database }: TestCompanion) => verifyAudit(database, "start", () => undefined);

test("a full disk: the batch is refused whole, health says so, and with room again the same batch is taken", async () => {
	const { world, server } = await setScene();
	const pages = world.database.query<{ page_count: number }, []>("PRAGMA page_count").get()?.page_count ?? 0;
	world.database.run(`PRAGMA max_page_count = ${pages}`);
	const statuses: number[] = [];
	let from = 201;
	// A few still fit into the pages there are.
	while (statuses.at(-1) !== 503 && from < 1_000) statuses.push(await ship(server, (from += 50), 50));
	expect(statuses.at(-1)).toBe(503);
	await expectDown(world, /disk is full/);
	const before = verify(world);
	expect(before.ok).toBe(true);
	world.database.run("PRAGMA max_page_count = 1000000");
	expect(await ship(server, from, 50)).toBe(200);
	expect(await get(world, "/health")).toMatchObject({ status: 200 });
	expect(verify(world).chain.rows).toBe(before.chain.rows + 50);
	expect(world.alarms()).toContain("database-trouble");
});

test("a file that becomes read-only: nothing is answered for, what is there is shown, and it recovers", async () => {
	const { world, server } = await setScene();
	world.database.run("PRAGMA query_only = 1");
	expect(await ship(server, 201)).toBe(503);
	expect(await get(world, "/health/ready")).toMatchObject({ status: 503 });
	await expectDown(world, /cannot be written to/);
	expect(await get(world, "/log/transactions?limit=1")).toMatchObject({
		status: 200,
		body: { rows: [{ revision: 200 }] },
	});
	const submitted = world.companion.ledger.submit(changeRequest()).catch((problem: unknown) => String(problem));
	expect(await world.settled(submitted)).toContain("readonly");
	world.database.run("PRAGMA query_only = 0");
	// Whoever looks at it lets it try again.
	await get(world, "/health");
	expect(await get(world, "/health/ready")).toMatchObject({ status: 200 });
	expect(await ship(server, 201)).toBe(200);
	expect(verify(world)).toMatchObject({ ok: true, chain: { rows: 201 } });
});

test("a file that cannot be written to at all: the start is refused", async () => {
	const { path, world } = await setScene();
	world.companion.stop();
	world.database.close();
	const readOnly = new Database(path, { readonly: true, strict: true });
	const ports = {
		...world.time,
		fetch: world.roblox.fetch,
		random: { hex: () => "r", fraction: () => 0 },
		log: () => undefined,
	};
	expect(() => createCompanion({ ...ports, database: readOnly }, world.config)).toThrow(/readonly/);
	readOnly.close();
});

/** Number of the first page of a table or index. */
function rootOf(database: Database, name: string): number {
	const row = database
		.query<{ rootpage: number }, [string]>("SELECT rootpage FROM sqlite_master WHERE name = ?")
		.get(name);
	return row?.rootpage ?? 0;
}

const PAGE_BYTES = 4_096;

/** Turns bytes of one page over, as a bad disk does. The database has to be closed, and so its log gone. */
function damage(path: string, page: number, bytes = PAGE_BYTES): void {
	const file = openSync(path, "r+");
	const at = (page - 1) * PAGE_BYTES;
	const content = new Uint8Array(bytes);
	readSync(file, content, 0, bytes, at);
	writeSync(
		file,
		content.map((byte) => byte ^ 0xa5),
		0,
		bytes,
		at,
	);
	closeSync(file);
}

describe("a page that is not what was written", () => {
	test.each(["audit_entry", "wallet", "meta", "command", "idempotency_key", "sqlite_autoindex_audit_entry_1"])(
		"%s: the file is refused before anything is answered from it",
		async (name) => {
			const { path, world } = await setScene();
			const page = rootOf(world.database, name);
			expect(page).toBeGreaterThan(1);
			world.companion.stop();
			world.database.close();
			damage(path, page);
			const database = openDatabase(path);
			expect(() => refuseDamaged(database)).toThrow(/damaged|malformed/);
			database.close();
		},
	);

	test("in a file too large to be looked through at the start: what meets it is refused, then everything is", async () => {
		const { path, world } = await setScene();
		const page = rootOf(world.database, "audit_entry");
		world.companion.stop();
		world.database.close();
		damage(path, page);
		const database = openDatabase(path);
		expect(() => refuseDamaged(database, 0)).not.toThrow();
		database.close();
		const again = startTestCompanion({ path, time: world.time, life: 2 });
		await again.time.advance(1_000);
		await expectDown(again, /damaged/);
		expect(await get(again, "/log/transactions?limit=5")).toMatchObject({
			status: 503,
			body: { code: "database-unavailable" },
		});
		const session = new Request("http://localhost/game/session", { method: "POST" });
		expect((await again.settled(again.companion.app.handle(session))).status).toBe(503);
		const submitted = again.companion.ledger.submit(changeRequest()).catch((problem: unknown) => String(problem));
		expect(await again.settled(submitted)).toContain("the database is damaged");
		expect(await get(again, "/health/live")).toMatchObject({ status: 200 });
		again.companion.stop();
		again.database.close();
	});

	test("the head of the file: it is no database any more", async () => {
		const { path, world } = await setScene();
		world.companion.stop();
		world.database.close();
		damage(path, 1, 64);
		expect(() => openDatabase(path)).toThrow(/not a database/);
	});

	test("a few bytes inside a row, which SQLite cannot see: verify names the row", async () => {
		const { path, world } = await setScene();
		world.companion.stop();
		world.database.close();
		const bytes = Buffer.from(await Bun.file(path).arrayBuffer());
		const at = bytes.indexOf("quest 123 ");
		bytes.write("QUEST 123 ", at);
		await Bun.write(path, bytes);
		const database = openDatabase(path);
		expect(() => refuseDamaged(database)).not.toThrow();
		const report = verifyAudit(database, "start", () => undefined);
		database.close();
		expect(report).toMatchObject({ ok: false, chain: { problem: { kind: "detail-changed", row: 123 } } });
	});
});
