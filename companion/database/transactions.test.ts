import { expect, test } from "bun:test";
import type { LogEntry } from "../ports";
import { createFakeTime } from "../testing/fake-time";
import { openDatabase } from "./open-database";
import { COMMIT_MILLISECONDS, createTransactions, OFFERED_MAX } from "./transactions";

function setUp() {
	const database = openDatabase(":memory:");
	database.run("CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT");
	database.run(
		"CREATE TABLE entry (text TEXT UNIQUE, parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
	);
	const time = createFakeTime(0);
	const log: LogEntry[] = [];
	let turns = 0;
	let precise = 0;
	const transactions = createTransactions({
		database,
		clock: { ...time.clock, precise: () => precise },
		log: (entry) => log.push(entry),
		afterTurn: (run) => {
			turns += 1;
			time.afterTurn(run);
		},
	});
	const insert = (text: string) => database.run("INSERT INTO entry (text) VALUES (?)", [text]);
	const list = () =>
		database
			.query<{ text: string }, []>("SELECT text FROM entry")
			.all()
			.map((row) => row.text);
	const work = (milliseconds: number) => void (precise += milliseconds);
	return { database, time, transactions, log, insert, list, work, turns: () => turns };
}

test("units of one turn share one commit and resolve after it", async () => {
	const { time, transactions, insert, list, turns } = setUp();
	const all = Promise.all([
		transactions.run(() => insert("a") && "first"),
		transactions.run(() => insert("b") && "second"),
	]);
	expect(list()).toEqual([]);
	await time.settle();
	expect(await all).toEqual(["first", "second"]);
	expect(list()).toEqual(["a", "b"]);
	expect(turns()).toBe(1);
});

test("a commit takes no more units after its time, and the rest follow in turns of their own", async () => {
	const { time, transactions, insert, list, work, turns } = setUp();
	const seen: number[] = [];
	const all = ["a", "b", "c", "d", "e"].map((text) =>
		transactions.run(() => {
			seen.push(turns());
			work(COMMIT_MILLISECONDS / 2);
			return insert(text);
		}),
	);
	await time.settle();
	await Promise.all(all);
	expect(list()).toEqual(["a", "b", "c", "d", "e"]);
	expect(seen).toEqual([1, 1, 2, 2, 3]);
});

test("what a unit hands in comes behind the others and shares their commit, while there is time", async () => {
	const { time, transactions, insert, list, work, turns } = setUp();
	const seen: (readonly [string, number])[] = [];
	const handIn = (text: string, milliseconds = 0) =>
		transactions.run(() => {
			seen.push([text, turns()]);
			work(milliseconds);
			insert(text);
		});
	void transactions.run(() => {
		void handIn("inner", COMMIT_MILLISECONDS);
		void handIn("late");
		insert("first");
	});
	void handIn("second");
	await time.settle();
	expect(seen).toEqual([
		["second", 1],
		["inner", 1],
		["late", 2],
	]);
	expect(list().toSorted()).toEqual(["first", "inner", "late", "second"]);
});

test("an orderly end commits all that waits, however long it takes", () => {
	const { transactions, insert, list, work } = setUp();
	for (const text of ["a", "b", "c"]) {
		void transactions.run(() => {
			work(COMMIT_MILLISECONDS);
			return insert(text);
		});
	}
	transactions.flush();
	expect(list()).toEqual(["a", "b", "c"]);
});

