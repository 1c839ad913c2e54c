import type { Mutant } from "./mutant";

const COMMAND = "shared/wallet/reduce-command.ts";
const GAME_CHANGE = "shared/wallet/reduce-game-change.ts";

/** Mistakes in what a wallet decides. */
export const REDUCER_MUTANTS: readonly Mutant[] = [
	{
		name: "dedupe-by-list-only",
		about: "an id that is not among the kept receipts must be new",
		breaks: ["I1", "I9"],
		edits: [
			{
				file: COMMAND,
				from: "if (command.seq <= current.lastSeq) return answerOldNumber(current, command);",
				to: "if (findReceiptById(current, command.id) !== undefined) return answerOldNumber(current, command);",
			},
		],
		story: "latecomers",
	},
	{
		name: "order-ignored",
		about: "commands are applied as they arrive; numbers only matter for repeats",
		breaks: ["I9"],
		edits: [
			{
				file: COMMAND,
				from: 'if (command.seq > current.lastSeq + 1) return { kind: "held", wallet: current, code: "gap" };',
				to: "",
			},
		],
		story: "overtaken",
	},
	{
		name: "overdraft",
		about: "who has too little pays what he has",
		breaks: ["asked"],
		edits: [
			{
				file: "shared/wallet/bad-change.ts",
				from: 'if (delta < 0 && balance < -delta) return "insufficient-funds";',
				to: "",
			},
			{
				file: COMMAND,
				from: 'const delta = kind === "applied" ? command.delta : 0;',
				to: 'const delta = kind === "applied" ? (command.delta < -wallet.balance ? -wallet.balance : command.delta) : 0;',
			},
		],
		story: "everyday",
	},
	{
		name: "watermark-not-stored",
		about: "the receipts tell which numbers were taken, a field for it is one too many",
		breaks: ["I5"],
		edits: [
			{
				file: COMMAND,
				from: 'return { kind: "settled", wallet: { ...appendReceipt(wallet, receipt), lastSeq: command.seq }, receipt };',
				to: 'return { kind: "settled", wallet: appendReceipt(wallet, receipt), receipt };',
			},
		],
		story: "everyday",
	},
	{
		name: "unacknowledged-receipts-evicted",
		about: "the list keeps 64 receipts, whatever the audit has",
		breaks: ["L1"],
		edits: [
			{
				file: "shared/wallet/wallet.ts",
				from: "const dropped = smaller(receipts.size() - keptMin, acked - oldest.revision + 1);",
				to: "const dropped = receipts.size() - keptMin;",
			},
		],
		story: "outage",
	},
	{
		name: "merge-into-numbered-receipt",
		about: "equal coins one after the other are one receipt",
		breaks: ["I5"],
		edits: [
			{
				file: GAME_CHANGE,
				from: "	const unkeyed: Receipt = {",
				to: `	const last = wallet.receipts[wallet.receipts.size() - 1];
	if (change.key === undefined && last !== undefined && last.reason === change.reason && last.kind === "applied") {
		const merged: Receipt = { ...last, delta: last.delta + change.delta, balance: last.balance + change.delta };
		const receipts = wallet.receipts.map((receipt) => (receipt === last ? merged : receipt));
		return { kind: "settled", wallet: { ...wallet, balance: wallet.balance + change.delta, receipts }, receipt: merged };
	}
	const unkeyed: Receipt = {`,
			},
		],
		story: "everyday",
	},
	{
		name: "purchase-key-not-kept",
		about: "Roblox delivers a purchase once",
		breaks: ["I1"],
		edits: [
			{
				file: GAME_CHANGE,
				from: "const settled = rememberKey(appendReceipt(wallet, receipt), change.key, receipt.revision, now);",
				to: "const settled = appendReceipt(wallet, receipt);",
			},
		],
		story: "everyday",
	},
	{
		name: "purchase-known-by-list-only",
		about: "a purchase that was granted stands among the receipts",
		breaks: ["I1"],
		edits: [
			{
				file: GAME_CHANGE,
				from: "const revision = wallet.keys[change.key];",
				to: "const revision = wallet.receipts.find((receipt) => receipt.commandId === change.key)?.revision;",
			},
		],
		story: "latecomers",
	},
	{
		name: "purchases-forgotten-with-the-list",
		about: "a key lives as long as its receipt",
		breaks: ["I1"],
		edits: [
			{
				file: "shared/wallet/game-keys.ts",
				from: "	const keys: Record<string, number> = { ...wallet.keys, [key]: revision };",
				to: `	const keys: Record<string, number> = { [key]: revision };
	for (const receipt of wallet.receipts) {
		const kept = receipt.commandId;
		if (kept !== undefined && wallet.keys[kept] === receipt.revision) keys[kept] = receipt.revision;
	}`,
			},
		],
		story: "latecomers",
	},
	{
		name: "deferred-changes-forgotten",
		about: "what has no receipt need not be listed, the balance has it",
		breaks: ["I4"],
		edits: [
			{
				file: "shared/wallet/deferred.ts",
				from: "return { ...wallet, balance, deferred: [...wallet.deferred, item] };",
				to: "return { ...wallet, balance };",
			},
		],
		story: "full-list",
	},
	{
		name: "deferred-never-numbered",
		about: "changes that wait get their receipt some day",
		breaks: ["L1"],
		edits: [
			{
				file: "game/server/wallet/wallet-session.ts",
				from: "this.adopt(numberDeferred(acknowledge(this.wallet, acked), this.side.now()));",
				to: "this.adopt(acknowledge(this.wallet, acked));",
			},
		],
		story: "full-list-of-coins",
	},
	{
		name: "full-list-takes-more",
		about: "a full list grows by one for a keyless change, the newest receipt makes room for it",
		breaks: ["I5", "L1"],
		edits: [
			{
				file: "shared/wallet/deferred.ts",
				from: "	const balance = wallet.balance + change.delta;",
				to: `	const last = wallet.receipts[wallet.receipts.size() - 1];
	if (last !== undefined && last.kind === "applied") {
		const merged = { ...last, delta: last.delta + change.delta, balance: last.balance + change.delta };
		const receipts = wallet.receipts.map((receipt) => (receipt === last ? merged : receipt));
		return { ...wallet, balance: wallet.balance + change.delta, receipts };
	}
	const balance = wallet.balance + change.delta;`,
			},
		],
		story: "full-list",
	},
];
