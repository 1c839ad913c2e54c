import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MUTANTS } from "./list/index";
import type { Mutant } from "./list/mutant";
import { plant, type PlantingGround } from "./plant";
import { isStoryName } from "./stories/index";
import { readStoryReport, type StoryReport } from "./story-report";

const ROOT = join(import.meta.dir, "..", "..");
const MUTANT: Mutant = {
	name: "no-check",
	about: "nobody takes what is not there",
	breaks: ["I4"],
	edits: [{ file: "game/wallet.ts", from: "if (bad) return;", to: "" }],
	story: "everyday",
};
const HONEST = "one();\nif (bad) return;\ntwo();\n";
const FOUND = { checker: "balance-is-receipts", rule: "I4", what: "balance -5", commands: 3 };

interface Turns {
	readonly text?: string;
	readonly report?: StoryReport | undefined;
	readonly problem?: string;
}

function makeGround({ text = HONEST, problem, ...rest }: Turns) {
	const files = new Map([["game/wallet.ts", text]]);
	const played: string[] = [];
	const seen: string[] = [];
	const ground: PlantingGround = {
		read: (path) => files.get(path) ?? "",
		write: (path, content) => void files.set(path, content),
		restoreGame: () => undefined,
		compileGame: () => Promise.resolve(problem),
		checkTypes: () => Promise.resolve(undefined),
		playStory: (name) => {
			played.push(name);
			seen.push(files.get("game/wallet.ts") ?? "");
			return Promise.resolve("report" in rest ? rest.report : { settled: 3, violations: [FOUND] });
		},
	};
	return { ground, played, seen, textNow: () => files.get("game/wallet.ts") };
}

describe("planting a mistake", () => {
	test("is caught when a checker names a rule it breaks, and the text is honest again afterwards", async () => {
		const { ground, seen, textNow } = makeGround({});
		expect(await plant(ground, MUTANT)).toEqual({ kind: "caught", by: FOUND, settled: 3 });
		expect(seen).toEqual(["one();\n\ntwo();\n"]);
		expect(textNow()).toBe(HONEST);
	});

	test("is missed when only another rule is named", async () => {
		const report = { settled: 3, violations: [{ ...FOUND, rule: "L1" }] };
		const outcome = await plant(makeGround({ report }).ground, MUTANT);
		expect(outcome).toEqual({ kind: "missed", settled: 3, spoke: ["balance-is-receipts L1"] });
	});

	test("is missed when no command was settled, whatever checkers say", async () => {
		const outcome = await plant(makeGround({ report: { settled: 0, violations: [FOUND] } }).ground, MUTANT);
		expect(outcome.kind).toBe("missed");
	});

	test("that crashes or does not compile counts as neither", async () => {
		expect(await plant(makeGround({ report: undefined }).ground, MUTANT)).toEqual({ kind: "crashed" });
		const broken = makeGround({ problem: "TS2322" });
		expect(await plant(broken.ground, MUTANT)).toEqual({ kind: "does-not-compile", words: "TS2322" });
		expect(broken.played).toEqual([]);
	});

	test.each(["", `${HONEST}${HONEST}`])("does not apply when its text is not there exactly once", async (text) => {
		const { ground, played, textNow } = makeGround({ text });
		expect(await plant(ground, MUTANT)).toEqual({ kind: "does-not-apply", file: "game/wallet.ts" });
		expect(played).toEqual([]);
		expect(textNow()).toBe(text);
	});
});

describe("the list of mutants", () => {
	test("has each name once, and a story for each", () => {
		expect(new Set(MUTANTS.map((mutant) => mutant.name)).size).toBe(MUTANTS.length);
		expect(MUTANTS.filter((mutant) => !isStoryName(mutant.story))).toEqual([]);
	});

	test("applies to the repository as it is: whoever changes such a text moves its mutants along", () => {
		const misfits = MUTANTS.filter(({ edits }) => {
			const texts = new Map(edits.map(({ file }) => [file, readFileSync(join(ROOT, file), "utf8")]));
			return edits.some(({ file, from, to }) => {
				const parts = (texts.get(file) ?? "").split(from);
				texts.set(file, parts.join(to));
				return parts.length !== 2;
			});
		});
		expect(misfits.map((mutant) => mutant.name)).toEqual([]);
	});
});

describe("a story's report", () => {
	test("is its last line", () => {
		const report = { settled: 3, violations: [FOUND] };
		expect(readStoryReport(`noise\n${JSON.stringify(report)}\n`)).toEqual(report);
	});

	test("is missing where the story crashed", () => {
		expect(readStoryReport("error: out of memory\n")).toBeUndefined();
	});
});
