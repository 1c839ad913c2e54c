import type { Mutant } from "./mutant";

const ERASE = "companion/erase/erase-wallet.ts";

/** Mistakes in erasing a player (rule E1). */
export const ERASING_MUTANTS: readonly Mutant[] = [
	{
		name: "purchases-erased-too",
		about: "whoever is erased is erased with all that was remembered",
		breaks: ["I1"],
		edits: [
			{
				file: ERASE,
				from: "const purchases = Object.keys(old.keys).filter(isLastingKey);",
				to: "const purchases = Object.keys(old.keys).filter((key) => isLastingKey(key) && old.balance < 0);",
			},
		],
		story: "erased-wallet",
	},
	{
		name: "erasure-told-before-it-is-seen",
		about: "the write is on its way, so the old wallet's open commands can be told",
		breaks: ["I3"],
		edits: [
			{
				file: ERASE,
				from: "	const key = walletKey(erasure.user_id);\n	const written",
				to: `	const key = walletKey(erasure.user_id);
	const told = createWallet(erasure.new_born, 0);
	await parts.transactions.run(() => forgetPlayer(parts.context, erasure, told, parts.now()));
	const written`,
			},
		],
		story: "erasure-loses-race",
	},
	{
		name: "erased-without-acknowledgement",
		about: "what is erased need not be audited first",
		breaks: ["L1"],
		edits: [
			{
				file: ERASE,
				from: "if (life === undefined || life.audited < wallet.revision) {",
				to: "if (life === undefined) {",
			},
			{ file: ERASE, from: "if (life.acked < wallet.revision) {", to: "if (life.acked < 0) {" },
		],
		story: "erasure-before-audit",
	},
	{
		name: "other-wallet-unchecked",
		about: "a player has one wallet, so a command for him is for that one",
		breaks: ["I1"],
		edits: [
			{
				file: "shared/wallet/reduce-command.ts",
				from: '	if (wallet.born !== command.born) return { kind: "denied", wallet, code: "other-wallet" };\n',
				to: "",
			},
		],
		story: "erased-wallet",
	},
];
