import { describe, expect, test } from "bun:test";
import { openDatabase } from "../database/open-database";
import { migrate } from "../database/migrate";
import { isSameLock, judgeLock, LOCK_READ_AGAIN_MILLISECONDS, type LockStep, type SeenLock } from "./judge-lock";
import { createSeenLocks } from "./seen-locks";

const NOW = 10_000_000;
const EARLY = NOW - LOCK_READ_AGAIN_MILLISECONDS;
const identity = { job: "job-1", loads: 3, updated: 1_000 };
const seen: SeenLock = {
	...identity,
	userId: 77,
	placeId: 5,
	firstSeenAt: EARLY,
	confirmedAt: NOW - 1,
	deadAt: NOW - 1,
};

describe("a lock is broken only when everything speaks against its holder", () => {
	test.each<[string, Partial<SeenLock>, boolean, LockStep]>([
		["all together", {}, true, "break"],
		["its holder was heard", {}, false, "wait"],
		["Roblox was not asked yet", { deadAt: undefined }, true, "ask"],
		["it was seen once, long ago", { deadAt: undefined, confirmedAt: undefined }, true, "read"],
		["it was seen once, lately", { deadAt: undefined, confirmedAt: undefined, firstSeenAt: EARLY + 1 }, true, "wait"],
		["only a server told of it", { deadAt: undefined, confirmedAt: undefined, placeId: undefined }, true, "read"],
		["it names no place that Roblox could be asked about", { placeId: 0 }, true, "wait"],
	])("%s", (_name, change, isSilent, step) => {
		expect(judgeLock({ ...seen, ...change }, isSilent, NOW)).toBe(step);
	});

	test.each([
		["job", { job: "job-2" }],
		["number of loads", { loads: 4 }],
		["last save", { updated: 1_001 }],
	])("another %s is another lock", (_name, change) => {
		expect(isSameLock(identity, { ...identity, ...change })).toBe(false);
	});
});

describe("what is remembered of a lock", () => {
	function setUp() {
		const database = openDatabase(":memory:");
		migrate(database, 1);
		return createSeenLocks(database);
	}
	const read = (askedAt: number, lock = identity) => ({ lock, placeId: 5, askedAt, answeredAt: askedAt + 50 });

	test("two own reads confirm it when they are far enough apart, from the first answer to the second asking", () => {
		const locks = setUp();
		locks.noteRead(77, read(1_000));
		locks.noteRead(77, read(1_049 + LOCK_READ_AGAIN_MILLISECONDS));
		expect(locks.find(77)).toMatchObject({ firstSeenAt: 1_050, confirmedAt: undefined });
		locks.noteRead(77, read(1_050 + LOCK_READ_AGAIN_MILLISECONDS));
		expect(locks.find(77)?.confirmedAt).toBe(1_100 + LOCK_READ_AGAIN_MILLISECONDS);
	});

	test("a server's word begins the waiting and never ends it", () => {
		const locks = setUp();
		locks.noteReported(77, identity, 1_000);
		locks.noteReported(77, identity, 1_000 + 2 * LOCK_READ_AGAIN_MILLISECONDS);
		expect(locks.find(77)).toMatchObject({ firstSeenAt: 1_000, confirmedAt: undefined, placeId: undefined });
		locks.noteRead(77, read(1_000 + LOCK_READ_AGAIN_MILLISECONDS));
		expect(locks.find(77)).toMatchObject({ placeId: 5, confirmedAt: 1_050 + LOCK_READ_AGAIN_MILLISECONDS });
	});

	test("any change of the lock begins anew and takes back that it is dead", () => {
		const locks = setUp();
		locks.noteRead(77, read(1_000));
		locks.noteRead(77, read(1_050 + LOCK_READ_AGAIN_MILLISECONDS));
		locks.markDead(77, 200_000);
		locks.noteReported(77, { ...identity, updated: 1_030 }, 300_000);
		expect(locks.find(77)).toMatchObject({ firstSeenAt: 300_000, confirmedAt: undefined, deadAt: undefined });
	});

	test("an entry without a lock ends it", () => {
		const locks = setUp();
		locks.noteRead(77, read(1_000));
		locks.forget(77);
		expect(locks.find(77)).toBeUndefined();
	});
});
