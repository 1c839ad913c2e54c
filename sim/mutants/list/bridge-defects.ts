import type { Mutant } from "./mutant";
import { ONE_TOPIC_FOR_ALL } from "./one-topic";

/** The defects of the best-known open bridge between Discord and Roblox, each planted here. */
export const BRIDGE_DEFECTS: readonly Mutant[] = [
	{
		name: "bridge-2-force-load-by-bystanders",
		about: "every server hears of every player, and loads his profile to change it",
		breaks: ["I7"],
		edits: [
			ONE_TOPIC_FOR_ALL,
			{
				file: "game/server/start-server.ts",
				from: "const inbox = new Inbox(ports, link, { sessions, absent, serverId: () => link.serverId() }, () =>",
				to: `const loader = {
		take(command: SignedCommand) {
			ports.scheduler.spawn(() => sessions.joinAsync(command.userId));
			return false;
		},
		awaits: () => false,
	};
	const inbox = new Inbox(ports, link, { sessions, absent: loader, serverId: () => link.serverId() }, () =>`,
			},
			{
				file: "game/server/start-server.ts",
				from: 'import { Announcer } from "./wallet/announcer";',
				to: 'import { Announcer } from "./wallet/announcer";\nimport type { SignedCommand } from "../../shared/protocol/command";',
			},
			{
				file: "game/server/inbox/router.ts",
				from: "if (command.to !== undefined && command.to === routes.serverId()) return routes.absent.take(command);\n	return false;",
				to: "return routes.absent.take(command);",
			},
			{
				file: "game/server/inbox/router.ts",
				from: "return routes.sessions.has(command.userId) || (command.to !== undefined && command.to === routes.serverId());",
				to: "return routes.sessions.has(command.userId) || command.to !== undefined;",
			},
		],
		story: "everyday",
	},
	{
		name: "bridge-3-open-permissions",
		about: "Discord hides the command from those who may not use it",
		breaks: ["closed"],
		edits: [
			{
				file: "companion/staff/create-judge.ts",
				from: '? "not-allowed" : "not-configured";',
				to: "? undefined : undefined;",
			},
		],
		story: "strangers",
	},
	{
		name: "bridge-4-memory-of-64",
		about: "the last 64 ids are remembered; older ones do not come again",
		breaks: ["I1"],
		edits: [
			{
				file: "shared/wallet/reduce-command.ts",
				from: "if (command.seq <= current.lastSeq) return answerOldNumber(current, command);",
				to: `const newest = current.receipts.size() - 64;
	const isKnown = current.receipts.some((receipt, index) => index >= newest && receipt.commandId === command.id);
	if (isKnown) return answerOldNumber(current, command);`,
			},
		],
		story: "latecomers",
	},
	{
		name: "bridge-5-fresh-id-per-attempt",
		about: "each attempt gets an id of its own",
		breaks: ["asked"],
		edits: [
			{
				file: "companion/bot/commands/change-wallet.ts",
				from: "			id: txn,",
				to: "			id: `${txn}.${call.arrivedAt % 1_000_000}`,",
			},
		],
		story: "everyday",
	},
	{
		name: "bridge-6-polling",
		about: "the stored entry is read every second until it shows the change",
		breaks: ["budget"],
		edits: [
			{
				file: "companion/create-companion.ts",
				from: "	const { auditReader, supply, digestJob } = createAuditSide({ ports, transactions, digest, alarms, config });",
				to: `	const { auditReader, supply, digestJob } = createAuditSide({ ports, transactions, digest, alarms, config });
	const submitOnce = ledger.submit;
	ledger.submit = async (request, gate) => {
		const submission = await submitOnce(request, gate);
		const poll = (left: number): void => {
			if (left > 0) ports.timers.after(1_000, () => void balanceReader.read(request.userId).then(() => poll(left - 1)));
		};
		poll(60);
		return submission;
	};`,
			},
		],
		story: "everyday",
	},
	{
		name: "bridge-7-receipt-dropped-on-failed-post",
		about: "the post was sent, so the receipt is delivered",
		breaks: ["R2", "L1"],
		edits: [
			{
				file: "game/server/receipts/shipper.ts",
				from: "		if (!sent.ok) {\n",
				to: `		if (!sent.ok) {
			const acked: Record<string, number> = {};
			for (const { born, receipt } of batch.receipts) {
				acked[born] = receipt.revision;
				this.outbox.remove([receiptKey(born, receipt.revision)]);
			}
			this.acknowledged(acked);
`,
			},
		],
		story: "outage",
	},
	{
		name: "bridge-8-negative-balances",
		about: "a balance below zero is a debt",
		breaks: ["I4"],
		edits: [
			{
				file: "shared/wallet/bad-change.ts",
				from: 'if (delta < 0 && balance < -delta) return "insufficient-funds";',
				to: "",
			},
			{
				file: "shared/wallet/wallet.ts",
				from: 'assert(receipt.balance >= 0 && receipt.balance <= BALANCE_MAX, "a balance stays within its bounds");',
				to: "",
			},
		],
		story: "everyday",
	},
	{
		name: "bridge-9-signature-without-time",
		about: "a correct signature proves who sent it",
		breaks: ["closed"],
		edits: [
			{
				file: "companion/http/check-signature.ts",
				from: 'if (Math.abs(Number(timestamp) - nowSeconds) > CLOCK_SKEW_SECONDS_MAX) return fail("stale");',
				to: 'if (CLOCK_SKEW_SECONDS_MAX < 0) return fail("stale");',
			},
		],
		story: "strangers",
	},
	{
		name: "doorbell-without-time",
		about: "a signed message may come at any time",
		breaks: ["closed"],
		edits: [
			{
				file: "game/server/inbox/check-command.ts",
				from: 'if (age > DOORBELL_AGE_SECONDS_MAX + CLOCK_SKEW_SECONDS_MAX || age < -CLOCK_SKEW_SECONDS_MAX) return "stale";',
				to: 'if (age < -CLOCK_SKEW_SECONDS_MAX - DOORBELL_AGE_SECONDS_MAX) return "stale";',
			},
		],
		story: "strangers",
	},
];
