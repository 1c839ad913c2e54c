import { bunPlatform } from "../shared/bun/platform";

/** Reading of what came from outside, whose form is known only once it was looked at. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fieldOf(value: unknown, name: string): unknown {
	return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textIn(value: unknown, name: string): string | undefined {
	const field = fieldOf(value, name);
	return typeof field === "string" ? field : undefined;
}

export function numberIn(value: unknown, name: string): number | undefined {
	const field = fieldOf(value, name);
	return typeof field === "number" ? field : undefined;
}

/** Nothing where there is no list. */
export function listOf(value: unknown): readonly unknown[] {
	return bunPlatform.asList(value) ?? [];
}
