/** What a key press did to the line. */
export type Typed =
	{ readonly kind: "more" } | { readonly kind: "line"; readonly text: string } | { readonly kind: "ended" };

/** A line as it is typed, character by character, in a terminal that shows nothing by itself. */
export interface LineEditor {
	/** Takes what arrived at once, a key or a pasted text; `show` writes what the person is to see of it. */
	take(input: string, show: (text: string) => void): Typed;
}

/** Arrows, Home, Delete and their like: this editor knows only the end of the line. Source: ECMA-48, 5.4. */
// eslint-disable-next-line no-control-regex
const ESCAPE_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O[@-~])/g;
const KEYS = {
	interrupt: "\u0003",
	end: "\u0004",
	enter: ["\r", "\n"],
	erase: ["\u007f", "\b"],
	eraseAll: "\u0015",
} as const;

/** Of a secret nothing is shown, not even how long it is. */
export function createLineEditor(isSecret: boolean): LineEditor {
	let line: string[] = [];
	return {
		take(input, show) {
			for (const key of input.replace(ESCAPE_SEQUENCE, "")) {
				if (key === KEYS.interrupt || (key === KEYS.end && line.length === 0)) return { kind: "ended" };
				if (KEYS.enter.some((enter) => enter === key)) return { kind: "line", text: line.join("").trim() };
				const before = line.length;
				if (KEYS.erase.some((erase) => erase === key)) line = line.slice(0, -1);
				else if (key === KEYS.eraseAll) line = [];
				else if (key >= " ") line.push(key);
				if (isSecret) continue;
				show(line.length > before ? key : "\b \b".repeat(before - line.length));
			}
			return { kind: "more" };
		},
	};
}
