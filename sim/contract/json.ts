/** Text-keyed data whose values nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** For parts that a description may leave out. */
export function objectOr(value: unknown, otherwise: JsonObject = {}): JsonObject {
	return isObject(value) ? value : otherwise;
}

export function listOr(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** JSON text as a value, or undefined when it is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return undefined;
	}
}
