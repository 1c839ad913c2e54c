import type { Mutant } from "./mutant";

const COMMAND = "shared/wallet/reduce-command.ts";

/** Mistakes about which journal commands a store, and about taking over after it was lost (rules N1, F1, F2). */
export const JOURNAL_MUTANTS: readonly Mutant[] = [
	{
		name: "sent-before-it-is-durable",
		about: "the row is written in a moment, the message may leave now",
		breaks: ["I9"],
		edits: [
			{
				file: "companion/ledger/create-ledger.ts",
				from: "	/** Called in the unit that makes",
				to: "	readonly sendNow: (now: number) => void;\n	/** Called in the unit that makes",
			},
			{
				file: "companion/ledger/create-ledger.ts",
				from: "					parts.wake();",
				to: "					parts.sendNow(now);\n					parts.wake();",
			},
			{
				file: "companion/create-companion.ts",
				from: "openCommands, listeners, refusal, wake });",
				to: "openCommands, listeners, refusal, wake, sendNow });",
			},
			{
				file: "companion/create-companion.ts",
				from: "	const submit = { ...opening, names, lifetimeSeconds };",
				to: `	const submit = { ...opening, names, lifetimeSeconds };
	const sendNow = (now: number): void => {
		for (const item of openCommands.takeDue(now, 50)) {
			const message = encodeCommand(bunPlatform, sign(item, now));
			if (!message.ok) continue;
			const url = \`\${config.robloxApiUrl}/cloud/v2/universes/\${config.universeId}:publishMessage\`;
			const headers = { "x-api-key": config.apiKeys[0], "content-type": "application/json" };
			const body = JSON.stringify({ topic: topicOf(item.to), message: message.value });
			ports.fetch(new Request(url, { method: "POST", headers, body })).catch(() => undefined);
		}
	};`,
			},
			{
				file: "companion/create-companion.ts",
				from: 'import type { Ports } from "./ports";',
				to: `import type { Ports } from "./ports";
import { bunPlatform } from "../shared/bun/platform";
import { encodeCommand } from "../shared/protocol/command-codec";`,
			},
		],
		story: "killed-companion",
	},
	{
		name: "fence-not-compared",
		about: "the database is of this store, so it commands it",
		breaks: ["I9"],
		edits: [
			{
				file: "companion/fence/compare-fence.ts",
				from: "return fence.epoch === life.epoch && isOwnTick ?",
				to: "return fence.epoch === life.epoch || isOwnTick ?",
			},
		],
		story: "older-copy",
	},
	{
		name: "stale-epoch-unchecked",
		about: "the next number is the next number, whichever journal gave it",
		breaks: ["L1"],
		edits: [
			{
				file: COMMAND,
				from: '	if (wallet.epoch !== command.epoch) return { kind: "denied", wallet, code: "stale-epoch" };\n',
				to: "",
			},
		],
		story: "old-envelope",
	},
	{
		name: "numbers-before-the-opening",
		about: "the new journal goes on with the number after the last one it knows",
		breaks: ["I9"],
		edits: [
			{
				file: "companion/ledger/submit-command.ts",
				from: "const isOpen = life.epoch === context.epoch;",
				to: "const isOpen = life.epoch <= context.epoch;",
			},
		],
		story: "lost-journal",
	},
	{
		name: "opening-holds-behind-a-full-list",
		about: "an opening command waits for room like any other",
		breaks: ["L1"],
		edits: [
			{
				file: COMMAND,
				from: `	const current = takeAcknowledgement(wallet, command, now);
	if (isFullFor(current, command)) return { kind: "held", wallet: current, code: "backlog" };
	const seq`,
				to: `	const current = wallet;
	if (isFullFor(current, command)) return { kind: "held", wallet: current, code: "backlog" };
	const seq`,
			},
		],
		story: "full-list-restored",
	},
	{
		name: "acknowledgements-to-sessions-only",
		about: "whoever joins is told what the audit has; a message need not say it",
		breaks: ["L1"],
		edits: [
			{
				file: "companion/dispatch/envelope.ts",
				from: "acked: life.acked > 0 ? life.acked : undefined,",
				to: "acked: undefined,",
			},
		],
		story: "full-list-restored",
	},
	{
		name: "acknowledged-before-the-backup",
		about: "the audit has it, so the wallet may forget it",
		breaks: ["R2", "L1"],
		edits: [
			{
				file: "companion/audit/ingest-receipts.ts",
				from: "	if (!backups.isOn) return audited;\n",
				to: "	if (!backups.isOn || audited > life.acked) return audited;\n",
			},
		],
		story: "lost-since-backup",
	},
	{
		name: "acknowledged-in-answers-only",
		about: "who ships receipts hears at once how far the audit is",
		breaks: ["L1"],
		edits: [
			{
				file: "companion/servers/take-heartbeat.ts",
				from: "if (life !== undefined && life.acked > 0) acked[born] = life.acked;",
				to: "if (life !== undefined && life.stopped !== null) acked[born] = life.acked;",
			},
		],
		story: "late-backup",
	},
	{
		name: "expired-number-never-used",
		about: "a number that nobody was sent can stay unused",
		breaks: ["L1"],
		edits: [
			{
				file: "companion/dispatch/open-commands.ts",
				from: "		expire: (now) => void expire.run(now, Math.floor(now / 1000)),\n",
				to: `		expire: (now) => {
			database.run(
				\`UPDATE command SET state = 'expired', code = 'expired', settled_at = ?, due_at = NULL
				WHERE settled_at IS NULL AND sent_at IS NULL AND not_after < ?\`,
				[now, Math.floor(now / 1000)],
			);
			expire.run(now, Math.floor(now / 1000));
		},
`,
			},
		],
		story: "never-taken",
	},
];
