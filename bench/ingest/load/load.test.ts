import { expect, test } from "bun:test";
import { parseAnswer } from "./connection";
import { createReceiptStream } from "./receipt-stream";
import { prepareSupply } from "./supply";
import { createTally } from "./tally";

const KEYS = [{ keyId: "k1.1.server", key: "0".repeat(64) }];

function supplyOf(count: number, batchSize = 1) {
	return prepareSupply({ stream: createReceiptStream(0), keys: KEYS, batchSize, first: 0, count, now: 1_000 });
}

test("five of a hundred requests repeat an earlier one, one is badly signed", () => {
	const hundred = supplyOf(1_000).slice(900);
	const count = (kind: string) => hundred.filter((request) => request.kind === kind).length;
	expect([count("new"), count("repeat"), count("bad-signature")]).toEqual([94, 5, 1]);
});

test("a repeat is the same bytes as a new request before it", () => {
	const supply = supplyOf(1_000);
	const earlier = new Set<Buffer>();
	for (const { kind, bytes } of supply) {
		if (kind === "repeat") expect(earlier.has(bytes)).toBe(true);
		if (kind === "new") earlier.add(bytes);
	}
});

test("no two new requests hold the same receipt, and a badly signed one uses up none", () => {
	const numbers = supplyOf(300, 3).flatMap(({ kind, bytes }) =>
		kind === "new" ? [...bytes.toString().matchAll(/quest:(\d+)"/g)].map(([, number]) => Number(number)) : [],
	);
	expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, number) => number));
});

test("a wallet's revisions come in order and go on where the prefilled database ends", () => {
	const rows = 5_000;
	const stream = createReceiptStream(rows);
	const newest = new Map<number, number>();
	for (let number = 0; number < 9_000; number += 1) {
		const { userId, receipt } = stream.receipt(number, 0);
		expect(receipt.revision).toBe((newest.get(userId) ?? 0) + 1);
		newest.set(userId, receipt.revision);
		if (number !== rows - 1) continue;
		for (let wallet = 0; wallet < stream.walletCount; wallet += 1) {
			expect(stream.revisionsBefore(wallet)).toBe(newest.get(stream.userIdOf(wallet)) ?? 0);
		}
	}
});

test.each([
	["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 200],
	["HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n", 401],
	["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{", undefined],
	["HTTP/1.1 200 OK\r\nContent-Le", undefined],
])("%j is an answer with status %p", (text, status) => {
	expect(parseAnswer(Buffer.from(text))).toBe(status);
});

test("answers of the warm-up count as sent only, and a wrong status is told", () => {
	const tally = createTally(20);
	tally.note("new", 200, 5, false);
	tally.note("new", 200, 1, true);
	tally.note("repeat", 200, 3, true);
	tally.note("bad-signature", 200, 2, true);
	expect(tally.finish(2, false)).toEqual({
		...{ requestsPerSecond: 1.5, receiptsPerSecond: 10, p50Ms: 2, p99Ms: 3 },
		...{ newRequests: 2, unexpected: { "bad-signature 200": 1 }, ranDry: false },
	});
});
