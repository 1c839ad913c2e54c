import { expect, test } from "bun:test";
import { lookAtDatabase } from "../../companion/database/look-at-database";
import { Random } from "../random";
import { awaitSession } from "./await-session";
import { checkAudit } from "./check-audit";
import { Lane } from "./lane";
import { runProgram } from "./program";
import { ReceiptBook } from "./receipt-book";
import { nowSeconds, setScene } from "./testing/scene";

const PROCESS_MILLISECONDS_MAX = 60_000;
const LANES = 6;
const ANSWERS = 60;

test.each(["SIGTERM", "SIGINT"] as const)(
	"%s under load: what is under way is answered, the end is in order, and every answer stands in the audit",
	async (signal) => {
		const scene = setScene();
		const program = scene.start();
		const book = new ReceiptBook();
		let answers = 0;
		let isOver = false;
		let tellEnough: () => void = () => undefined;
		const enough = new Promise<void>((resolve) => (tellEnough = resolve));
		const line = {
			...{ url: await program.url(), session: await awaitSession(program), nowSeconds, isOver: () => isOver },
			onAnswer: () => {
				answers += 1;
				if (answers === ANSWERS) tellEnough();
			},
		};
		const lanes = Array.from({ length: LANES }, (_, index) => new Lane(new Random(`${signal} ${index}`), book, index));
		const work = Promise.all(lanes.map((lane) => lane.work(line)));
		await enough;
		const ended = await program.stop(signal);
		isOver = true;
		await work;
		expect(ended.code).toBe(0);
		expect(ended.output).toEndWith("stopped");
		const database = lookAtDatabase(scene.databasePath, false);
		const found = checkAudit(database, book);
		database.close();
		expect(found).toEqual({ answered: book.answered().length, lost: 0, doubled: 0, foreign: 0 });
		expect(book.contradictions).toEqual([]);
		expect(answers).toBeGreaterThanOrEqual(ANSWERS);
		expect(await runProgram(scene.environment(), "verify")).toMatchObject({ code: 0 });
	},
	PROCESS_MILLISECONDS_MAX,
);
