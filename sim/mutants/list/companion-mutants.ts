import type { Mutant } from "./mutant";

const INGEST = "companion/audit/ingest-receipts.ts";
const NOTE = "companion/ledger/take-note.ts";

/** Mistakes in the companion's books and replies. */
export const COMPANION_MUTANTS: readonly Mutant[] = [
	{
		name: "id-per-invocation",
		about: "every use of the command is a new intent, whatever text came along",
		breaks: ["asked"],
		edits: [
			{
				file: "companion/bot/options/txn-option.ts",
				from: "return ok(`txn:${guildId}:${txn}`);",
				to: "return ok(`discord:${interactionId}`);",
			},
		],
		story: "everyday",
	},
	{
		name: "reply-before-save",
		about: "a command that was sent is as good as done",
		breaks: ["I8"],
		edits: [{ file: "companion/bot/replies/change-reply.ts", from: '	published: "Working",', to: '	published: "Done",' }],
		story: "everyday",
	},
	{
		name: "acknowledging-the-highest-seen",
		about: "servers ship in order, so the newest receipt stands for all",
		breaks: ["R2", "L1"],
		edits: [
			{
				file: INGEST,
				from: "const audited = walkForward(context, wallet, life);",
				to: "const audited = Math.max(life.revision, wallet.newest?.revision ?? 0);",
			},
		],
		story: "late-batch",
	},
	{
		name: "expiry-by-the-companion-alone",
		about: "when its time is up a command is over",
		breaks: ["I3", "outcome"],
		edits: [
			{
				file: "companion/dispatch/open-commands.ts",
				from: "		expire: (now) => void expire.run(now, Math.floor(now / 1000)),\n",
				to: `		expire: (now) => {
			database.run(
				\`UPDATE command SET state = 'expired', code = 'expired', settled_at = ?, due_at = NULL
				WHERE settled_at IS NULL AND not_after < ?\`,
				[now, Math.floor(now / 1000)],
			);
			expire.run(now, Math.floor(now / 1000));
		},
`,
			},
		],
		story: "slow-executor",
	},
	{
		name: "backlog-refused-without-receipt",
		about: "a wallet that takes nothing more has refused",
		breaks: ["I3", "I8"],
		edits: [
			{
				file: NOTE,
				from: '		case "gap":\n		case "backlog":\n',
				to: `		case "backlog": {
			const outcome = { state: "refused", code: "backlog", balance: null, revision: null } as const;
			return [context.journal.settle(row.id, outcome, now)];
		}
		case "gap":
`,
			},
		],
		story: "full-list",
	},
	{
		name: "retry-under-a-new-number",
		about: "a write that failed did not happen, so the command starts afresh",
		breaks: ["I9"],
		edits: [
			{
				file: NOTE,
				from: '		case "store-unavailable":\n',
				to: `		case "store-unavailable": {
			const life = context.wallets.findCurrent(row.user_id);
			if (life === undefined) return [];
			const { born, epoch } = row;
			context.journal.renumber(row.id, { born, epoch, seq: context.wallets.takeSeq(life) });
			context.journal.setDue(row.id, now);
			return [];
		}
`,
			},
		],
		story: "lost-answers",
	},
];
