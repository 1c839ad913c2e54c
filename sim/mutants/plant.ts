import type { Edit, Mutant } from "./list/mutant";
import type { ReportedViolation, StoryReport } from "./story-report";

/** What a mistake is planted on and played in. */
export interface PlantingGround {
	read(path: string): string;
	write(path: string, text: string): void;
	/** Puts the honest compiled game back. */
	restoreGame(): void;
	/** The compiler's words when it fails. */
	compileGame(): Promise<string | undefined>;
	checkTypes(project: "companion" | "sim"): Promise<string | undefined>;
	/** `undefined` when it crashed. */
	playStory(name: string): Promise<StoryReport | undefined>;
}

export type PlantOutcome =
	| { readonly kind: "caught"; readonly by: ReportedViolation; readonly settled: number }
	| { readonly kind: "missed"; readonly spoke: readonly string[]; readonly settled: number }
	/** The text it changes is not there any more, or not once. */
	| { readonly kind: "does-not-apply"; readonly file: string }
	| { readonly kind: "does-not-compile"; readonly words: string }
	| { readonly kind: "crashed" };

/**
 * Plants one mistake, plays its story, and takes the mistake out again. Caught is only what compiled, settled commands,
 * and made a checker name one of the rules it breaks.
 */
export async function plant(ground: PlantingGround, mutant: Mutant): Promise<PlantOutcome> {
	const files = [...new Set(mutant.edits.map((edit) => edit.file))];
	const honest = new Map(files.map((file) => [file, ground.read(file)]));
	const refused = mutant.edits.find((edit) => !applyEdit(ground, edit));
	const outcome: PlantOutcome =
		refused === undefined ? await play(ground, mutant, files) : { kind: "does-not-apply", file: refused.file };
	for (const [file, text] of honest) ground.write(file, text);
	if (isOfGame(files)) ground.restoreGame();
	return outcome;
}

/** False when the honest text does not stand there exactly once. */
export function applyEdit(ground: PlantingGround, { file, from, to }: Edit): boolean {
	const parts = ground.read(file).split(from);
	if (parts.length !== 2) return false;
	ground.write(file, parts.join(to));
	return true;
}

async function play(ground: PlantingGround, mutant: Mutant, files: readonly string[]): Promise<PlantOutcome> {
	const problem = await compile(ground, files);
	if (problem !== undefined) return { kind: "does-not-compile", words: problem };
	const report = await ground.playStory(mutant.story);
	if (report === undefined) return { kind: "crashed" };
	const { settled, violations } = report;
	const by = violations.find((violation) => mutant.breaks.includes(violation.rule));
	if (by !== undefined && settled > 0) return { kind: "caught", by, settled };
	return { kind: "missed", settled, spoke: violations.map(({ checker, rule }) => `${checker} ${rule}`) };
}

/** Whatever the changed files are part of. The compiler's words when it fails. */
export async function compile(ground: PlantingGround, files: readonly string[]): Promise<string | undefined> {
	const ofGame = isOfGame(files) ? await ground.compileGame() : undefined;
	if (ofGame !== undefined) return ofGame;
	// What both sides share was looked at with the game.
	const isOfCompanion = files.some((file) => file.startsWith("companion/"));
	return isOfCompanion ? await ground.checkTypes("companion") : undefined;
}

export function isOfGame(files: readonly string[]): boolean {
	return files.some((file) => file.startsWith("game/") || file.startsWith("shared/"));
}
