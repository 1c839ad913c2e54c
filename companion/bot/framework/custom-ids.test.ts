import { describe, expect, test } from "bun:test";
import { START } from "../testing/fake-ports";
import { createCustomIds } from "./custom-ids";

const OLD = { id: "old", secret: "o".repeat(32) };
const NEW = { id: "new", secret: "n".repeat(32) };
const ID = { prefix: "audit", payload: "all:5:next-a:b" };
const HOUR = 3_600;

function createWorld() {
	const clock = { time: START, now: () => clock.time };
	return { clock, ids: createCustomIds(clock, "9", () => [OLD]) };
}

test("an id is read back as it was made, also by the next process", () => {
	const { clock, ids } = createWorld();
	expect(createCustomIds(clock, "9", () => [OLD]).read(ids.make(ID, HOUR))).toEqual({ ok: true, value: ID });
});

test("an id ends with its time", () => {
	const { clock, ids } = createWorld();
	const text = ids.make(ID, HOUR);
	clock.time += HOUR * 1_000 - 1;
	expect(ids.read(text).ok).toBe(true);
	clock.time += 1;
	expect(ids.read(text)).toEqual({ ok: false, error: "button-expired" });
});

describe("an id is unknown", () => {
	const { clock, ids } = createWorld();
	const text = ids.make(ID, HOUR);

	test.each(Array.from(text, (_letter, index) => index))("when letter %p of it is another", (index) => {
		const changed = `${text.slice(0, index)}${text[index] === "0" ? "1" : "0"}${text.slice(index + 1)}`;
		expect(ids.read(changed)).toEqual({ ok: false, error: "button-unknown" });
	});

	test.each(["", ":", "audit", "audit:x", `${text}0`, text.slice(1), text.slice(0, -1), `\n${text}`])(
		"as %p",
		(other) => {
			expect(ids.read(other)).toEqual({ ok: false, error: "button-unknown" });
		},
	);

	test("in another Discord server, and under another secret", () => {
		expect(createCustomIds(clock, "8", () => [OLD]).read(text).ok).toBe(false);
		expect(createCustomIds(clock, "9", () => [NEW]).read(text).ok).toBe(false);
	});
});

test("while a secret is replaced, ids of the old one hold", () => {
	const { clock, ids } = createWorld();
	const both = createCustomIds(clock, "9", () => [NEW, OLD]);
	expect(both.read(ids.make(ID, HOUR)).ok).toBe(true);
	expect(ids.read(both.make(ID, HOUR)).ok).toBe(false);
});

test("one that Discord would not take is our bug", () => {
	expect(() => createWorld().ids.make({ prefix: "audit", payload: "x".repeat(90) }, HOUR)).toThrow("audit");
});
