import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditCommand } from "../../companion/bot/commands/audit";
import { batchCommand } from "../../companion/bot/commands/batch";
import { limitsCommand } from "../../companion/bot/commands/limits";
import { readWords } from "./typed-words";

const folder = mkdtempSync(join(tmpdir(), "purser-words-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a word is a number where the command takes one", () => {
	expect(readWords(auditCommand.data.options ?? [], { limit: "20" })).toEqual({ limit: 20 });
	expect(readWords(limitsCommand.data.options ?? [], { limit: "actor", amount: "" })).toEqual({
		limit: "actor",
		amount: "",
	});
	expect(readWords([], { limit: "20" })).toEqual({ limit: "20" });
});

test("a word is a file on this disk where the command takes a file", () => {
	const path = join(folder, "my prizes.csv");
	writeFileSync(path, "user,amount\n");
	const { file, rate } = readWords(batchCommand.data.options ?? [], { file: path, rate: "60" });
	expect(file).toEqual({ filename: "my prizes.csv", bytes: Buffer.from("user,amount\n") });
	expect(rate).toBe(60);
	expect(() => readWords(batchCommand.data.options ?? [], { file: `${path}x` })).toThrow("no such file");
});