test("a file that can take nothing refuses those that are left as well", async () => {
	const { database, time, transactions, insert, work } = setUp();
	database.run("PRAGMA query_only = ON");
	database.run("BEGIN");
	const all = ["a", "b"].map((text) =>
		transactions.run(() => {
			work(COMMIT_MILLISECONDS);
			return insert(text);
		}),
	);
	const results = Promise.allSettled(all);
	await time.settle();
	expect((await results).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
	expect(transactions.waiting()).toBe(0);
});

test("a unit that fails undoes its own statements only", async () => {
	const { time, transactions, insert, list } = setUp();
	const results = Promise.allSettled([
		transactions.run(() => insert("a")),
		transactions.run(() => {
			insert("b");
			throw new Error("broken");
		}),
		transactions.run(() => insert("c")),
	]);
	await time.settle();
	expect((await results).map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
	expect(list()).toEqual(["a", "c"]);
});

test("a commit that fails rejects every unit of the turn and runs no hook", async () => {
	const { database, time, transactions, insert, list } = setUp();
	let told = false;
	const results = Promise.allSettled([
		transactions.run((afterCommit) => {
			afterCommit(() => (told = true));
			return insert("a");
		}),
		// A deferred reference is checked by the commit itself.
		transactions.run(() => database.run("INSERT INTO entry (text, parent) VALUES ('b', 99)")),
	]);
	await time.settle();
	expect((await results).map((result) => result.status)).toEqual(["rejected", "rejected"]);
	expect([list(), told, database.inTransaction]).toEqual([[], false, false]);
	const later = transactions.run(() => insert("c"));
	await time.settle();
	await later;
	expect(list()).toEqual(["c"]);
});

test("hooks run in order, after the commit, before the caller goes on, and not for a unit that failed", async () => {
	const { time, transactions, database, insert } = setUp();
	const order: string[] = [];
	const hook = (name: string) => () => order.push(`${name} ${database.inTransaction}`);
	const work = [
		transactions.run((afterCommit) => {
			afterCommit(hook("one"));
			afterCommit(() => {
				throw new Error("broken listener");
			});
			insert("a");
		}),
		transactions.run((afterCommit) => {
			afterCommit(hook("never"));
			insert("a");
		}),
		transactions.run((afterCommit) => afterCommit(hook("two"))),
	];
	void work[0]?.then(() => order.push("caller"));
	const results = Promise.allSettled(work);
	await time.settle();
	await results;
	expect(order).toEqual(["one false", "two false", "caller"]);
});

test("offers are turned away while too many units wait, work of our own is not, and nothing of it is lost", async () => {
	const { transactions, insert, list, time } = setUp();
	const offer = (name: string) => transactions.offer(() => insert(name));
	const taken = Array.from({ length: OFFERED_MAX }, (_, index) => offer(`offer ${index}`));
	expect(taken).not.toContain(undefined);
	expect(offer("one too many")).toBeUndefined();
	const own = transactions.run(() => insert("own"));
	await time.settle();
	await Promise.all([...taken, own]);
	expect(list()).toHaveLength(OFFERED_MAX + 1);
	expect(list()).toContain("own");
	expect(offer("afterwards")).toBeDefined();
	await time.settle();
	expect(list()).toContain("afterwards");
});

test("flush commits what waits without waiting for the turn to end", async () => {
	const { transactions, insert, list, time } = setUp();
	const work = transactions.run(() => insert("a"));
	transactions.flush();
	expect(list()).toEqual(["a"]);
	await work;
	await time.settle();
	expect(list()).toEqual(["a"]);
});

test("a unit on a closed database is rejected, and nothing else breaks", async () => {
	const { database, transactions, insert, time, log } = setUp();
	database.close();
	const work = transactions
		.run(() => insert("a"))
		.then(
			() => "written",
			() => "rejected",
		);
	await time.settle();
	expect(await work).toBe("rejected");
	expect(log.map((entry) => entry.event)).toEqual(["rollback-failed"]);
});

test("a read sees what is durable at once, and nothing that is still to be committed", async () => {
	const { time, transactions, insert, list, turns } = setUp();
	void transactions.run(() => insert("a"));
	expect(await transactions.read(list)).toEqual([]);
	expect(turns()).toBe(1);
	await time.settle();
	expect(await transactions.read(list)).toEqual(["a"]);
	expect(turns()).toBe(1);
});

test("a read inside a unit is our bug: what it saw might be undone", async () => {
	const { time, transactions, list } = setUp();
	const refused: string[] = [];
	const read = () => transactions.read(list).catch((problem: unknown) => void refused.push(String(problem)));
	void transactions.run(() => void read());
	await time.settle();
	expect(refused).toEqual(["Error: a unit reads by itself"]);
});

test("a read that fails rejects, and a damaged file is not read any more", async () => {
	const { time, transactions, list } = setUp();
	const damaged = Object.assign(new Error("malformed"), { code: "SQLITE_CORRUPT" });
	expect(
		transactions.read(() => {
			throw damaged;
		}),
	).rejects.toBe(damaged);
	await time.settle();
	expect(transactions.read(list)).rejects.toThrow("the database is damaged");
});
