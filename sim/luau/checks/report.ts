/** One checked fact. A check process prints one such JSON line per fact. */
export interface CheckLine {
	readonly name: string;
	readonly ok: boolean;
	readonly detail: string;
}

export function report(name: string, ok: boolean, detail: unknown = ""): void {
	const line: CheckLine = { name, ok, detail: typeof detail === "string" ? detail : JSON.stringify(detail) };
	process.stdout.write(`${JSON.stringify(line)}\n`);
}

export function reportEqual(name: string, actual: unknown, expected: unknown): void {
	const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
	report(name, got === wanted, got === wanted ? got : `got ${got}, expected ${wanted}`);
}
