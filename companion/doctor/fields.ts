import { bunPlatform } from "../../shared/bun/platform";

/** Reading of answers, whose form is known only once it was looked at. */
export function fieldOf(value: unknown, name: string): unknown {
	return bunPlatform.entriesOf(value).find(([key]) => key === name)?.[1];
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
