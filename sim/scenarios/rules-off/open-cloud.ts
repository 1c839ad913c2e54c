import type { RuleOff } from "./rule-off";

/** What the client of Open Cloud owes the platform and its callers. */
export const OPEN_CLOUD_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "budget-exhausted",
		rule: "X3",
		instead: "Roblox says by itself when it is too much",
		edits: [
			{
				file: "companion/roblox/open-cloud/budget.ts",
				from: "if (readyAt <= now) return Promise.resolve(this.#grant());",
				to: "if (readyAt <= Number.MAX_VALUE) return Promise.resolve(this.#grant());",
			},
		],
	},
	{
		scenario: "key-rotation",
		rule: "X1, X3",
		instead: "the first key is the key",
		edits: [
			{
				file: "companion/roblox/open-cloud/send.ts",
				from: 'if (next === "other-key" && untried.length > 0) {',
				to: 'if (next === "other-key" && untried.length > 9) {',
			},
		],
	},
	{
		scenario: "unknown-outcome",
		rule: "X3, D6",
		instead: "a write without an answer was not made",
		edits: [
			{
				file: "companion/roblox/open-cloud/trouble.ts",
				from: 'this.#mayBeDone ||= effect !== "read" && leavesOpen(tried);',
				to: 'this.#mayBeDone ||= effect === "read" && leavesOpen(tried);',
			},
		],
	},
];
