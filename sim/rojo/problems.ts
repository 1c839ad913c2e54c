/** Why a project is not taken. Codes are never renamed or reused. */
export type ProjectCode =
	/** A `$path` where nothing is. */
	| "missing-path"
	/** A `$path` to a file that becomes no instance. */
	| "unknown-file"
	/** A file that could not be read, or whose text is not UTF-8. */
	| "unreadable-file"
	| "bad-json"
	| "bad-toml"
	| "bad-yaml"
	| "bad-xml"
	/** A project file that does not say what Rojo's format asks for. */
	| "bad-project"
	| "bad-meta"
	| "bad-model"
	/** Projects or folders that contain themselves. */
	| "cycle"
	/** `$className` beside a `$path` that brings a class of its own. */
	| "class-conflict"
	/** A node without `$className` and `$path`, and no service by its name. */
	| "missing-class"
	/** A binary model or place: only the XML form is read. */
	| "binary-model"
	/** `syncRules`: they are not followed here. */
	| "sync-rules";

export interface ProjectProblem {
	readonly code: ProjectCode;
	/** As seen from the project file's folder. */
	readonly file: string;
	readonly text: string;
}

export function describeProblem({ code, file, text }: ProjectProblem): string {
	return `${file}: ${text} [${code}]`;
}
