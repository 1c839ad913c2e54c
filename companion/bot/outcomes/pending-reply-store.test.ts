import { afterEach, expect, test } from "bun:test";
import type { Database } from "bun:sqlite";
import { migrate } from "../../database/migrate";
import { openDatabase } from "../../database/open-database";
import { createTransactions } from "../../database/transactions";
import { createPendingReplyStore } from "./pending-reply-store";

let database: Database | undefined;

afterEach(() => database?.close());

function createStore() {
	const opened = openDatabase(":memory:");
	database = opened;
	migrate(opened, 0);
	const ports = { database: opened, afterTurn: queueMicrotask, log: () => undefined };
	return createPendingReplyStore(opened, createTransactions(ports));
}

const FIRST = { commandId: "discord:1", address: { applicationId: "4", token: "t1" }, createdAt: 100 };
const SECOND = { ...FIRST, address: { applicationId: "4", token: "t2" }, createdAt: 200 };

test("waiting replies come back in order, and all but the first of a command are repeats", async () => {
	const store = createStore();
	expect(await store.add(FIRST)).toBe(true);
	expect(await store.add(SECOND)).toBe(true);
	expect(await store.takeOpen(0)).toEqual([
		{ ...FIRST, isRepeat: false },
		{ ...SECOND, isRepeat: true },
	]);
});

test("the same reply is added once", async () => {
	const store = createStore();
	await store.add(FIRST);
	expect(await store.add({ ...FIRST, createdAt: 999 })).toBe(false);
	expect(await store.takeOpen(0)).toHaveLength(1);
});

test("a completed reply waits no longer, but later ones are still repeats of it", async () => {
	const store = createStore();
	await store.add(FIRST);
	await store.complete("discord:1", "t1");
	await store.add(SECOND);
	expect(await store.takeOpen(0)).toEqual([{ ...SECOND, isRepeat: true }]);
});

test("a removed reply was never there", async () => {
	const store = createStore();
	await store.add(FIRST);
	await store.remove("discord:1", "t1");
	await store.add(SECOND);
	expect(await store.takeOpen(0)).toEqual([{ ...SECOND, isRepeat: false }]);
});

test("replies whose token has ended are deleted, tokens with them", async () => {
	const store = createStore();
	await store.add(FIRST);
	await store.add(SECOND);
	expect(await store.takeOpen(100)).toHaveLength(1);
	expect(database?.query<{ token: string }, []>("SELECT token FROM pending_reply").all()).toEqual([{ token: "t2" }]);
});
