import { afterEach, expect, test } from "bun:test";
import type { Database } from "bun:sqlite";
import { migrate } from "../../database/migrate";
import { openDatabase } from "../../database/open-database";
import { createTransactions } from "../../database/transactions";
import { createFakeTime } from "../../testing/fake-time";
import { createPendingReplyStore, createReplyKeeper } from "./pending-reply-store";

let database: Database | undefined;

afterEach(() => database?.close());

function createStore() {
	const opened = openDatabase(":memory:");
	database = opened;
	migrate(opened, 0);
	const ports = { ...createFakeTime(0), database: opened, afterTurn: queueMicrotask, log: () => undefined };
	return createPendingReplyStore(opened, createTransactions(ports));
}

const DAY = 86_400_000;
const FIRST = {
	commandId: "discord:1",
	address: { applicationId: "4", token: "t1" },
	createdAt: 100,
	asker: { memberId: "3", channelId: "7" },
};
const SECOND = { ...FIRST, address: { applicationId: "4", token: "t2" }, createdAt: 200 };

test("waiting replies come back in order, and all but the first of a command are repeats", async () => {
	const store = createStore();
	await store.add(FIRST);
	await store.add(SECOND);
	expect(await store.listOpen()).toEqual([
		{ ...FIRST, isRepeat: false },
		{ ...SECOND, isRepeat: true },
	]);
});

test("a reply is known from its being added on, after its end too", async () => {
	const store = createStore();
	const isKnown = () => store.isKnown(FIRST.commandId, FIRST.address.token);
	expect(await isKnown()).toBe(false);
	await store.add(FIRST);
	expect(await isKnown()).toBe(true);
	await store.complete(FIRST.commandId, FIRST.address.token);
	expect(await isKnown()).toBe(true);
	expect(await store.isKnown(FIRST.commandId, SECOND.address.token)).toBe(false);
});

test("a completed reply waits no longer, but later ones are still repeats of it", async () => {
	const store = createStore();
	await store.add(FIRST);
	await store.complete("discord:1", "t1");
	await store.add(SECOND);
	expect(await store.listOpen()).toEqual([{ ...SECOND, isRepeat: true }]);
});

test("a removed reply was never there", async () => {
	const store = createStore();
	await store.add(FIRST);
	await store.remove("discord:1", "t1");
	await store.add(SECOND);
	expect(await store.listOpen()).toEqual([{ ...SECOND, isRepeat: false }]);
});

test.each([
	["in a channel", { memberId: "3", channelId: "7" }],
	["in private", { memberId: "3", channelId: undefined }],
	["by a version that told nobody late", undefined],
])("it is kept who asked, %s", async (_name, asker) => {
	const store = createStore();
	await store.add({ ...FIRST, asker });
	expect(await store.listOpen()).toEqual([{ ...FIRST, asker, isRepeat: false }]);
});

test("after a day what is done is deleted, token and all; what waits stays, with what it repeats", async () => {
	const store = createStore();
	await store.add(FIRST);
	await store.add(SECOND);
	await store.add({ ...FIRST, commandId: "discord:2" });
	await store.complete("discord:1", "t1");
	await store.complete("discord:2", "t1");
	if (database === undefined) throw new Error("no database");
	const keeper = createReplyKeeper(database);
	keeper.keepHouse(DAY + 100);
	expect(database.query("SELECT id FROM pending_reply").all()).toHaveLength(3);
	keeper.keepHouse(DAY + 101);
	expect(await store.listOpen()).toEqual([{ ...SECOND, isRepeat: true }]);
	expect(database.query("SELECT id FROM pending_reply").all()).toHaveLength(2);
	await store.complete("discord:1", "t2");
	keeper.keepHouse(DAY + 201);
	expect(database.query("SELECT id FROM pending_reply").all()).toEqual([]);
});
