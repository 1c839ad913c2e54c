import { isJsonObject } from "../json";
import { all, shows, type Judge } from "./scenario";

/** All ended, locks were broken and entries written on the way, and balances, numbers and audit agree. */
export const judgeStorm: Judge = all(
	shows({ sessionsEnded: 0, errors: 0, open: 0, unknown: 0, alarms: [] }),
	({ byCompanion, locksBroken }) => [
		...(Number(byCompanion) > 0 ? [] : ["the companion never wrote by itself"]),
		...(Number(locksBroken) > 0 ? [] : ["no lock was broken"]),
	],
	({ wallets }) => (Array.isArray(wallets) ? wallets.flatMap(judgeWallet) : ["no wallets were reported"]),
);

function judgeWallet(wallet: unknown, index: number): readonly string[] {
	if (!isJsonObject(wallet)) return [`wallet ${index} is none`];
	const { balance, expected, revision, audited } = wallet;
	return [
		...(balance === expected ? [] : [`wallet ${index} has ${String(balance)} instead of ${String(expected)}`]),
		...(Number(revision) > 0 && revision === audited
			? []
			: [`wallet ${index}: ${String(audited)} of ${String(revision)} audited`]),
	];
}
