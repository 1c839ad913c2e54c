import { expect, test } from "bun:test";
import type { InboxRecord } from "./records";
import { VmDead } from "./vm-dead";
import { packInbox, unpackOutbox } from "./wire";

const entry = { value: '{"a":"é"}', version: "1", createdTime: 1, updatedTime: 2, userIds: [], metadata: {} };

test("an empty inbox is empty text", () => {
	expect(packInbox([])).toEqual({ json: "", values: [] });
});

test("stored values travel beside the JSON with their length in bytes", () => {
	const inbox: readonly InboxRecord[] = [
		{ t: "answer", id: 1, ok: true, value: entry },
		{ t: "answer", id: 2, ok: true, value: null },
		{ t: "answer", id: 3, ok: false, error: "no" },
		{ t: "answer", id: 4, ok: true, value: entry },
	];
	const { json, values } = packInbox(inbox);
	expect(values).toEqual([entry.value, entry.value]);
	const { value: _value, ...rest } = entry;
	expect(JSON.parse(json)).toEqual([
		{ t: "answer", id: 1, ok: true, value: { ...rest, valueBytes: 10 } },
		inbox[1],
		inbox[2],
		{ t: "answer", id: 4, ok: true, value: { ...rest, valueBytes: 10 } },
	]);
});

test("messages and bodies travel beside the JSON too", () => {
	const inbox: readonly InboxRecord[] = [
		{ t: "message", subscription: 3, data: '"é"', sent: 1 },
		{ t: "answer", id: 1, ok: true, value: { status: 200, body: "{}" } },
	];
	const { json, values } = packInbox(inbox);
	expect(values).toEqual(['"é"', "{}"]);
	expect(JSON.parse(json)).toEqual([
		{ t: "message", subscription: 3, sent: 1, dataBytes: 4 },
		{ t: "answer", id: 1, ok: true, value: { status: 200, bodyBytes: 2 } },
	]);
});

test("values come back in their order", () => {
	const outbox = [
		{ t: "request", id: 1, request: { kind: "store.set", valueBytes: 3 } },
		{ t: "closed" },
		{ t: "request", id: 2, request: { kind: "store.cas", valueBytes: 4 } },
	];
	const values = ["[1]", "[22]"];
	const read: number[] = [];
	const unpacked: unknown = unpackOutbox(JSON.stringify(outbox), (bytes) => {
		read.push(bytes);
		return values.shift() ?? "";
	});
	expect(read).toEqual([3, 4]);
	expect(unpacked).toEqual([
		{ t: "request", id: 1, request: { kind: "store.set", value: "[1]" } },
		{ t: "closed" },
		{ t: "request", id: 2, request: { kind: "store.cas", value: "[22]" } },
	]);
});

test.each(['{"t":"closed"}', '[{"t":"other"}]', "[null]"])("a record of no known kind ends the VM: %s", (json) => {
	expect(() => unpackOutbox(json, () => "")).toThrow(VmDead);
});
