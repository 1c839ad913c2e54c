import type { RuleOff } from "./rule-off";

/** Rules about who executes, and about dead locks. */
export const EXECUTOR_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "last-server-crash",
		rule: "B4",
		instead: "locks are the servers' business",
		edits: [
			{
				file: "companion/dispatch/take-over.ts",
				from: "const breakLock = parts.findDeadLock(userId, now);",
				to: "const breakLock = undefined;",
			},
		],
	},
	{
		scenario: "owner-crash",
		rule: "B2",
		instead: "a server sees for itself which lock is in its way",
		edits: [{ file: "companion/dispatch/envelope.ts", from: "		breakLock,\n", to: "" }],
	},
	{
		scenario: "silent-owner",
		rule: "B1",
		instead: "who does not answer is dead",
		edits: [
			{
				file: "companion/locks/judge-lock.ts",
				from: 'if (lock.placeId === undefined) return "read";',
				to: 'if (lock.placeId !== 0) return "break";',
			},
		],
	},
	{
		scenario: "no-servers",
		rule: "X3",
		instead: "commands wait for a server",
		edits: [
			{
				file: "companion/reconcile/plan-visits.ts",
				from: "for (const userId of parts.openCommands.listUnserved(now, VISITS_MAX)) wanted.add(userId);",
				to: "",
			},
		],
	},
];
