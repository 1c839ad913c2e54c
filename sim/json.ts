/** Text-keyed data whose values nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** For parts that a description may leave out. */
export function objectOr(value: unknown, otherwise: JsonObject = {}): JsonObject {
	return isJsonObject(value) ? value : otherwise;
}

export function listOr(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** `undefined` when the text is not JSON. (JSON itself has no `undefined`, so the two cannot be mixed up.) */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (problem) {
		if (problem instanceof SyntaxError) return undefined;
		throw problem;
	}
}

/** Follows names into nested objects and, by whole numbers, into arrays. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
	let current = value;
	for (const step of path) {
		if (Array.isArray(current) && typeof step === "number") current = current[step];
		else if (isJsonObject(current) && typeof step === "string") current = current[step];
		else return undefined;
	}
	return current;
}
