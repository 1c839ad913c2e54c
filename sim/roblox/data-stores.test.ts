import { expect, test } from "bun:test";
import { SECOND } from "../clock/scheduler";
import { VirtualClock } from "../clock/virtual-clock";
import { DataStores } from "./data-stores";

const HOUR = 3_600 * SECOND;
const ADDRESS = { store: "S", scope: "global", key: "Player_1" };
const OPEN = { ascending: true, from: 0, to: 0, pageSize: 100, cursor: null };

function make(): { stores: DataStores; wait: (micros: number) => Promise<number>; set: (value: string) => string } {
	const clock = new VirtualClock();
	const stores = new DataStores(clock);
	return {
		stores,
		wait: (micros) => clock.run({ until: clock.now() + micros }),
		set: (value) => stores.set(ADDRESS, { value, userIds: [1], metadata: { a: "b" } }, "server-a").version,
	};
}

test("a conditional write lands only on the version it expects", () => {
	const { stores, set } = make();
	const content = { value: "2", userIds: [], metadata: {} };
	expect(stores.compareAndSet(ADDRESS, "nothing like it", content, "b")).toBeNull();
	const first = stores.compareAndSet(ADDRESS, null, content, "b");
	expect(first?.value).toBe("2");
	expect(stores.compareAndSet(ADDRESS, null, content, "b")).toBeNull();
	set("3");
	expect(stores.compareAndSet(ADDRESS, first?.version ?? "", content, "b")).toBeNull();
	expect(stores.read(ADDRESS)?.value).toBe("3");
});

test("the history keeps every write with its writer and what was there before", () => {
	const { stores, set } = make();
	const first = set("1");
	stores.remove(ADDRESS, "open-cloud");
	const writes = stores.history.map((write) => [write.writer, write.versionBefore, write.valueBefore, write.value]);
	expect(writes).toEqual([
		["server-a", null, null, "1"],
		["open-cloud", first, "1", null],
	]);
});

test("a removed entry reads as absent, keeps a tombstone, and starts anew when written again", async () => {
	const { stores, set, wait } = make();
	set("1");
	const created = stores.read(ADDRESS)?.createdTime;
	await wait(SECOND);
	expect(stores.remove(ADDRESS, "a")?.value).toBe("1");
	expect(stores.read(ADDRESS)).toBeNull();
	expect(stores.latest(ADDRESS)?.value).toBeNull();
	expect(stores.remove(ADDRESS, "a")).toBeNull();
	set("2");
	expect(stores.read(ADDRESS)?.createdTime).not.toBe(created);
});

test("only the first write of a UTC hour backs up what it overwrites", async () => {
	const { stores, set, wait } = make();
	const versions = [set("1"), set("2")];
	await wait(HOUR);
	versions.push(set("3"), set("4"));
	const readable = versions.map((version) => stores.version(ADDRESS, version)?.value);
	expect(readable).toEqual([undefined, "2", undefined, "4"]);
});

test("a backup is gone 30 days after it was overwritten and the latest never", async () => {
	const { stores, set, wait } = make();
	const first = set("1");
	await wait(HOUR);
	set("2");
	await wait(30 * 24 * HOUR - SECOND);
	expect(stores.version(ADDRESS, first)?.value).toBe("1");
	await wait(SECOND);
	expect(stores.version(ADDRESS, first)).toBeUndefined();
	expect(stores.read(ADDRESS)?.value).toBe("2");
});

test("versions have the documented form, differ, and are listed by page in either order", async () => {
	const { stores, set, wait } = make();
	const versions: string[] = [];
	for (let index = 0; index < 3; index += 1) {
		versions.push(set(String(index)));
		await wait(HOUR);
	}
	for (const version of versions) expect(version).toMatch(/^[0-9A-F]{16}\.[0-9A-F]{10}\.[0-9A-F]{16}\.01$/);
	const first = stores.versions(ADDRESS, { ...OPEN, pageSize: 2 });
	const second = stores.versions(ADDRESS, { ...OPEN, pageSize: 2, cursor: first.cursor });
	expect([...first.items, ...second.items].map((item) => item.version)).toEqual(versions);
	expect(second.cursor).toBeNull();
	const descending = stores.versions(ADDRESS, { ...OPEN, ascending: false });
	expect(descending.items.map((item) => item.version)).toEqual(versions.toReversed());
});

test("user ids and metadata that are not repeated are gone", () => {
	const { stores, set } = make();
	set("1");
	expect(stores.read(ADDRESS)).toMatchObject({ userIds: [1], metadata: { a: "b" } });
	stores.set(ADDRESS, { value: "1", userIds: [], metadata: {} }, "a");
	expect(stores.read(ADDRESS)).toMatchObject({ userIds: [], metadata: {} });
});
