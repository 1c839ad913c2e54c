import { applyEdit, compile, isOfGame } from "../mutants/plant";
import type { Workshop } from "../mutants/workshop";
import { parseJson, valueAt } from "../json";
import type { RuleOff } from "./rules-off/rule-off";

export type OffOutcome =
	/** What is wanted: the scenario notices that its rule is gone, by these claims and checkers. */
	| { readonly kind: "fails"; readonly by: readonly string[] }
	| { readonly kind: "still-ends-well" | "crashed" }
	/** The rule's text is not there any more, or not once. */
	| { readonly kind: "does-not-apply"; readonly file: string }
	| { readonly kind: "does-not-compile"; readonly words: string };

/** Takes a rule out of a copy of the repository, plays its scenario, and puts the rule back. */
export async function switchOff(workshop: Workshop, { scenario, edits }: RuleOff): Promise<OffOutcome> {
	const files = [...new Set(edits.map((edit) => edit.file))];
	const honest = new Map(files.map((file) => [file, workshop.read(file)]));
	const refused = edits.find((edit) => !applyEdit(workshop, edit));
	const outcome: OffOutcome =
		refused === undefined ? await play(workshop, scenario, files) : { kind: "does-not-apply", file: refused.file };
	for (const [file, text] of honest) workshop.write(file, text);
	if (isOfGame(files)) workshop.restoreGame();
	return outcome;
}

async function play(workshop: Workshop, scenario: string, files: readonly string[]): Promise<OffOutcome> {
	const words = await compile(workshop, files);
	if (words !== undefined) return { kind: "does-not-compile", words };
	const { output } = await workshop.run(["sim/scenarios/main.ts", "--short", scenario]);
	const by = valueAt(parseJson(output), "failed");
	if (!Array.isArray(by)) return { kind: "crashed" };
	return by.length === 0 ? { kind: "still-ends-well" } : { kind: "fails", by: by.map(String) };
}
