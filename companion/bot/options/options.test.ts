import { describe, expect, test } from "bun:test";
import { readAmount } from "./amount-option";
import { readCommandId } from "./txn-option";
import { readLimit } from "./limit-option";
import { readPlayer } from "./player-option";
import { readReason } from "./reason-option";

describe("amount", () => {
	test.each([
		["0", 0, "amount-too-small"],
		["negative", -5, "amount-too-small"],
		["negative fraction", -0.5, "amount-too-small"],
		["fraction below 1", 0.5, "amount-not-whole"],
		["fraction", 1.5, "amount-not-whole"],
		["NaN", Number.NaN, "amount-not-whole"],
		["infinite", Number.POSITIVE_INFINITY, "amount-too-large"],
		["one above the cap", 1_001, "amount-too-large"],
		["text", "12", "amount-not-whole"],
		["missing", undefined, "amount-not-whole"],
	] as const)("%s is refused", (_name, value, code) => {
		expect(readAmount(value, 1_000)).toEqual({ ok: false, error: code });
	});

	test.each([1, 999, 1_000])("%d is taken", (value) => {
		expect(readAmount(value, 1_000)).toEqual({ ok: true, value });
	});
});

describe("reason", () => {
	test.each([
		["absent", undefined, ""],
		["plain", "event prize", "event prize"],
		["line breaks", "a\nb\r\nc\rd\u2028e\u0085f", "a b c d e f"],
		["control characters", "a\tb\u0000c\u007fd", "a b c d"],
		["emoji of several code points", "gg 👩‍👩‍👧‍👦🇩🇪 👍🏽", "gg 👩‍👩‍👧‍👦🇩🇪 👍🏽"],
		["text that turns its direction", "a\u202eb\u2066c", "abc"],
		["half an emoji", "a\ud83dz", "a\ufffdz"],
		["surrounded by blanks", "\n a ", "a"],
	])("%s", (_name, given, kept) => {
		expect(readReason(given)).toEqual({ ok: true, value: kept });
	});

	test("200 emoji are taken, because characters are counted and not UTF-16 units", () => {
		expect(readReason("😀".repeat(200))).toEqual({ ok: true, value: "😀".repeat(200) });
	});

	test("201 characters are refused", () => {
		expect(readReason("x".repeat(201))).toEqual({ ok: false, error: "reason-too-long" });
	});
});

describe("command id", () => {
	test("without a transaction id it is the interaction's, so a second delivery is the same command", () => {
		expect(readCommandId(undefined, "9", "77")).toEqual({ ok: true, value: "discord:77" });
	});

	test("a transaction id counts within its guild", () => {
		expect(readCommandId("Prize-1_a.b", "9", "77")).toEqual({ ok: true, value: "txn:9:Prize-1_a.b" });
	});

	test.each([
		["empty", ""],
		["blank", " "],
		["41 characters", "a".repeat(41)],
		["colon", "a:b"],
		["umlaut", "ä"],
		["line break at the end", "a\n"],
		["number", 5],
	])("%s is refused", (_name, text) => {
		expect(readCommandId(text, "9", "77")).toEqual({ ok: false, error: "txn-malformed" });
	});
});

describe("player", () => {
	test.each([
		["name", "builder_man", { kind: "name", name: "builder_man" }],
		["name with at", "@Builderman", { kind: "name", name: "Builderman" }],
		["name that Roblox gave", "roblox_user_9876543210", { kind: "name", name: "roblox_user_9876543210" }],
		["digits", " 156 ", { kind: "id", userId: 156 }],
	] as const)("%s is taken", (_name, text, value) => {
		expect(readPlayer(text)).toEqual({ ok: true, value: value });
	});

	test.each([
		["member mention", "<@300000000000000001>", "user-not-linked"],
		["member mention of old clients", "<@!300000000000000001>", "user-not-linked"],
		["role mention", "<@&300000000000000001>", "unknown-user"],
		["user 0", "0", "unknown-user"],
		["id beyond what is exact", "99999999999999999999", "unknown-user"],
		["blank inside", "builder man", "unknown-user"],
		["path", "../1", "unknown-user"],
		["33 letters", "a".repeat(33), "unknown-user"],
		["empty", "", "unknown-user"],
		["missing", undefined, "unknown-user"],
	] as const)("%s is refused", (_name, text, code) => {
		expect(readPlayer(text)).toEqual({ ok: false, error: code });
	});
});

test.each([
	[undefined, 5],
	[Number.NaN, 5],
	[-3, 1],
	[0, 1],
	[7.9, 7],
	[20, 20],
	[21, 20],
])("an audit limit of %p becomes %d", (given, lines) => {
	expect(readLimit(given)).toBe(lines);
});
