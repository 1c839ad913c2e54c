import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { EXIT } from "../../companion/program-ends";
import { Random } from "../random";
import { awaitSession } from "./await-session";
import { Lane } from "./lane";
import { runProgram } from "./program";
import { ReceiptBook } from "./receipt-book";
import { nowSeconds, setScene } from "./testing/scene";

const PROCESS_MILLISECONDS_MAX = 60_000;
const ANSWERS = 20;
const PAGE_BYTES = 4_096;

test(
	"a damaged file: every program says so in one line, and none works on it",
	async () => {
		const scene = setScene();
		const program = scene.start();
		const book = new ReceiptBook();
		let answers = 0;
		const line = { url: await program.url(), session: await awaitSession(program), nowSeconds };
		const onAnswer = (): void => void (answers += 1);
		await new Lane(new Random(1), book, 1).work({ ...line, onAnswer, isOver: () => answers >= ANSWERS });
		await program.stop();
		const database = new Database(scene.databasePath, { readonly: true });
		const root = database
			.query<{ rootpage: number }, []>("SELECT rootpage FROM sqlite_master WHERE name = 'audit_entry'")
			.get();
		database.close();
		const bytes = readFileSync(scene.databasePath);
		const from = ((root?.rootpage ?? 0) - 1) * PAGE_BYTES;
		for (let at = from; at < from + PAGE_BYTES; at += 1) bytes.writeUInt8(bytes.readUInt8(at) ^ 0xa5, at);
		writeFileSync(scene.databasePath, bytes);

		const start = await runProgram(scene.environment());
		expect(start.code).toBe(EXIT.database);
		expect(start.output.trim().split("\n")).toHaveLength(1);
		expect(start.output).toMatch(/^The database .* cannot be used: .*damaged.*restore the newest backup/);
		for (const [verb, code, said] of [
			["backup", 1, /^No backup of .* was made/],
			["restore", EXIT.database, /cannot be used: .*damaged/],
			["verify", 2, /cannot be read \(SQLITE_CORRUPT\)/],
		] as const) {
			const ended = await runProgram(scene.environment(), verb);
			expect([verb, ended.code]).toEqual([verb, code]);
			expect(ended.output).toMatch(said);
			expect(ended.output.trim().split("\n")).toHaveLength(1);
		}
		expect(readFileSync(scene.databasePath).equals(bytes)).toBe(true);
	},
	PROCESS_MILLISECONDS_MAX,
);
