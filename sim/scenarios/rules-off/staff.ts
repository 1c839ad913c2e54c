import type { RuleOff } from "./rule-off";

/** What bounds staff, and what takes back what they did. */
export const STAFF_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "rogue-moderator",
		rule: "freeze",
		instead: "one of the staff goes on however fast he moves coins",
		edits: [
			{
				file: "companion/staff/create-judge.ts",
				from: 'return isLostByFreeze(right) && store.isFrozen(actor.id) ? "frozen" : undefined;',
				to: "return undefined;",
			},
		],
	},
	{
		scenario: "rogue-moderator",
		rule: "what is left is taken",
		instead: "a refused reversal is not tried again",
		edits: [
			{
				file: "companion/undo/next-attempt.ts",
				from: 'if (code !== "insufficient-funds") return undefined;',
				to: 'if (code !== "balance-overflow") return undefined;',
			},
		],
	},
];
