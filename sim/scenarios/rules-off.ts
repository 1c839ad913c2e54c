import type { Edit } from "../mutants/list/mutant";

/** How a scenario's rule is switched off, on a copy of the repository. The scenario must fail then. */
export interface RuleOff {
	readonly scenario: string;
	readonly rule: string;
	/** What somebody might have written instead. */
	readonly instead: string;
	readonly edits: readonly Edit[];
}

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

export const RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "foreign-tag",
		rule: "D2",
		instead: "a save came back with a revision at least as high, so ours is stored",
		edits: [
			{
				file: "game/server/wallet/durability.ts",
				from: "if (tag === undefined || tag.sessionId !== this.sessionId || tag.revision <= this.revision)",
				to: "if (tag === undefined || tag.revision <= this.revision)",
			},
		],
	},
	{
		scenario: "denied-from-memory",
		rule: "D3",
		instead: "a denial changes nothing, so it need not wait for a save",
		edits: [
			{
				file: "game/server/wallet/wallet-session.ts",
				from: "		if (!this.durability.covers(item.deniedAt)) return;\n",
				to: "",
			},
		],
	},
	{
		scenario: "void-while-held",
		rule: "N2",
		instead: "the companion ends what ran out of time",
		edits: [EXPIRY_BY_THE_COMPANION_ALONE],
	},
	{
		scenario: "gap-for-ever",
		rule: "N1",
		instead: "a number that ran out of time needs no receipt",
		edits: [EXPIRY_BY_THE_COMPANION_ALONE],
	},
	{
		scenario: "stolen-join",
		rule: "X2, B3",
		instead: "the designated server takes the session for a moment, as any server would",
		edits: [
			{
				file: "game/server/inbox/absent-executor.ts",
				from: '		private readonly ports: Pick<Ports, "platform" | "entries" | "scheduler" | "log">,\n',
				to: `		private readonly ports: Pick<Ports, "platform" | "entries" | "scheduler" | "log"> &
			Partial<Pick<Ports, "profiles">>,
`,
			},
			{
				file: "game/server/inbox/absent-executor.ts",
				from: "		const now = this.side.now();\n",
				to: `		this.ports.profiles?.loadAsync(userId, "force-load")?.release();
		const now = this.side.now();
`,
			},
		],
	},
	{
		scenario: "yoinked-join",
		rule: "X4",
		instead: "a command that finds no profile loads it",
		edits: [
			{
				file: "game/server/sessions/player-session.ts",
				from: "		if (!this.hasUnreadableWallet) return this.waiting.add(command);\n",
				to: `		if (!this.hasUnreadableWallet) {
			this.side.scheduler.spawn(() => {
				this.side.profiles.loadAsync(this.userId, "force-load");
			});
			return this.waiting.add(command);
		}
`,
			},
		],
	},
	{
		scenario: "stale-takeover",
		rule: "B3",
		instead: "the lock of a dead job is a dead lock",
		edits: [
			{
				file: "shared/wallet/run-on-entry.ts",
				from: "return b !== undefined && a.job === b.job && a.loads === b.loads && a.updated === b.updated;",
				to: "return b !== undefined && a.job === b.job;",
			},
		],
	},
	{
		scenario: "merged-receipt",
		rule: "R4",
		instead: "a coin that finds no room is added to a receipt nobody has acknowledged yet",
		edits: [
			{
				file: "shared/wallet/reduce-game-change.ts",
				from: '	return { kind: "deferred", wallet: defer(wallet, change) };\n',
				to: `	const receipts = wallet.receipts.map((receipt) => {
		if (receipt.revision <= wallet.acked) return receipt;
		const delta = receipt.revision === wallet.acked + 1 ? receipt.delta + change.delta : receipt.delta;
		return { ...receipt, delta, balance: receipt.balance + change.delta };
	});
	return { kind: "deferred", wallet: { ...wallet, receipts, balance: wallet.balance + change.delta } };
`,
			},
		],
	},
	{
		scenario: "backlog-refusal",
		rule: "R4",
		instead: "a wallet that takes nothing more has refused",
		edits: [
			{
				file: "companion/ledger/take-note.ts",
				from: '		case "gap":\n		case "backlog":\n',
				to: `		case "backlog": {
			const outcome = { state: "refused", code: "backlog", balance: null, revision: null } as const;
			return context.journal.settle(row.id, outcome, now);
		}
		case "gap":
`,
			},
		],
	},
	{
		scenario: "ack-gap",
		rule: "R2",
		instead: "servers ship in order, so the newest receipt stands for all",
		edits: [
			{
				file: "companion/audit/ingest-receipts.ts",
				from: "const audited = context.entries.walkForward(context.subjects.ensure(userId), born, life.audited);",
				to: "const audited = Math.max(life.audited, life.revision);",
			},
		],
	},
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
		scenario: "no-live-server",
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
	{
		scenario: "own-late-write",
		rule: "N2, D6",
		instead: "a write that failed was not stored, so the command can end here",
		edits: [
			{
				file: "companion/reconcile/reconcile-entry.ts",
				from: "		return await keep(parts, reading);\n	}\n	parts.noteWrite(undefined);\n",
				to: `		return await parts.transactions.run((afterCommit) => {
			const outcome = { state: "expired", code: "expired", balance: null, revision: null } as const;
			for (const { row } of taken) {
				const ended = parts.context.journal.settle(row.id, outcome, parts.ports.clock.now());
				if (ended !== undefined) afterCommit(() => parts.listeners.tell(toCommandView(ended)));
			}
			return "moved";
		});
	}
	parts.noteWrite(undefined);
`,
			},
		],
	},
	{
		scenario: "quiet-wallet",
		rule: "R5",
		instead: "servers ship receipts, and the player comes back some day",
		edits: [
			{
				file: "companion/reconcile/plan-visits.ts",
				from: "for (const userId of parts.reads.listDue(now, VISITS_MAX)) wanted.add(userId);",
				to: "",
			},
		],
	},
];
