import { parseJson, valueAt } from "../json";
import type { Checker } from "../run/history";
import { readStoredWallets, type WalletWrite } from "./stored-wallets";
import { listAt, numberAt, textAt } from "./wallet-value";

const ROUTE = "/game/heartbeat";
/** Denials that rest on numbers the wallet has taken. */
const ON_NUMBERS = new Set(["sequence-conflict", "already-settled"]);

/** I8, denials (rule D3): what a server says a wallet has taken was stored by then. */
export const checkDeniedIsStored: Checker = (history) => {
	const byUser = Map.groupBy(readStoredWallets(history).writes, (write) => write.userId);
	return history.events.flatMap(({ event, time }) => {
		if (event.kind !== "http.sent" || !event.url.endsWith(ROUTE) || !event.body.includes('"code"')) return [];
		return listAt(parseJson(event.body), "notes").flatMap((note) => {
			const code = textAt(note, "code") ?? "";
			const wallet = valueAt(note, "wallet");
			if (!ON_NUMBERS.has(code)) return [];
			const [userId, seq, born] = [numberAt(note, "userId"), numberAt(note, "seq"), textAt(wallet, "born")];
			if (isStored(byUser.get(userId) ?? [], born, seq, time)) return [];
			return [{ rule: "I8", what: `number ${seq} of ${userId} was denied (${code}) on what is not stored`, time }];
		});
	});
};

function isStored(writes: readonly WalletWrite[], born: string | undefined, seq: number, time: number): boolean {
	return writes.some(({ after, time: storedAt }) => {
		if (storedAt > time || typeof after === "string") return false;
		return (born === undefined || after.born === born) && after.lastSeq >= seq;
	});
}
