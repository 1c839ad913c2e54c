import type { Route } from "./api-answer";

export type Match =
	| { readonly kind: "found"; readonly route: Route; readonly params: Readonly<Record<string, string>> }
	| { readonly kind: "no-path" }
	| { readonly kind: "no-method" };

/** Finds the route of a path below `/api/v10`. Routes with more fixed parts come first in the list. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match {
	const segments = decodeSegments(path);
	let pathKnown = false;
	for (const route of routes) {
		const params = segments && matchSegments(route.path.split("/").slice(1), segments);
		if (!params) continue;
		pathKnown = true;
		if (route.method === method) return { kind: "found", route, params };
	}
	return { kind: pathKnown ? "no-method" : "no-path" };
}

/** Decoded after splitting: discord.js sends `@original` as `%40original`. */
function decodeSegments(path: string): readonly string[] | undefined {
	try {
		return path.split("/").slice(1).map(decodeURIComponent);
	} catch {
		return undefined;
	}
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
	if (pattern.length !== segments.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of pattern.entries()) {
		const segment = segments[index] ?? "";
		if (part.startsWith("{")) params[part.slice(1, -1)] = segment;
		else if (part !== segment) return undefined;
	}
	return params;
}
