/**
 * The value of a JSON text, or undefined when only the kernel's decoder may judge it: text with an error has to give
 * the engine's error, and half a surrogate pair is one although JavaScript lets it pass.
 */
export function parseUsualJson(text: string): { readonly value: unknown } | undefined {
	if (text.includes("\\u")) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return { value };
	} catch {
		return undefined;
	}
}
