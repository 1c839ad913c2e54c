/** The file of settings as setup needs it. */
export interface EnvFile {
	/** `undefined`: there is none. */
	read(): string | undefined;
	/** The whole of it or nothing, for this user alone. Throws when it cannot. */
	replace(text: string): void;
}

/** The text with these settings in it: each in the line it has, else at the end. Everything else stays as it is. */
export function mergeSettings(text: string, settings: ReadonlyMap<string, string>): string {
	const missing = new Map(settings);
	const lines = text.split(/\r?\n/).map((line) => {
		const name = /^\s*(?:export\s+)?([A-Z0-9_]+)\s*=/.exec(line)?.[1] ?? "";
		const value = settings.get(name);
		if (value === undefined) return line;
		missing.delete(name);
		return `${name}=${value}`;
	});
	while (lines.at(-1) === "") lines.pop();
	return `${[...lines, ...[...missing].map(([name, value]) => `${name}=${value}`)].join("\n")}\n`;
}

/** Bun reads `.env` with quotes, comments and `$NAME`; a value without any of those means itself. */
export function isPlain(value: string): boolean {
	return !/[\s"'`$#\\]/.test(value);
}
