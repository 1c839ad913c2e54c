import { describe, expect, test } from "bun:test";
import { BATCH_LINES_MAX } from "./batch-view";
import { readBatchFile } from "./read-batch-file";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readBatchFile(bytesOf(text), 1_000);
const ADA = { line: 1, user: { kind: "name", name: "Ada" }, delta: 5, reason: "prize" };

describe("a file is read", () => {
	test.each([
		["without a heading", "Ada,5,prize", 1],
		["with one", "User,Amount,Reason\nAda,5,prize\n", 2],
		["with Excel's mark in front", "\uFEFFAda,5,prize", 1],
		["with Windows' line ends and empty lines", "\r\nAda , 5 ,prize\r\n\r\n", 2],
		["with quotation marks", '"Ada","5","prize"', 1],
	])("%s", (_name, text, line) => {
		expect(read(text)).toEqual({ ok: true, value: { lines: [{ ...ADA, line } as never], problems: [] } });
	});

	test("what is below zero is taken, ids are players, and a reason may hold commas", () => {
		expect(read('77,-5\n78,+6,"a, b"')).toMatchObject({
			value: {
				lines: [
					{ line: 1, user: { kind: "id", userId: 77 }, delta: -5, reason: "" },
					{ line: 2, user: { kind: "id", userId: 78 }, delta: 6, reason: "a, b" },
				],
			},
		});
	});
});

describe("a whole file is refused", () => {
	const utf16 = new Uint8Array(Buffer.from("\uFEFFAda,5", "utf16le"));
	test.each<[string, Uint8Array, string]>([
		["in UTF-16", utf16, "file-not-utf8"],
		["in Latin-1", new Uint8Array([...bytesOf("Ada,5,f"), 0xfc, ...bytesOf("r")]), "file-not-utf8"],
		["with an open quotation mark", bytesOf('Ada,5,"prize'), "file-not-csv"],
		["with nothing", bytesOf(""), "file-empty"],
		["with a heading only", bytesOf("user,amount,reason\n"), "file-empty"],
		["with one line too many", bytesOf("Ada,5\n".repeat(BATCH_LINES_MAX + 1)), "file-too-long"],
		["with 100,000 lines", bytesOf("Ada,5\n".repeat(100_000)), "file-too-long"],
	])("%s", (_name, bytes, code) => {
		expect(readBatchFile(bytes, 1_000)).toEqual({ ok: false, error: code as never });
	});
});

test.each([
	["one cell", "Ada", "line-columns"],
	["four cells", "Ada,5,prize,more", "line-columns"],
	["a formula for an amount", "Ada,=SUM(A1),prize", "line-formula"],
	["a formula for a reason", "Ada,5,=HYPERLINK(1)", "line-formula"],
	["no amount", "Ada,,prize", "amount-not-whole"],
	["zero", "Ada,0", "amount-too-small"],
	["a fraction", "Ada,1.5", "amount-not-whole"],
	["a number with a separator", 'Ada,"1,000"', "amount-not-whole"],
	["too much", "Ada,1001", "amount-too-large"],
	["no player", ",5", "unknown-user"],
	["a mention", "<@300000000000000001>,5", "user-not-linked"],
	["a long reason", `Ada,5,${"x".repeat(201)}`, "reason-too-long"],
	["the same once more", "Ada,6\nada,6", "line-repeated"],
])("a line with %s is named, and the others stay", (_name, text, code) => {
	const file = read(`Ada,5,prize\n${text}`);
	const line = text.split("\n").length + 1;
	expect(file).toMatchObject({ value: { problems: [{ line, code }] } });
	expect(file.ok && file.value.lines[0]).toMatchObject(ADA);
});
