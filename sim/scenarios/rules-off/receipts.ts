import type { RuleOff } from "./rule-off";

/** Rules about receipts, their acknowledgement, and changes by the game. */
export const RECEIPT_RULES_OFF: readonly RuleOff[] = [
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
			return [context.journal.settle(row.id, outcome, now)];
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
				from: "const audited = walkForward(context, wallet, life);",
				to: "const audited = Math.max(life.audited, life.revision, wallet.newest?.revision ?? 0);",
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
	{
		scenario: "absent-backlog",
		rule: "R1",
		instead: "acknowledgements go to sessions, and a player who is nowhere has none",
		edits: [
			{
				file: "companion/dispatch/envelope.ts",
				from: "		acked: life.acked > 0 ? life.acked : undefined,\n",
				to: "",
			},
		],
	},
	{
		scenario: "late-acknowledgement",
		rule: "R1",
		instead: "the answer to a batch acknowledges it, and nothing else has to",
		edits: [
			{
				file: "companion/servers/take-heartbeat.ts",
				from: "acked: listAcknowledged(context, heartbeat), settled };",
				to: "acked: {}, settled };",
			},
		],
	},
	{
		scenario: "restore-loses-audit",
		rule: "R3",
		instead: "what the audit has need not be kept in the wallet as well",
		edits: [
			{
				file: "companion/audit/ingest-receipts.ts",
				from: "	if (!backups.isOn) return audited;\n",
				to: "	if (audited > life.acked || !backups.isOn) return audited;\n",
			},
		],
	},
	{
		scenario: "purchase-after-eviction",
		rule: "G1, G2",
		instead: "the list of receipts knows every purchase",
		edits: [
			{
				file: "shared/wallet/reduce-game-change.ts",
				from: "const revision = wallet.keys[change.key];",
				to: "const revision = wallet.receipts.find((receipt) => receipt.commandId === change.key)?.revision;",
			},
		],
	},
	{
		scenario: "transfer-crash",
		rule: "G1, I4",
		instead: "the server that took the coins out puts them in",
		edits: [{ file: "game/server/start-server.ts", from: "			transfers.carryOn(wallet);\n", to: "" }],
	},
	{
		scenario: "purchase-two-servers",
		rule: "D3",
		instead: "coins that are in memory will be stored sooner or later",
		edits: [
			{
				file: "game/server/purchases/purchase-desk.ts",
				from: '		return proof === "stored" ? answer : fail(proof);\n',
				to: "		return answer;\n",
			},
			{
				file: "game/server/purchases/purchase-desk.ts",
				from: "		const proof = awaitProofAsync(this.ports.scheduler, wallet.value, revision);\n",
				to: "",
			},
		],
	},
];
