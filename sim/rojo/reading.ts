import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { ProjectCode, ProjectProblem } from "./problems";

/** Files and folders of one project, and what is met on the way. Reading goes on after a problem, to find them all. */
export class Reading {
	readonly problems: ProjectProblem[] = [];
	/** What was left out, for people. */
	readonly notes: string[] = [];
	readonly #root: string;
	/** Real paths of what is being read right now, outermost first. */
	readonly #open: string[] = [];

	constructor(projectFile: string) {
		this.#root = dirname(resolve(projectFile));
	}

	/** The file's name as messages have it. */
	nameOf(path: string): string {
		return relative(this.#root, path).split(sep).join("/") || ".";
	}

	refuse(code: ProjectCode, path: string, text: string): undefined {
		this.problems.push({ code, file: this.nameOf(path), text });
	}

	note(path: string, text: string): void {
		this.notes.push(`${this.nameOf(path)}: ${text}`);
	}

	/** Undefined, with a problem, when the file cannot be read. Line ends are made the same on every machine, as Rojo does. */
	text(path: string): string | undefined {
		try {
			const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
			return text.replaceAll("\r\n", "\n");
		} catch (problem) {
			return this.refuse("unreadable-file", path, problem instanceof Error ? problem.message : String(problem));
		}
	}

	/** Reads what may contain other files; one that is being read already contains itself. */
	within<Value>(path: string, read: () => Value | undefined): Value | undefined {
		const real = realpathSync(path);
		if (this.#open.includes(real)) {
			const way = [...this.#open.slice(this.#open.indexOf(real)), real].map((step) => this.nameOf(step));
			return this.refuse("cycle", path, `contains itself: ${way.join(" > ")}`);
		}
		this.#open.push(real);
		try {
			return read();
		} finally {
			this.#open.pop();
		}
	}
}

/** What holds for everything below one project file. */
export interface Scope {
	readonly reading: Reading;
	isIgnored(path: string): boolean;
	/** False: Scripts say by `RunContext` where they run, and there are no LocalScripts. */
	readonly emitsLegacyScripts: boolean;
}
