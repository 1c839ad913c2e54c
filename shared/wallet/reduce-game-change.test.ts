import "../bun/install";
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { walletWithBacklog } from "../fixtures/reducer-cases";
import { numberDeferred } from "./deferred";
import { reduceGameChange, type GameChange } from "./reduce-game-change";
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
