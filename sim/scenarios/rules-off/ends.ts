import type { Edit } from "../../mutants/list/mutant";
import type { RuleOff } from "./rule-off";

/** A command whose time is up ends in the journal, when its server asks next, and is sent no more. */
const EXPIRY_BY_THE_COMPANION_ALONE: Edit = {
	file: "companion/servers/take-heartbeat.ts",
	from: "	const { commands, more } = context.openCommands.handOut(serverId, now, COMMANDS_PER_PULL_MAX);\n",
	to: `	const { commands: handed, more } = context.openCommands.handOut(serverId, now, COMMANDS_PER_PULL_MAX);
	for (const { row } of handed.filter((item) => item.row.empty === 1)) {
		const outcome = { state: "expired", code: "expired", balance: null, revision: null } as const;
		const ended = context.journal.settle(row.id, outcome, now);
		if (ended !== undefined) settled.push(ended);
	}
	const commands = handed.filter((item) => item.row.empty === 0);
`,
};

/** Rules about how a command ends. */
export const END_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "void-while-held",
		rule: "N2",
		instead: "the companion ends what ran out of time",
		edits: [EXPIRY_BY_THE_COMPANION_ALONE],
	},
	{
		scenario: "own-late-write",
		rule: "N2, D6",
		instead: "a write that failed was not stored, so the command can end here",
		edits: [
			{
				file: "companion/reconcile/reconcile-entry.ts",
				from: "		return await keep(parts, reading);\n	}\n	parts.noteWrite(undefined);\n",
				to: `		return await parts.transactions.run((afterCommit) => {
			const now = parts.ports.clock.now();
			const outcome = { state: "expired", code: "expired", balance: null, revision: null } as const;
			const settled = taken.map(({ row }) => parts.context.journal.settle(row.id, outcome, now));
			parts.onIngested({ settled }, now, afterCommit);
			return "moved";
		});
	}
	parts.noteWrite(undefined);
`,
			},
		],
	},
	{
		scenario: "gap-for-ever",
		rule: "N1",
		instead: "a number that ran out of time needs no receipt",
		edits: [EXPIRY_BY_THE_COMPANION_ALONE],
	},
];
