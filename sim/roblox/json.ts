/** `undefined` when the text is not JSON. (JSON itself has no `undefined`, so the two cannot be mixed up.) */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (problem) {
		if (problem instanceof SyntaxError) return undefined;
		throw problem;
	}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follows names into nested objects and, by whole numbers, into arrays. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
	let current = value;
	for (const step of path) {
		if (Array.isArray(current) && typeof step === "number") current = current[step];
		else if (isRecord(current) && typeof step === "string") current = current[step];
		else return undefined;
	}
	return current;
}
