import { expect, test } from "bun:test";
import { deriveDoorbellKeys, deriveServerKey, findServerKey } from "./server-keys";

const MAIN = { id: "main", secret: "a".repeat(32) };
const NEXT = { id: "next", secret: "b".repeat(32) };

test("a server's key is found again from its id alone, dots in the server id included", () => {
	const key = deriveServerKey(MAIN, "job.1.x", 2_000);
	expect(findServerKey([NEXT, MAIN], key.keyId, 1_999)).toEqual({ ok: true, value: key });
});

test("keys differ by secret, server and end", () => {
	const keys = [
		deriveServerKey(MAIN, "job-1", 2_000),
		deriveServerKey(NEXT, "job-1", 2_000),
		deriveServerKey(MAIN, "job-2", 2_000),
		deriveServerKey(MAIN, "job-1", 2_001),
		...deriveDoorbellKeys([MAIN, NEXT]),
	].map(({ key }) => key);
	expect(new Set(keys).size).toBe(keys.length);
});

test.each([
	["main.2000.job-1", 2_000, "stale"],
	["other.2000.job-1", 1_000, "unknown-key"],
	["main.2000", 1_000, "unknown-key"],
	["main.02000.job-1", 1_000, "unknown-key"],
	["main.2e3.job-1", 1_000, "unknown-key"],
	["", 1_000, "unknown-key"],
] as const)("the key id '%s' at %d is %s", (keyId, now, error) => {
	expect(findServerKey([MAIN], keyId, now)).toEqual({ ok: false, error });
});
