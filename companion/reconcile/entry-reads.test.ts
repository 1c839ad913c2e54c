import { describe, expect, test } from "bun:test";
import { migrate } from "../database/migrate";
import { openDatabase } from "../database/open-database";
import { createServerRegistry } from "../servers/server-registry";
import { createEntryReads } from "./entry-reads";

const START = 1_000_000;
const MINUTE = 60_000;

function setUp() {
	const database = openDatabase(":memory:");
	migrate(database, 1);
	const servers = createServerRegistry(database);
	const reads = createEntryReads(database);
	servers.register({ serverId: "job-1", placeId: 5, build: "b", studio: false, topic: "t" }, START);
	let beatNumber = 0;
	const wallet = (userId: number, revision: number, acked: number) => {
		return { userId, born: `b${userId}`, epoch: 1, lastSeq: 0, revision, acked };
	};
	const beat = (now: number, players: number[], wallets: ReturnType<typeof wallet>[] = []) => {
		beatNumber += 1;
		const said = { names: [], notes: [], subscribed: true, closing: false };
		const heartbeat = { beat: beatNumber, players, wallets, ...said };
		servers.takeBeat("job-1", heartbeat, now);
		reads.noteHeld("job-1", wallets, now);
	};
	const knowAcked = (userId: number, acked: number) =>
		database.run(
			"INSERT INTO wallet (user_id, born, epoch, is_current, seen_stored, next_seq, audited) VALUES (?, ?, 1, 1, 1, 1, ?)",
			[userId, `b${userId}`, acked],
		);
	return { reads, beat, wallet, knowAcked };
}

describe("a server that goes silent", () => {
	test("leaves everybody who was there to be read, with open receipts or without", () => {
		const { reads, beat, wallet } = setUp();
		beat(START, [7, 8], [wallet(7, 3, 3), wallet(9, 2, 1)]);
		expect(reads.endSilentServers(START + 45_000)).toBe(0);
		expect(reads.endSilentServers(START + 45_001)).toBe(1);
		expect(reads.listDue(START + 45_001, 10)).toEqual([7, 8, 9]);
		expect(reads.endSilentServers(START + 50_000)).toBe(0);
	});

	test("and comes back can end a second time", () => {
		const { reads, beat } = setUp();
		beat(START, [7]);
		reads.endSilentServers(START + MINUTE);
		reads.done(7, START + MINUTE);
		beat(START + 2 * MINUTE, [8]);
		expect(reads.endSilentServers(START + 4 * MINUTE)).toBe(1);
		expect(reads.listDue(START + 4 * MINUTE, 10)).toEqual([8]);
	});
});

describe("a session that ends on a living server", () => {
	test("is read a minute later when its receipts did not come", () => {
		const { reads, beat, wallet, knowAcked } = setUp();
		knowAcked(7, 1);
		beat(START, [7], [wallet(7, 2, 1)]);
		beat(START + 10_000, []);
		reads.endSessions(START + 69_999);
		expect(reads.listDue(START + 69_999, 10)).toEqual([]);
		reads.endSessions(START + 70_000);
		expect(reads.listDue(START + 70_000, 10)).toEqual([7]);
	});

	test("is not read when they came", () => {
		const { reads, beat, wallet, knowAcked } = setUp();
		beat(START, [7], [wallet(7, 2, 1)]);
		beat(START + 10_000, []);
		knowAcked(7, 2);
		reads.endSessions(START + 2 * MINUTE);
		expect(reads.listDue(START + 2 * MINUTE, 10)).toEqual([]);
	});

	test("is not read while the server still lists it, or lists it again", () => {
		const { reads, beat, wallet } = setUp();
		beat(START, [7], [wallet(7, 2, 1)]);
		beat(START + 10_000, []);
		beat(START + 20_000, [7], [wallet(7, 2, 1)]);
		reads.endSessions(START + 5 * MINUTE);
		expect(reads.listDue(START + 5 * MINUTE, 10)).toEqual([]);
	});
});

test("an entry that cannot be read or kept is asked for again at growing distance, five minutes at most", () => {
	const { reads, beat } = setUp();
	beat(START, [7]);
	let now = START + MINUTE;
	reads.endSilentServers(now);
	const distances = Array.from({ length: 8 }, () => {
		reads.begin(7, now);
		const begunAt = now;
		while (reads.listDue(now, 1).length === 0) now += 1_000;
		return (now - begunAt) / 1_000;
	});
	expect(distances).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
});

test("an entry that was read for another reason and could not be kept is read again later", () => {
	const { reads } = setUp();
	reads.begin(7, START);
	expect(reads.isResting(7, START + 4_999)).toBe(true);
	expect(reads.listDue(START + 4_999, 1)).toEqual([]);
	expect(reads.isResting(7, START + 5_000)).toBe(false);
	expect(reads.listDue(START + 5_000, 1)).toEqual([7]);
	reads.done(7, START + 5_000);
	expect(reads.listDue(START + MINUTE, 1)).toEqual([]);
});

test("the sweep comes to a wallet six hours after it was first heard of, not to one that is on a server", () => {
	const { reads, beat, knowAcked } = setUp();
	knowAcked(7, 1);
	knowAcked(8, 1);
	beat(START, [8]);
	const sixHours = 6 * 60 * MINUTE;
	expect(reads.findForSweep(START)).toBeUndefined();
	expect(reads.findForSweep(START + sixHours)).toBeUndefined();
	expect(reads.findForSweep(START + sixHours + 1)).toBe(7);
	reads.done(7, START + sixHours + 1);
	expect(reads.findForSweep(START + sixHours + 2)).toBeUndefined();
});
