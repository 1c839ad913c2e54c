import type { RuleOff } from "./rule-off";

/** Rules about which journal commands a store, and about restoring one. */
export const JOURNAL_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "restore-reissue",
		rule: "F2",
		instead: "a restored journal is the same journal",
		edits: [
			{
				file: "companion/fence/restore-journal.ts",
				from: "const epoch = Math.max(fence?.epoch ?? 0, life.epoch) + 1;",
				to: "const epoch = Math.max(fence?.epoch ?? 0, life.epoch);",
			},
		],
	},
	{
		scenario: "restore-old-envelope",
		rule: "F2",
		instead: "the numbers alone say what is old",
		edits: [
			{
				file: "shared/wallet/reduce-command.ts",
				from: '	if (wallet.epoch !== command.epoch) return { kind: "denied", wallet, code: "stale-epoch" };\n',
				to: "",
			},
		],
	},
	{
		scenario: "two-companions",
		rule: "F1",
		instead: "whoever starts last was meant to",
		edits: [
			{
				file: "companion/fence/compare-fence.ts",
				from: 'if (fence.lineage !== life.lineage) return { kind: "differs", problem: "another-database" };',
				to: 'if (fence.lineage !== life.lineage) return { kind: "equal" };',
			},
		],
	},
	{
		scenario: "opening-behind-full-list",
		rule: "F2, R1",
		instead: "an opening command changes no balance, so it needs no acknowledgement",
		edits: [
			{
				file: "shared/wallet/reduce-command.ts",
				from: `	const current = takeAcknowledgement(wallet, command, now);
	if (isFullFor(current, command))`,
				to: `	const current = wallet;
	if (isFullFor(current, command))`,
			},
		],
	},
];
