import { expect, test } from "bun:test";
import { createFakeRoblox } from "../testing/fake-roblox";
import { createFakeTime } from "../testing/fake-time";
import { TEST_CONFIG } from "../testing/test-companion";
import { createStoredEntries } from "./stored-entries";

function setUp() {
	const time = createFakeTime(0);
	const roblox = createFakeRoblox();
	const ports = { ...time, fetch: roblox.fetch, random: { hex: () => "", fraction: () => 0.5 } };
	const entries = createStoredEntries(ports, TEST_CONFIG, "Some_purser");
	const run = async <Value>(work: Promise<Value>) => {
		await time.advance(120_000);
		return await work;
	};
	return { roblox, entries, run };
}

test("an entry is read with all that a write has to give back", async () => {
	const { roblox, entries, run } = setUp();
	roblox.next.push(
		new Response('{"a":1}', {
			headers: {
				"roblox-entry-version": "v7",
				"roblox-entry-userids": "[5]",
				"roblox-entry-attributes": '{"x":2}',
			},
		}),
	);
	const read = await run(entries.read("k"));
	expect(read).toEqual({
		ok: true,
		value: { value: { a: 1 }, version: "v7", userIds: "[5]", attributes: '{"x":2}' },
	});
	expect(roblox.requests[0]?.url).toContain("datastoreName=Some_purser&entryKey=k");
});

test("an absent entry is created once, and a second creation meets it", async () => {
	const { roblox, entries, run } = setUp();
	expect(await run(entries.read("k"))).toEqual({ ok: true, value: undefined });
	const content = { value: { a: 1 }, userIds: "[5]", attributes: '{"x":2}' };
	expect(await run(entries.write("k", content, "absent"))).toEqual({ ok: true, value: undefined });
	expect(roblox.requests.at(-1)?.headers.get("roblox-entry-userids")).toBe("[5]");
	expect(roblox.requests.at(-1)?.headers.get("roblox-entry-attributes")).toBe('{"x":2}');
	expect(await run(entries.write("k", content, "absent"))).toEqual({ ok: false, error: { kind: "conflict" } });
});

test("a write on another version than the stored one changes nothing", async () => {
	const { roblox, entries, run } = setUp();
	roblox.entries.set("k", { a: 1 });
	const wrong = await run(entries.write("k", { value: { a: 2 } }, { version: "v9" }));
	expect(wrong).toEqual({ ok: false, error: { kind: "conflict" } });
	expect(roblox.entries.get("k")).toEqual({ a: 1 });
	expect(await run(entries.write("k", { value: { a: 2 } }, { version: "v1" }))).toMatchObject({ ok: true });
	expect(roblox.entries.get("k")).toEqual({ a: 2 });
});

test("a write without an answer is reported as that, not as a conflict", async () => {
	const { roblox, entries, run } = setUp();
	roblox.next.push(...Array.from({ length: 5 }, () => "no answer" as const));
	expect(await run(entries.write("k", { value: 1 }, "absent"))).toMatchObject({ error: { kind: "no-answer" } });
});
