import type { StoryName } from "../stories/index";

/** One place where the honest text becomes the mistaken one. `from` stands exactly once in the file. */
export interface Edit {
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

/** A known mistake, planted on a copy of the repository. */
export interface Mutant {
	readonly name: string;
	/** The mistake in one line, as somebody might defend it. */
	readonly about: string;
	/** Names of the rules whose violation counts as caught, as checkers say them. */
	readonly breaks: readonly string[];
	readonly edits: readonly Edit[];
	readonly story: StoryName;
}
