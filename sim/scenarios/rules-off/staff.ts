import type { RuleOff } from "./rule-off";

/** What bounds staff, and what takes back what they did. */
export const STAFF_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "rogue-moderator",
		rule: "limits of a day",
		instead: "one of the staff may move as much as he likes",
		edits: [
			{
				file: "companion/staff/limits/find-over-limit.ts",
				from: "if (amount > limits.actor - moved.actor) return LIMIT_KINDS.actor.code;",
				to: "if (amount > limits.actor + moved.actor) return LIMIT_KINDS.actor.code;",
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
