/** Where the person sits. */
export interface Terminal {
	/** Somebody can be asked here: neither side is a pipe or a file. */
	readonly isInteractive: boolean;
	say(line: string): void;
	/** The line that was typed, without the white space around it. `undefined`: it was ended instead, by Ctrl+C or Ctrl+D. */
	ask(question: string, options: { readonly isSecret: boolean }): Promise<string | undefined>;
}
