import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { join } from "node:path";
import { checkAudit } from "../operation/check-audit";
import { ReceiptBook } from "../operation/receipt-book";
import { nowSeconds, setScene } from "../operation/testing/scene";
import { Random } from "../random";
import { playKillRounds } from "./kill-rounds";

const ROUNDS = 8;
const PROCESS_MILLISECONDS_MAX = 240_000;

test(
	"the program, killed again and again under load, loses and doubles nothing that it answered for",
	async () => {
		const { environment, databasePath } = setScene();
		const plan = { rounds: ROUNDS, random: new Random(6), databasePath, nowSeconds, onRound: () => undefined };
		const report = await playKillRounds({ ...plan, environment: environment() });
		expect(report).toMatchObject({
			rounds: ROUNDS,
			lost: 0,
			doubled: 0,
			foreign: 0,
			contradictions: 0,
			verified: true,
		});
		expect(report.ok).toBe(true);
		expect(report.answered).toBeGreaterThan(ROUNDS);
		// Or no kill fell into anything.
		expect(report.unanswered).toBeGreaterThan(0);
	},
	PROCESS_MILLISECONDS_MAX,
);

/** Receipts 1 to 3 of a wallet were sent; the first two were answered for. */
function bookOfThree(): ReceiptBook {
	const book = new ReceiptBook();
	const text = { source: "game", kind: "applied", delta: 5, actor: "game", reason: "quest", at: 1 } as const;
	const shipped = [1, 2, 3].map((revision) => ({
		...{ userId: 77, born: "life", epoch: 1 },
		receipt: { ...text, revision, balance: 5 * revision },
	}));
	book.noteSending(shipped);
	book.noteAnswer({
		results: [1, 2].map((revision) => ({ born: "life", revision, status: "stored" as const })),
		acked: {},
	});
	return book;
}

test.each([
	["as it should be", [1, 2], { answered: 2, lost: 0, doubled: 0, foreign: 0 }],
	["what got no answer is stored all the same", [1, 2, 3], { answered: 2, lost: 0, doubled: 0, foreign: 0 }],
	["one that was answered for is gone", [1], { answered: 2, lost: 1, doubled: 0, foreign: 0 }],
	["one is there twice", [1, 2, 2], { answered: 2, lost: 0, doubled: 1, foreign: 0 }],
	["nobody sent one of them", [1, 2, 9], { answered: 2, lost: 0, doubled: 0, foreign: 1 }],
] as const)("an audit in which %s is judged so", (_name, revisions, expected) => {
	const book = bookOfThree();
	const database = new Database(":memory:");
	database.run("CREATE TABLE audit_entry (born TEXT, revision INTEGER, receipt_hash TEXT)");
	for (const revision of revisions) {
		const hash = book.hashOf(`life/${revision}`) ?? "?";
		database.run("INSERT INTO audit_entry VALUES ('life', ?, ?)", [revision, hash]);
	}
	expect(checkAudit(database, book)).toEqual(expected);
	database.close();
});

test.each([
	["stored, though it was answered for before", { revision: 1, status: "stored" }, "was answered and lost"],
	["refused", { revision: 1, status: "refused" }, "is refused"],
	["known, though it came for the first time", { revision: 3, status: "deduped" }, "was known before it was sent"],
	["of a receipt nobody sent", { revision: 4, status: "stored" }, "is stored"],
] as const)("an answer that says %s cannot be true", (_name, result, expected) => {
	const book = bookOfThree();
	book.noteAnswer({ results: [{ born: "life", ...result }], acked: {} });
	expect(book.contradictions).toEqual([`life/${result.revision} ${expected}`]);
});

test("the package's own command plays it and prints one object", async () => {
	const main = join(import.meta.dir, "main.ts");
	const child = Bun.spawn([process.execPath, main, "--rounds", "1", "--seed", "text", "--json"], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const output = await new Response(child.stdout).text();
	expect(JSON.parse(output)).toMatchObject({ seed: "text", rounds: 1, lost: 0, doubled: 0, ok: true });
	expect(await child.exited).toBe(0);
}, 120_000);
