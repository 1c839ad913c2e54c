import { expect, test } from "bun:test";
import { createBotWorld } from "../testing/bot-world";
import { decodeAuditPage, encodeAuditPage, type AuditPageKey } from "./audit-page";

test.each([
	...["", "5", "0,,,,,,,,", "l,,,,,,,,", ",,,,,,,,", "5,0,,,,,,,", "5,-1,,,,,,,", "5,zzzzzzzzzzz,,,,,,,", "5,,x,,,,,,"],
	...["5,,,,,stolen,,,", "5,,,!,,,,,", "5,,,,,,,,a b", `5,,,,,,,,${"c".repeat(41)}`, "5,,,,,,,,,", "5,,,,,,,"],
	...["5,,,,,,, ,", "5,,,,,,,a-b,", "5,,,,,,,a b c d e f g h i,"],
])("%p is not a page", (payload) => {
	expect(decodeAuditPage(payload)).toBeUndefined();
});

test.each<AuditPageKey>([
	{ limit: 20 },
	{ limit: 1, userId: 9_007_199_254_740_991, cursor: "w-1-1" },
	{ limit: 5, words: "season prize 2026 für Ava", cursor: "x-123456" },
	{ limit: 5, actor: "discord:300000000000000001", kind: "refused", cursor: "a-1767225600-123456" },
	{
		limit: 5,
		userId: 7_123_456_789,
		kind: "taken",
		amountMin: 1_000_000,
		from: 1,
		to: 1_767_225_600,
		cursor: "w-1-99",
	},
])("%p is read back as it was written, within 100 characters", (page) => {
	const payload = encodeAuditPage(page) ?? "";
	expect(decodeAuditPage(payload)).toEqual(page);
	expect(createBotWorld().customIds.make({ prefix: "audit", payload }, 86_400).length).toBeLessThanOrEqual(100);
});

test.each<AuditPageKey>([
	{ limit: 5, words: "w".repeat(80) },
	{
		limit: 5,
		words: "one two three four five six seven",
		actor: "discord:300000000000000001",
		cursor: "x-1234567890123",
	},
])("%p has no room in a button", (page) => {
	expect(encodeAuditPage(page)).toBeUndefined();
});
