import { parseJson, valueAt } from "../json";
import { userIdOfKey } from "../roblox/watch/wallet-entry";
import type { Checker, Violation } from "../run/history";
import { readStoredWallets } from "./stored-wallets";
import { listAt, numberAt, textAt } from "./wallet-value";

const ROUTE = "/game/heartbeat";

/** The highest numbers that were ever stored of a life. */
interface Reached {
	epoch: number;
	lastSeq: number;
	revision: number;
}

/**
 * I8, heartbeats: a wallet that a server calls stored, in its list or as the reason of a denial (rule D3: the epoch of
 * `stale-epoch` for one), was stored with numbers at least as high by then.
 */
export const checkClaimedIsStored: Checker = (history) => {
	const { writes } = readStoredWallets(history);
	let written = 0;
	const reached = new Map<string, Reached>();
	return history.events.flatMap(({ event, time }): readonly Violation[] => {
		if (event.kind === "store.written" && event.write.store === history.storeName) {
			if (userIdOfKey(event.write.key) === undefined) return [];
			const write = writes[written];
			written += 1;
			if (write !== undefined && typeof write.after !== "string") raise(reached, write.userId, write.after);
			return [];
		}
		if (event.kind !== "http.sent" || !event.url.endsWith(ROUTE) || !event.body.includes('"born"')) return [];
		return listClaims(event.body).flatMap(({ userId, wallet }) => {
			const life = `${userId} ${textAt(wallet, "born")}`;
			const wrong = findBeyond(wallet, reached.get(life));
			return wrong === undefined
				? []
				: [{ rule: "I8", what: `${wrong} of ${life} was claimed and is not stored`, time }];
		});
	});
};

function raise(reached: Map<string, Reached>, userId: number, wallet: Reached & { readonly born: string }): void {
	const life = `${userId} ${wallet.born}`;
	const known = reached.get(life);
	reached.set(life, {
		epoch: Math.max(known?.epoch ?? 0, wallet.epoch),
		lastSeq: Math.max(known?.lastSeq ?? 0, wallet.lastSeq),
		revision: Math.max(known?.revision ?? 0, wallet.revision),
	});
}

function listClaims(body: string): readonly { readonly userId: number; readonly wallet: unknown }[] {
	const beat = parseJson(body);
	const notes = listAt(beat, "notes").map((note) => ({
		userId: numberAt(note, "userId"),
		wallet: valueAt(note, "wallet"),
	}));
	const held = listAt(beat, "wallets").map((wallet) => ({ userId: numberAt(wallet, "userId"), wallet }));
	return [...notes, ...held].filter(({ wallet }) => textAt(wallet, "born") !== undefined);
}

function findBeyond(claim: unknown, reached: Reached | undefined): string | undefined {
	const numbers = ["epoch", "lastSeq", "revision"] as const;
	// A claim need not name every number; what it does not name is no claim.
	return numbers.find((name) => numberAt(claim, name) > (reached?.[name] ?? -1));
}
