import { describe, expect, test } from "bun:test";
import { readPromptLine } from "./prompt-line";

describe("what a person may type", () => {
	test("a slash command with its options, values with blanks included", () => {
		expect(readPromptLine("/give user: Ava amount: 50 reason: build contest 🎉 txn: a-1")).toEqual({
			kind: "slash",
			member: undefined,
			command: "give",
			words: { user: "Ava", amount: "50", reason: "build contest 🎉", txn: "a-1" },
		});
	});

	test("a slash command as somebody else", () => {
		expect(readPromptLine("as Noah /balance user:Ava")).toMatchObject({ member: "Noah", words: { user: "Ava" } });
	});

	test.each([
		["/batch file: prizes.csv rate: 60", { file: "prizes.csv", rate: "60" }],
		["/batch file: C:\\my prizes\\june.csv", { file: "C:\\my prizes\\june.csv" }],
		["/batch file: /tmp/june.csv at: 2026-01-31 20:00", { file: "/tmp/june.csv", at: "2026-01-31 20:00" }],
	])("%s", (line, words) => {
		expect(readPromptLine(line)).toMatchObject({ command: "batch", words });
	});

	test("buttons, by what stands on them", () => {
		expect(readPromptLine("press 2. See the rights")).toMatchObject({ kind: "press", label: "2. See the rights" });
		expect(readPromptLine("as Olga press Confirm")).toEqual({ kind: "press", member: "Olga", label: "Confirm" });
	});

	test("moves of players, servers and the companion", () => {
		expect(readPromptLine("move cleo 5")).toMatchObject({ kind: "move", user: { name: "Cleo" }, server: 5 });
		expect(readPromptLine("leave Ava")).toMatchObject({ kind: "leave", user: { name: "Ava" } });
		expect(readPromptLine("server 3 crash")).toEqual({ kind: "server", server: 3, action: "crash" });
		expect(readPromptLine("companion stop")).toEqual({ kind: "companion", action: "stop" });
	});
});

describe("what cannot be understood gets a sentence", () => {
	for (const line of [
		"dance",
		"move Ava",
		"join Zoe 1",
		"server three stop",
		"companion dance",
		"/give Ava 50",
		"press",
	]) {
		test(line, () => expect(readPromptLine(line).kind).toBe("unclear"));
	}
});
