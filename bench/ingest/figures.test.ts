import { expect, test } from "bun:test";
import type { ContenderName } from "./contenders/contender";
import { listMissed, makeFigures, medianOf } from "./figures";
import type { Measurement } from "./measurement";

function measured(contender: ContenderName, workload: string, requestsPerSecond: number, p99Ms = 1): Measurement {
	const latency = { p50Ms: 1, p99Ms };
	const rest = { receiptsPerSecond: requestsPerSecond, newRequests: 1, unexpected: {}, ranDry: false };
	return { contender, workload, requestsPerSecond, ...latency, ...rest };
}

test.each([
	[[], undefined],
	[[3], 3],
	[[9, 1, 2], 2],
	[[4, 1, 2, 9], 3],
])("the median of %p is %p", (values, wanted) => {
	expect(medianOf(values)).toBe(wanted);
});

test("ratios are of medians, and one connection is compared with the best of all that store", () => {
	const figures = makeFigures(
		[
			...[10, 1_000, 30].map((rate) => measured("companion", "64 connections", rate)),
			measured("fastifyGroupCommit", "64 connections", 20),
			measured("expressPrisma", "64 connections", 1),
			measured("limit", "64 connections", 60),
			measured("companion", "1 connection", 90),
			measured("fastifyGroupCommit", "1 connection", 100),
			measured("limit", "1 connection", 900),
			measured("companion", "batches of 20", 300),
		],
		[{ receiptsPerSecond: 400, receiptsPerTransaction: 20 }],
		50e6,
	);
	expect(figures.ratios).toEqual({
		expressPrisma: 30,
		fastifyGroupCommit: 1.5,
		limit: 0.5,
		oneConnection: 0.9,
		batchOfBareDatabase: 0.75,
	});
	expect(listMissed(figures)).toEqual(["oneConnection"]);
});

test("the worst latency of the companion counts, and what was not measured is missed", () => {
	const figures = makeFigures(
		[
			measured("companion", "200 a second", 200, 4),
			measured("companion", "2000 a second", 2_000, 60),
			measured("fastifyGroupCommit", "2000 a second", 2_000, 900),
		],
		[],
		0,
	);
	expect(figures.p99Ms).toBe(60);
	expect(listMissed(figures)).toEqual([
		...["expressPrisma", "fastifyGroupCommit", "limit", "oneConnection", "batchOfBareDatabase"],
		...["p99Ms", "peakMemoryMb"],
	]);
});
