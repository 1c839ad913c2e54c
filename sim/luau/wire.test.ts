import { describe, expect, test } from "bun:test";
import type { InboxRecord } from "./records";
import { VmDead } from "./vm-dead";
import { InboxPacker, unpackOutbox } from "./wire";

const info = { version: "1", createdTime: 1, updatedTime: 2, userIds: [], metadata: {} };

function answer(id: number, value: unknown): InboxRecord {
	return { t: "answer", id, ok: true, value };
}

describe("what goes in", () => {
	test("a stored value goes as what it stands for, and the second time by its number", () => {
		const packer = new InboxPacker();
		const entry = { ...info, value: '{"a":"é"}' };
		const first = packer.pack([answer(1, entry), answer(2, null), { t: "answer", id: 3, ok: false, error: "no" }]);
		expect(first).toEqual([
			answer(1, { ...info, entry: 1, isFresh: true, fresh: { a: "é" } }),
			answer(2, null),
			{ t: "answer", id: 3, ok: false, error: "no" },
		]);
		expect(packer.pack([answer(4, entry)])).toEqual([answer(4, { ...info, entry: 1 })]);
	});

	test("a number is given again only when its value is forgotten", () => {
		const packer = new InboxPacker();
		const inbox = Array.from({ length: 17 }, (_, index) => answer(index, { ...info, value: String(index) }));
		packer.pack(inbox);
		const [packed] = packer.pack([answer(99, { ...info, value: "0" })]);
		expect(packed).toEqual(answer(99, { ...info, entry: 2, isFresh: true, fresh: 0 }));
		expect(packer.pack([answer(99, { ...info, value: "16" })])).toEqual([answer(99, { ...info, entry: 1 })]);
	});

	test("what the kernel wrote comes back as a number, and the kernel hears that its copy is used or not", () => {
		const packer = new InboxPacker();
		packer.wrote(1, { id: 7, text: "[1]" });
		packer.wrote(2, { id: 8, text: "[2]" });
		const packed = packer.pack([answer(1, { ...info, value: "[1]" }), answer(2, { conflict: true })]);
		expect(packed).toEqual([
			{ ...answer(1, { ...info, entry: 1, own: 7 }), written: 7 },
			{ ...answer(2, { conflict: true }), written: 8 },
		]);
		packer.wrote(3, { id: 9, text: "[1]" });
		const again = packer.pack([answer(3, { ...info, value: "[1]" }), answer(1, { ...info, value: "[1]" })]);
		expect(again).toEqual([{ ...answer(3, { ...info, entry: 1 }), written: 9 }, answer(1, { ...info, entry: 1 })]);
	});

	test("a message goes as what was published", () => {
		const message: InboxRecord = { t: "message", subscription: 3, data: '["é"]', sent: 1 };
		expect(new InboxPacker().pack([message])).toEqual([{ t: "message", subscription: 3, sent: 1, value: ["é"] }]);
	});

	test.each(['"\\ud800"', "{", "01"])("text that the kernel must judge stays text: %s", (text) => {
		const packer = new InboxPacker();
		const message: InboxRecord = { t: "message", subscription: 3, data: text, sent: 1 };
		expect(packer.pack([message])).toEqual([{ t: "message", subscription: 3, sent: 1, text }]);
		expect(packer.pack([answer(1, { ...info, value: text })])).toEqual([answer(1, { ...info, text })]);
	});
});

describe("what comes out", () => {
	const kept = (id: number): string | undefined => ["[1]", "[22]"][id - 1];

	test("numbers become the texts they stand for", () => {
		const outbox = [
			{ t: "request", id: 1, request: { kind: "store.set", value: 1 } },
			{ t: "closed" },
			{ t: "request", id: 2, request: { kind: "message.publish", data: 2 } },
			{ t: "request", id: 3, request: { kind: "store.cas", value: "[333]" } },
		];
		const written: unknown[] = [];
		const unpacked: unknown = unpackOutbox(JSON.stringify(outbox), kept, (request, { id, text }) => {
			written.push([request, id, text]);
		});
		expect(written).toEqual([[1, 1, "[1]"]]);
		expect(unpacked).toEqual([
			{ t: "request", id: 1, request: { kind: "store.set", value: "[1]" } },
			{ t: "closed" },
			{ t: "request", id: 2, request: { kind: "message.publish", data: "[22]" } },
			{ t: "request", id: 3, request: { kind: "store.cas", value: "[333]" } },
		]);
	});

	test.each([
		'{"t":"closed"}',
		'[{"t":"other"}]',
		"[null]",
		'[{"t":"request","id":1,"request":{"kind":"store.set","value":3}}]',
	])("what no kernel of ours sends ends the VM: %s", (json) => {
		expect(() => unpackOutbox(json, kept, () => undefined)).toThrow(VmDead);
	});
});
