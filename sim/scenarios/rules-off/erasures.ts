import type { RuleOff } from "./rule-off";

/** Rules about erasing. */
export const ERASURE_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "erase-replay",
		rule: "E1, R6",
		instead: "a number is a number, whichever life it was given for",
		edits: [
			{
				file: "shared/wallet/reduce-command.ts",
				from: '	if (wallet.born !== command.born) return { kind: "denied", wallet, code: "other-wallet" };\n',
				to: "",
			},
		],
	},
	{
		scenario: "erase-restore",
		rule: "E1, R3",
		instead: "a wallet may go when the audit has all of it",
		edits: [
			{
				file: "companion/erase/erase-wallet.ts",
				from: "	if (life.acked < wallet.revision) {\n",
				to: "	if (life.audited < wallet.revision) {\n",
			},
		],
	},
	{
		scenario: "erase-restore",
		rule: "E1",
		instead: "whoever waits for an erased wallet is told so at once",
		edits: [
			{
				file: "companion/erase/create-eraser.ts",
				from: `		if (backups.isOn) backups.ask();
		else await`,
				to: `		if (backups.isOn) backups.ask();
		await`,
			},
		],
	},
	{
		scenario: "erase-unseen",
		rule: "E1, F2",
		instead: "the life that an erasure begins belongs to whoever finds it",
		edits: [
			{
				file: "companion/erase/forget-player.ts",
				from: "wallets.makeCurrent(life, { epoch: seen.epoch, nextSeq: seen.lastSeq + 1 });",
				to: "wallets.makeCurrent(life, { epoch: seen.epoch + 1, nextSeq: seen.lastSeq + 1 });",
			},
		],
	},
	{
		scenario: "erase-purchase",
		rule: "E1, G2",
		instead: "a new life begins with nothing",
		edits: [
			{
				file: "companion/erase/erase-wallet.ts",
				from: "return { ...createWallet(born, epoch), keys, purchases: purchases.length, sends };",
				to: "return createWallet(born, epoch);",
			},
		],
	},
];
