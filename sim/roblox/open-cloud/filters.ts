import { parseJson } from "../../json";

/** The very small parts of CEL that the lists of v2 take: openapi, `filter` of each. `undefined`: not understood. */

export interface TimeSpan {
	readonly from: number;
	readonly to: number;
}

/** `id.startsWith("…")`; no filter is an empty prefix. */
export function prefixOf(filter: string | null): string | undefined {
	if (filter === null || filter === "") return "";
	const literal = /^id\.startsWith\((?<text>"(?:[^"\\]|\\.)*")\)$/.exec(filter.trim())?.groups?.["text"];
	const text = literal === undefined ? undefined : parseJson(literal);
	return typeof text === "string" ? text : undefined;
}

/** `revision_create_time` with `>=` and `<=`, joined by `&&`. Unix milliseconds, both ends included. */
export function spanOf(filter: string | null): TimeSpan | undefined {
	let span: TimeSpan = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
	if (filter === null || filter === "") return span;
	for (const part of filter.split("&&")) {
		const groups = /^revision_create_time\s*(?<operator>[<>]=)\s*(?<time>\S+)$/.exec(part.trim())?.groups;
		const time = Date.parse(groups?.["time"] ?? "");
		if (Number.isNaN(time)) return undefined;
		if (groups?.["operator"] === ">=") span = { ...span, from: Math.max(span.from, time) };
		else span = { ...span, to: Math.min(span.to, time) };
	}
	return span;
}
