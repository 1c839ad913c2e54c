import { expect, test } from "bun:test";
import { escapeAndShorten, escapeMarkdown, formatDelta, formatId, formatNumber, formatTime } from "./text";

test.each([
	[
		"**bold** __under__ ~~gone~~ ||spoiler||",
		"\\*\\*bold\\*\\* \\_\\_under\\_\\_ \\~\\~gone\\~\\~ \\|\\|spoiler\\|\\|",
	],
	["`code` back\\slash", "\\`code\\` back\\\\slash"],
	["<@1> <@&2> <#3> <t:4> <:e:5> @everyone", "\\<\\@1> \\<\\@&2> \\<#3> \\<t:4> \\<:e:5> \\@everyone"],
	["[click](https://x.y)", "\\[click\\](https\\://x.y)"],
	["well-done (really): 5 > 4 🎉", "well-done (really): 5 > 4 🎉"],
])("%p is shown as it is", (text, escaped) => {
	expect(escapeMarkdown(text)).toBe(escaped);
});

test.each([
	["short", 5, "short"],
	["longer", 5, "long…"],
	["****", 5, "\\*\\*…"],
	["ab👩‍👩‍👧‍👦cd", 8, "ab…"],
	["a b c", 3, "a…"],
	["abc", 1, "…"],
	["abc", 0, ""],
	["abc", -5, ""],
])("%p in at most %d is %p", (text, length, shown) => {
	expect(escapeAndShorten(text, length)).toBe(shown);
});

test.each([
	[0, "0"],
	[999, "999"],
	[1_000, "1,000"],
	[-1_234_567, "−1,234,567"],
	[9_007_199_254_740_991, "9,007,199,254,740,991"],
])("%d is written %s", (value, text) => {
	expect(formatNumber(value)).toBe(text);
});

test.each([
	[5, "+5"],
	[-5, "−5"],
	[0, "0"],
])("a change of %d is written %s", (delta, text) => {
	expect(formatDelta(delta)).toBe(text);
});

test("an id cannot end its own code mark", () => {
	expect(formatId("a`b")).toBe("`a'b`");
});

test("times are whole seconds", () => {
	expect(formatTime(1_999, "R")).toBe("<t:1:R>");
});
