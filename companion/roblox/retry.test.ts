import { describe, expect, test } from "bun:test";
import { createFakeTime } from "../testing/fake-time";
import { backoffMilliseconds, isRetriableStatus, readRetryAfter, retry, type Attempt, type RetryPolicy } from "./retry";

type Outcome = Attempt<string, string>;
const FAILED: Outcome = { kind: "failed", error: "busy", retriable: true };

/** Runs `retry` over these outcomes and tells when each try began. */
async function run(outcomes: readonly Outcome[], policy: Partial<RetryPolicy> = {}) {
	const time = createFakeTime(0);
	const triedAt: number[] = [];
	const ports = { ...time, random: { hex: () => "", fraction: () => 1 } };
	const work = retry(ports, { retriesMax: 4, deadlineMilliseconds: 20_000, ...policy }, () => {
		triedAt.push(time.clock.now());
		return Promise.resolve(outcomes[triedAt.length - 1] ?? FAILED);
	});
	await time.advance(120_000);
	return { result: await work, triedAt };
}

describe("retry", () => {
	test("waits 250 ms, doubled each time, and gives up after the last try", async () => {
		expect(await run([])).toEqual({ result: FAILED, triedAt: [0, 250, 750, 1_750, 3_750] });
	});

	test("stops at the first success", async () => {
		const done: Outcome = { kind: "done", value: "yes" };
		expect(await run([FAILED, done])).toEqual({ result: done, triedAt: [0, 250] });
	});

	test("tries nothing again that cannot succeed", async () => {
		const refused: Outcome = { ...FAILED, retriable: false };
		expect(await run([refused])).toEqual({ result: refused, triedAt: [0] });
	});

	test("waits what the other side asks for instead of its own backoff", async () => {
		const { triedAt } = await run([
			{ ...FAILED, retryAfterMilliseconds: 3_000 },
			{ kind: "done", value: "yes" },
		]);
		expect(triedAt).toEqual([0, 3_000]);
	});

	test("gives up at once when the wait would pass the deadline", async () => {
		const { triedAt } = await run([{ ...FAILED, retryAfterMilliseconds: 60_000 }]);
		expect(triedAt).toEqual([0]);
	});
});

test("the backoff is jittered over its whole length and capped at 10 s", () => {
	expect([0, 1, 2, 5, 6, 20].map((retries) => backoffMilliseconds(retries, 1))).toEqual([
		250, 500, 1_000, 8_000, 10_000, 10_000,
	]);
	expect(backoffMilliseconds(3, 0)).toBe(0);
});

test.each([
	[200, false],
	[400, false],
	[401, false],
	[403, false],
	[404, false],
	[408, true],
	[409, false],
	[429, true],
	[500, true],
	[503, true],
])("status %d is retriable: %p", (status, expected) => {
	expect(isRetriableStatus(status)).toBe(expected);
});

test.each([
	[null, undefined],
	["2", 2_000],
	["0", 0],
	["Thu, 01 Jan 1970 00:00:05 GMT", 4_000],
	["Thu, 01 Jan 1970 00:00:00 GMT", 0],
	["soon", undefined],
])("Retry-After %p asks for %p ms", (header, expected) => {
	expect(readRetryAfter(header, 1_000)).toBe(expected);
});
