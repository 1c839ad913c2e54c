import type { ProjectCode } from "./problems";
import type { Reading } from "./reading";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The one object of a file, comments and trailing commas allowed as Rojo does. Undefined, with a problem, otherwise. */
export function readJsonObject(reading: Reading, path: string, code: ProjectCode): JsonObject | undefined {
	const parsed = readJson(reading, path);
	if (parsed === undefined || isObject(parsed.value)) return parsed?.value as JsonObject | undefined;
	return reading.refuse(code, path, "must hold one object");
}

export function readJson(reading: Reading, path: string): { readonly value: unknown } | undefined {
	const text = reading.text(path);
	if (text === undefined) return undefined;
	try {
		return { value: Bun.JSONC.parse(text) };
	} catch (problem) {
		return reading.refuse(
			"bad-json",
			path,
			`is not JSON: ${problem instanceof Error ? problem.message : String(problem)}`,
		);
	}
}

/** Names of an object that a format does not have. */
export function unknownNames(value: JsonObject, known: readonly string[]): readonly string[] {
	return Object.keys(value).filter((name) => !known.includes(name));
}
