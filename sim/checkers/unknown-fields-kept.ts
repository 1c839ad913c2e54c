import { isJsonObject, parseJson, valueAt } from "../json";
import { userIdOfKey } from "../roblox/watch/wallet-entry";
import type { Checker, Violation } from "../run/history";

/** What this version of the program writes into a wallet; everything else there is of another version. */
const KNOWN: ReadonlySet<string> = new Set([
	...["version", "balance", "revision", "lastSeq", "born", "epoch", "acked"],
	...["receipts", "keys", "keyTimes", "purchases", "deferred", "sends"],
]);

/**
 * Old and new servers live side by side for hours: a field that one version of the program stored in a wallet is kept
 * by all others, as it is, for as long as that wallet lives.
 */
export const checkUnknownFieldsKept: Checker = (history) => {
	const stored = new Map<string, ReadonlyMap<string, string>>();
	return history.events.flatMap(({ event, time }): readonly Violation[] => {
		if (event.kind !== "store.written" || event.write.store !== history.storeName) return [];
		const userId = userIdOfKey(event.write.key);
		const wallet = event.write.value === null ? undefined : valueAt(parseJson(event.write.value), "Data", "wallet");
		if (userId === undefined || !isJsonObject(wallet)) return [];
		const life = `${userId} ${String(wallet["born"])}`;
		const fields = unknownFields(wallet);
		const lost = [...(stored.get(life) ?? [])].filter(([name, value]) => fields.get(name) !== value);
		stored.set(life, fields);
		return lost.map(([name]) => ({ rule: "versions", what: `${name} of player ${userId} was not kept`, time }));
	});
};

function unknownFields(wallet: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
	const others = Object.entries(wallet).filter(([name]) => !KNOWN.has(name));
	return new Map(others.map(([name, value]) => [name, JSON.stringify(value)]));
}
