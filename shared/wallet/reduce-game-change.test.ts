import "../bun/install";
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { walletWithBacklog } from "../fixtures/reducer-cases";
import { numberDeferred } from "./deferred";
import { reduceGameChange, type GameChange } from "./reduce-game-change";
import { bunPlatform } from "../bun/platform";
import { decodeWallet } from "./wallet-codec";
import { acknowledge, createWallet, type Wallet } from "./wallet";

const NOW = 1_500;
const COIN: GameChange = { delta: 5, source: "game", reason: "coin", actor: "game" };

describe("a change by the game", () => {
	test("takes the next revision and no number of the companion", () => {
		const outcome = reduceGameChange(createWallet("b1", 1), COIN, NOW);
		expect(outcome).toMatchObject({ kind: "settled", wallet: { balance: 5, revision: 1, lastSeq: 0 } });
	});

	test("with a key takes effect once, even when its receipt is long gone", () => {
		const first = reduceGameChange(createWallet("b1", 1), { ...COIN, key: "purchase:1" }, NOW);
		const evicted = { ...first.wallet, receipts: [] };
		expect(reduceGameChange(evicted, { ...COIN, key: "purchase:1" }, NOW)).toMatchObject({
			kind: "known",
			revision: 1,
		});
	});

	test("with an import's key is recognised for ever", () => {
		let wallet = createWallet("b1", 1);
		for (const [key, now] of [
			["import:Old", NOW],
			["game:1", NOW + 365 * 86_400],
		] as const) {
			wallet = reduceGameChange(wallet, { ...COIN, key }, now).wallet;
		}
		expect(wallet.keys).toEqual({ "import:Old": 1, "game:1": 2 });
	});

	test("with a purchase's key is recognised for ever, with another key for 30 days", () => {
		const day = 86_400;
		const change = (wallet: Wallet, key: string, now: number) => reduceGameChange(wallet, { ...COIN, key }, now).wallet;
		let wallet = createWallet("b1", 1);
		for (const key of ["purchase:1", "game:1"]) wallet = change(wallet, key, NOW);
		wallet = change(wallet, "game:2", NOW + 30 * day);
		expect(wallet.keys).toEqual({ "purchase:1": 1, "game:1": 2, "game:2": 3 });
		wallet = change(wallet, "game:3", NOW + 30 * day + 1);
		expect(wallet.keys).toEqual({ "purchase:1": 1, "game:2": 3, "game:3": 4 });
		expect(wallet).toMatchObject({ purchases: 1, keyTimes: [{ key: "game:2" }, { key: "game:3" }] });
		expect(decodeWallet(bunPlatform, JSON.parse(JSON.stringify(wallet)))).toEqual({ ok: true, value: wallet });
	});

	test("purchase-after-eviction: 200 other receipts later the same purchase grants nothing", () => {
		let wallet = reduceGameChange(createWallet("b1", 1), { ...COIN, key: "purchase:1" }, NOW).wallet;
		for (let count = 0; count < 200; count += 1) {
			wallet = reduceGameChange(acknowledge(wallet, wallet.revision), COIN, NOW).wallet;
		}
		expect(wallet.receipts.some((receipt) => receipt.commandId === "purchase:1")).toBe(false);
		const again = reduceGameChange(wallet, { ...COIN, key: "purchase:1" }, NOW);
		expect(again).toMatchObject({ kind: "known", revision: 1, wallet: { balance: 1_005 } });
	});

	test("keys of an older program, which carry no time, stay", () => {
		const old = { ...createWallet("b1", 1), keys: { "game:old": 1 } };
		const outcome = reduceGameChange(old, { ...COIN, key: "game:new" }, NOW + 90 * 86_400);
		expect(outcome.wallet.keys).toEqual({ "game:old": 1, "game:new": 1 });
	});

	test("with the 20,000th purchase of a wallet is our bug, not an eviction", () => {
		const full = { ...createWallet("b1", 1), purchases: 19_999 };
		expect(() => reduceGameChange(full, { ...COIN, key: "purchase:x" }, NOW)).toThrow("20,000");
	});

	test("with a known key and another amount is a conflict", () => {
		const first = reduceGameChange(createWallet("b1", 1), { ...COIN, key: "purchase:1" }, NOW);
		const second = reduceGameChange(first.wallet, { ...COIN, key: "purchase:1", delta: 6 }, NOW);
		expect(second).toMatchObject({ kind: "denied", code: "key-conflict" });
	});

	test("that takes more than there is is denied without a receipt", () => {
		const outcome = reduceGameChange(createWallet("b1", 1), { ...COIN, delta: -1 }, NOW);
		expect(outcome).toMatchObject({ kind: "denied", code: "insufficient-funds", wallet: { revision: 0 } });
	});

	test("with a key is asked to come again while the receipt list is full", () => {
		const outcome = reduceGameChange(walletWithBacklog(1_024), { ...COIN, key: "purchase:1" }, NOW);
		expect(outcome).toMatchObject({ kind: "denied", code: "try-later" });
	});

	test("without a key goes into the balance at once and gets its receipt when there is room", () => {
		let wallet = reduceGameChange(walletWithBacklog(1_024), COIN, NOW).wallet;
		wallet = reduceGameChange(wallet, COIN, NOW).wallet;
		expect(wallet).toMatchObject({ balance: 1_034, revision: 1_024, deferred: [{ count: 2, delta: 10 }] });
		wallet = numberDeferred(acknowledge(wallet, 1_000), NOW);
		expect(wallet).toMatchObject({ balance: 1_034, revision: 1_025, deferred: [] });
		expect(wallet.receipts.at(-1)).toMatchObject({ delta: 10, balance: 1_034, reason: "coin" });
	});
});

test("with any changes on a full list, balance is always receipts plus deferred, and numbering never goes below zero", () => {
	const changes = fc.array(
		fc.record({ delta: fc.integer({ min: -2_000, max: 2_000 }), reason: fc.constantFrom("a", "b", "c") }),
		{
			maxLength: 60,
		},
	);
	fc.assert(
		fc.property(changes, (list) => {
			let wallet: Wallet = walletWithBacklog(1_024);
			for (const change of list) wallet = reduceGameChange(wallet, { ...COIN, ...change }, NOW).wallet;
			const waiting = wallet.deferred.reduce((total, item) => total + item.delta, 0);
			const numbered = wallet.receipts.reduce((total, receipt) => total + receipt.delta, 0);
			expect(wallet.balance).toBe(numbered + waiting);
			const settled = numberDeferred(acknowledge(wallet, 1_024), NOW);
			expect(settled.deferred).toEqual([]);
			expect(settled.balance).toBe(wallet.balance);
			expect(settled.receipts.at(-1)?.balance).toBe(settled.balance);
		}),
	);
});
