import type { Mutant } from "./mutant";

const RECONCILE = "companion/reconcile/reconcile-entry.ts";

/** Mistakes of the companion as the last executor, and in judging locks. */
export const EXECUTOR_MUTANTS: readonly Mutant[] = [
	{
		name: "lock-broken-on-silence-alone",
		about: "a server that says nothing for so long is gone",
		breaks: ["I7"],
		edits: [
			{
				file: "companion/locks/judge-lock.ts",
				from: 'if (!isHolderSilent) return "wait";',
				to: 'return isHolderSilent ? "break" : "wait";',
			},
		],
		story: "cut-off-owner",
	},
	{
		name: "write-without-its-condition",
		about: "what was read a moment ago is still there",
		breaks: ["I7", "I5", "I2"],
		edits: [
			{
				file: "companion/roblox/open-cloud/entries-v1.ts",
				from: '{ exclusiveCreate: "true" } : { matchVersion: condition.version };',
				to: '{ exclusiveCreate: "true" } : {};',
			},
		],
		story: "nobody-there",
	},
	{
		name: "failed-write-means-not-written",
		about: "a write without an answer did not happen, so the command is refused",
		breaks: ["I3"],
		edits: [
			{
				file: RECONCILE,
				from: "		// What was read stands; what was to be written may be stored, now or later.",
				to: `		const code = "store-unavailable";
		await parts.transactions.run(() => {
			for (const { command } of run.runs) {
				parts.context.journal.settle(command.id, { state: "refused", code, balance: null, revision: null }, clock.now());
			}
		});`,
			},
		],
		story: "late-own-write",
	},
	{
		name: "restore-without-a-new-epoch",
		about: "a restored journal is the same journal",
		breaks: ["I9", "L1"],
		edits: [
			{
				file: "companion/fence/restore-journal.ts",
				from: "const epoch = Math.max(fence?.epoch ?? 0, life.epoch) + 1;",
				to: "const epoch = Math.max(fence?.epoch ?? 0, life.epoch);",
			},
		],
		story: "lost-journal",
	},
	{
		name: "locks-are-the-servers-business",
		about: "a server will come and see for itself which lock is dead",
		breaks: ["L1", "time"],
		edits: [
			{
				file: "companion/dispatch/take-over.ts",
				from: "const breakLock = parts.findDeadLock(userId, now);",
				to: "const breakLock = undefined;",
			},
		],
		story: "only-server-crashes",
	},
	{
		name: "quiet-wallets-left-alone",
		about: "the player comes back some day, and his receipts with him",
		breaks: ["L1"],
		edits: [
			{
				file: "companion/reconcile/plan-visits.ts",
				from: "	for (const userId of parts.reads.listDue(now, VISITS_MAX)) wanted.add(userId);\n",
				to: "",
			},
		],
		story: "quiet-wallet",
	},
	{
		name: "bridge-1-key-name-differs",
		about: "the companion spells the key of a wallet in its own way",
		breaks: ["I2", "I8"],
		edits: [
			{
				file: RECONCILE,
				from: 'import { walletKey } from "../../shared/store-keys";',
				to: "const walletKey = (userId: number): string => `player_${userId}`;",
			},
		],
		story: "nobody-there",
	},
];
