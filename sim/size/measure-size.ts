import { Database } from "bun:sqlite";
import { statSync } from "node:fs";
import { copyHere } from "../../companion/backup/copy-database";
import { refuseDamaged } from "../../companion/database/look-through";
import { changeRequest, startTestCompanion, type TestCompanion } from "../../companion/testing/test-companion";
import { receiptOf, startTestServer, type TestServer } from "../../companion/testing/test-server";
import { RECEIPT_BATCH_MAX } from "../../shared/limits";

export interface SizeReport {
	readonly receipts: number;
	/** Of them, answers to commands from Discord; the others are changes by the game. */
	readonly ofCommands: number;
	/** Bytes of a whole and tidy file, as a backup is one. */
	readonly fileBytes: number;
	/** Of those in tables that grow with receipts, for each receipt. */
	readonly bytesPerReceipt: number;
	/** By table, with its indexes. */
	readonly bytesByTable: Readonly<Record<string, number>>;
	/** Straight on from the measured rows; nobody has stored that many here. */
	readonly extrapolatedMebibytes: Readonly<Record<string, number>>;
	readonly backupMilliseconds: number;
	readonly lookThroughMilliseconds: number;
}

const GROWING = ["audit_entry", "audit_detail", "command", "idempotency_key"];
const PLAYERS = 100;
const COMMANDS_EVERY = 5;
const MEBIBYTE = 1_048_576;

/** Fills a database through the companion's own routes and measures what a receipt takes. */
export async function measureSize(path: string, copyPath: string, count: number): Promise<SizeReport> {
	const world = startTestCompanion({ path });
	const server = await startTestServer(world, "job-1");
	const ofCommands = await fill(world, server, count);
	world.companion.stop();
	world.database.close();
	const backupMilliseconds = await timed(() => copyHere(path, copyPath));
	const copy = new Database(copyPath, { readonly: true });
	const lookThroughMilliseconds = await timed(() => refuseDamaged(copy, Infinity));
	const bytesByTable = readTables(copy, count);
	copy.close();
	const fileBytes = statSync(copyPath).size;
	const bytesPerReceipt = GROWING.reduce((sum, table) => sum + (bytesByTable[table] ?? 0), 0);
	const mebibytes = (receipts: number): number => Math.round((receipts * bytesPerReceipt) / MEBIBYTE);
	const extrapolatedMebibytes = { "1000000": mebibytes(1_000_000), "10000000": mebibytes(10_000_000) };
	const times = { backupMilliseconds, lookThroughMilliseconds };
	return { receipts: count, ofCommands, fileBytes, bytesPerReceipt, bytesByTable, extrapolatedMebibytes, ...times };
}

/** Answers how many of the receipts belong to commands. */
async function fill(world: TestCompanion, server: TestServer, count: number): Promise<number> {
	const wallets = Array.from({ length: PLAYERS }, (_, index) => ({
		userId: 1_000_000_000 + index,
		revision: 0,
		seq: 0,
	}));
	let ofCommands = 0;
	for (let done = 0; done < count; done += RECEIPT_BATCH_MAX) {
		const batch = [];
		for (let number = done; number < Math.min(count, done + RECEIPT_BATCH_MAX); number += 1) {
			const wallet = wallets[number % PLAYERS];
			if (wallet === undefined) throw new Error("there are players");
			wallet.revision += 1;
			const { userId, revision } = wallet;
			const facts = {
				userId,
				born: `${userId}`.padStart(32, "a"),
				epoch: 1,
				delta: 25,
				reason: `Quest reward ${number}`,
			};
			const isCommand = Math.floor(number / PLAYERS) % COMMANDS_EVERY === 0;
			if (isCommand) ofCommands += 1;
			const id = isCommand ? await submit(world, userId, number) : undefined;
			const applied = {
				...facts,
				id: id ?? "-",
				seq: isCommand ? (wallet.seq += 1) : 0,
				actor: "game",
				source: "game",
			};
			const plain = isCommand
				? { source: "discord", actor: "discord:1573635722949296128" }
				: { commandId: undefined, seq: undefined };
			batch.push(receiptOf(applied, { ...plain, revision, balance: 25 * revision }));
		}
		await server.ship(batch);
	}
	return ofCommands;
}

async function submit(world: TestCompanion, userId: number, number: number): Promise<string> {
	const id = `discord:${1_573_635_722_949_296 + number}128`;
	const names = { userName: "BuilderOfHarbors", actorId: "1573635722949296128", actorName: "treasurer.mia" };
	const request = changeRequest({ id, userId, delta: 25, reason: `Build contest ${number}`, ...names });
	await world.settled(world.companion.ledger.submit(request));
	return id;
}

function readTables(copy: Database, count: number): Record<string, number> {
	const rows = copy
		.query<{ name: string; bytes: number }, []>(
			`SELECT s.tbl_name AS name, sum(d.pgsize) AS bytes FROM dbstat d JOIN sqlite_master s ON s.name = d.name
			GROUP BY s.tbl_name ORDER BY bytes DESC`,
		)
		.all();
	const perReceipt = rows.map(({ name, bytes }) => [name, Math.round(bytes / count)] as const);
	return Object.fromEntries(perReceipt.filter(([, bytes]) => bytes > 0));
}

async function timed(work: () => void | Promise<void>): Promise<number> {
	const begun = performance.now();
	await work();
	return Math.round(performance.now() - begun);
}
