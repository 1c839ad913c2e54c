/** Tells what happens as a person would see it: who did what, what the bot answered, what a screen shows. */
export interface Story {
	/** A new part of the tour. */
	chapter(title: string): void;
	/** Something somebody does or sees. */
	line(who: string, what: string): void;
	/** What is being waited for, so that nobody watches a still screen and wonders. */
	waiting(what: string): void;
}

/** For tests, which read what people see rather than a story of it. */
export const SILENT: Story = { chapter: () => undefined, line: () => undefined, waiting: () => undefined };

const WHO_WIDTH = 10;

export function createStory(write: (text: string) => void): Story {
	return {
		chapter: (title) => write(`\n${title}\n`),
		line: (who, what) => {
			const [first = "", ...rest] = what.split("\n");
			write(`  ${who.padEnd(WHO_WIDTH)} ${first}\n`);
			for (const more of rest) write(`  ${"".padEnd(WHO_WIDTH)} ${more}\n`);
		},
		waiting: (what) => write(`  ${"".padEnd(WHO_WIDTH)} ... ${what}\n`),
	};
}
