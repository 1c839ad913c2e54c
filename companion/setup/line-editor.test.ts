import { expect, test } from "bun:test";
import { createLineEditor } from "./line-editor";

/** Types it in one go after the other. */
function type(isSecret: boolean, ...inputs: readonly string[]) {
	const editor = createLineEditor(isSecret);
	let screen = "";
	const results = inputs.map((input) => editor.take(input, (text) => (screen += text)));
	return { last: results.at(-1), screen };
}

test.each([
	["letters, then Enter", ["a", "b", "\r"], "ab"],
	["a pasted line with its end", ["abc\n"], "abc"],
	["Windows' end of line", ["abc\r\n"], "abc"],
	["white space around it", [" abc \r"], "abc"],
	["a mistake taken back", ["abx\u007fc\r"], "abc"],
	["more taken back than there is", ["a\b\bb\r"], "b"],
	["all taken back", ["xyz\u0015abc\r"], "abc"],
	["arrows and other keys", ["a\u001b[Db\u001b[3~c\u0001\u001bOP\r"], "abc"],
	["emoji taken back whole", ["a🎉\u007f\r"], "a"],
	["nothing", ["\r"], ""],
])("%s", (_name, inputs, text) => {
	expect(type(false, ...inputs).last).toEqual({ kind: "line", text });
});

test.each([
	["Ctrl+C, whatever was typed", "abc\u0003", { kind: "ended" }],
	["Ctrl+D on an empty line", "\u0004", { kind: "ended" }],
	["Ctrl+D behind something", "abc\u0004", { kind: "more" }],
] as const)("%s", (_name, input, typed) => {
	expect(type(false, input).last).toEqual(typed);
});

test("what is typed is shown, and what is taken back disappears", () => {
	expect(type(false, "ab\u007f").screen).toBe("ab\b \b");
});

test("of a secret nothing is shown", () => {
	expect(type(true, "secret\u007f\r")).toEqual({ last: { kind: "line", text: "secre" }, screen: "" });
});
