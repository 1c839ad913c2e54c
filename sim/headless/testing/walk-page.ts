/** What a page asks its reader to do under one heading, in this order. */
export interface PageStep {
	readonly title: string;
	readonly files: readonly { readonly path: string; readonly content: string }[];
	/** What stands behind `npx --yes bun@1.4.5`, by words. */
	readonly commands: readonly (readonly string[])[];
	/** Lines that begin so have to be in the output of the last command, in this order. */
	readonly output: readonly string[];
}

const NPX = "npx --yes bun@1.4.5 ";
/** A code block with the text between it and the block, or heading, before. */
const BLOCK = /((?:(?!```)[\s\S])*?)^```(\w*)\n([\s\S]*?)^```$/gm;

/** Reads the numbered steps of a page. Throws for a block of which it is not clear what a reader does with it. */
export function readSteps(page: string): readonly PageStep[] {
	const parts = page.split(/^## /m).slice(1);
	return parts.filter((part) => /^\d+\. /.test(part)).map(readStep);
}

function readStep(part: string): PageStep {
	const title = part.slice(0, part.indexOf("\n"));
	const files: { path: string; content: string }[] = [];
	const commands: (readonly string[])[] = [];
	const output: string[] = [];
	for (const [, before = "", language = "", text = ""] of part.matchAll(BLOCK)) {
		const path = /`([^`\s]+)`[^`]*:\s*$/.exec(before)?.[1];
		if (language === "text") output.push(...text.trimEnd().split("\n"));
		else if (language !== "" && path !== undefined) files.push({ path, content: text });
		else if (language === "" && text.startsWith(NPX)) commands.push(text.slice(NPX.length).trim().split(" "));
		else throw new Error(`step ${title}: what is this block for?\n${text}`);
	}
	return { title, files, commands, output };
}
