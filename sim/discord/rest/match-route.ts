import type { Route } from "./api-answer";

export type Match =
	| { readonly kind: "found"; readonly route: Route; readonly params: Readonly<Record<string, string>> }
	| { readonly kind: "no-path" }
	| { readonly kind: "no-method" };

/** Finds the route of a path below `/api/v10`. Routes with more fixed parts come first in the list. */
export function routeMatcher(routes: readonly Route[]): (method: string, path: string) => Match {
	const patterns = routes.map((route) => ({ route, parts: route.path.split("/").slice(1) }));
	return (method, path) => {
		const segments = decodeSegments(path);
		if (segments === undefined) return { kind: "no-path" };
		const fitting = patterns.filter(({ parts }) => fits(parts, segments));
		const found = fitting.find(({ route }) => route.method === method);
		if (!found) return { kind: fitting.length > 0 ? "no-method" : "no-path" };
		return { kind: "found", route: found.route, params: readParams(found.parts, segments) };
	};
}

/** Decoded after splitting: discord.js sends `@original` as `%40original`. */
function decodeSegments(path: string): readonly string[] | undefined {
	try {
		return path.split("/").slice(1).map(decodeURIComponent);
	} catch {
		return undefined;
	}
}

function fits(parts: readonly string[], segments: readonly string[]): boolean {
	return parts.length === segments.length && parts.every((part, index) => isParam(part) || part === segments[index]);
}

function readParams(parts: readonly string[], segments: readonly string[]): Record<string, string> {
	const named = parts.map((part, index) => [part, segments[index] ?? ""] as const).filter(([part]) => isParam(part));
	return Object.fromEntries(named.map(([part, value]) => [part.slice(1, -1), value]));
}

const isParam = (part: string): boolean => part.startsWith("{");
