import { expect, test } from "bun:test";
import { join } from "node:path";
import { parseJson, valueAt } from "../../sim/json";
import { vmEnvironment } from "../../sim/luau/ensure-jit";
import { gameFigures, type Measured } from "./figures";

const MEASURED: Measured = {
	players: 50,
	seconds: 90,
	framesPerStretch: 1_800,
	stretches: [
		{ gameMillis: 1_800, referenceMillis: [9, 10, 30] },
		// A noisy neighbour slows the game and the loop alike.
		{ gameMillis: 18_000, referenceMillis: [100, 100, 100] },
		{ gameMillis: 3_600, referenceMillis: [10, 10, 10] },
	],
	...{ changes: 1_800, dataStoreCalls: 600, bytesWithoutPlayers: 1_024_000, bytesWithPlayers: 3_584_000, errors: 0 },
};

test("the share is of medians, calls are for one player and one hour", () => {
	expect(gameFigures(MEASURED)).toEqual({
		...{ players: 50, changesPerSecond: 20, frameShare: 0.1, frameMillis: 2, referenceMillis: 10 },
		...{ dataStoreCallsPerPlayerHour: 480, memoryPerPlayerKb: 50, errors: 0 },
	});
});

// The times of a small run say little; that the game was really played beside the loop is what counts here.
test("a small run pays out, and every figure is there", async () => {
	const sizes = ["--players", "5", "--stretches", "2", "--seconds", "31"];
	const child = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts"), "--json", ...sizes], {
		env: vmEnvironment(process.env),
		stdio: ["ignore", "pipe", "ignore"],
	});
	const report = parseJson(await new Response(child.stdout).text());
	await child.exited;
	expect(report).toMatchObject({ players: 5, errors: 0 });
	for (const figure of [
		...["changesPerSecond", "frameShare", "frameMillis", "referenceMillis"],
		...["dataStoreCallsPerPlayerHour", "memoryPerPlayerKb"],
	]) {
		expect(valueAt(report, figure)).toBeGreaterThan(0);
	}
}, 120_000);
