import { bunPlatform } from "../bun/platform";
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { checkReducerCase, REDUCER_CASES, walletWithBacklog } from "../fixtures/reducer-cases";
import type { EconomyCommand } from "../protocol/command";
import { integerText } from "../store-keys";
import { reduceCommand } from "./reduce-command";
import { WALLET_VERSION } from "./migrations";
import { decodeWallet } from "./wallet-codec";
import { acknowledge, createWallet, type Wallet } from "./wallet";

describe("the reducer's table", () => {
	for (const story of REDUCER_CASES) {
		test(story.name, () => expect(checkReducerCase(story, integerText)).toEqual([]));
	}
});

const NOW = 1_500;

function makeCommand(seq: number, delta: number): EconomyCommand {
	const times = { issuedAt: 1_000, notAfter: 2_000 };
	const people = { userId: 7, reason: "", actor: "discord:9", source: "discord" };
	return { born: "b1", epoch: 1, id: `discord:${seq}`, seq, delta, ...people, ...times };
}

describe("whatever order and however often commands arrive", () => {
	const deltas = fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 1, maxLength: 30 });
	const arrivals = fc.array(fc.nat(29), { maxLength: 200 });

	test("each takes effect at most once, in the order of its number", () => {
		fc.assert(
			fc.property(deltas, arrivals, (amounts, order) => {
				const commands = amounts.map((delta, index) => makeCommand(index + 1, delta));
				let wallet: Wallet = createWallet("b1", 1);
				const effects = new Map<string, number>();
				for (const index of [...order, ...commands.keys()]) {
					const command = commands[index];
					if (command === undefined) continue;
					const outcome = reduceCommand(wallet, command, NOW);
					if (outcome.kind !== "settled") continue;
					wallet = outcome.wallet;
					effects.set(command.id, (effects.get(command.id) ?? 0) + 1);
				}
				expect([...effects.values()].every((count) => count === 1)).toBe(true);
				expect(effects.size).toBe(commands.length);
				expect(wallet.lastSeq).toBe(commands.length);
			}),
		);
	});

	test("the balance is the sum of the receipts, and revisions have no gap", () => {
		fc.assert(
			fc.property(deltas, (amounts) => {
				let wallet: Wallet = createWallet("b1", 1);
				amounts.forEach((delta, index) => {
					const outcome = reduceCommand(wallet, makeCommand(index + 1, delta), NOW);
					if (outcome.kind === "settled") wallet = outcome.wallet;
				});
				const sum = wallet.receipts.reduce((total, receipt) => total + receipt.delta, 0);
				expect(wallet.balance).toBe(sum);
				expect(wallet.receipts.map((receipt) => receipt.revision)).toEqual([...amounts.keys()].map((k) => k + 1));
			}),
		);
	});
});

describe("the receipt list", () => {
	test("keeps the last 64 when everything is acknowledged", () => {
		const wallet = acknowledge(walletWithBacklog(200), 200);
		expect(wallet.receipts.length).toBe(64);
		expect(wallet.receipts[0]?.revision).toBe(137);
	});

	test("never drops a receipt that the audit does not have", () => {
		const wallet = acknowledge(walletWithBacklog(200), 10);
		expect(wallet.receipts.length).toBe(190);
		expect(wallet.receipts[0]?.revision).toBe(11);
	});

	test("an acknowledgement never goes back and never beyond the newest receipt", () => {
		const wallet = acknowledge(walletWithBacklog(10), 99);
		expect(wallet.acked).toBe(10);
		expect(acknowledge(wallet, 3).acked).toBe(10);
	});
});

describe("a stored wallet", () => {
	test("reads back as it was written, unknown fields included", () => {
		const stored = { ...walletWithBacklog(3), futureField: { a: 1 } };
		const read = decodeWallet(bunPlatform, JSON.parse(JSON.stringify(stored)));
		expect(read).toEqual({ ok: true, value: stored });
	});

	test("with the engine's form of empty tables is the same wallet", () => {
		const stored = { ...createWallet("b1", 1), keys: [] };
		expect(decodeWallet(bunPlatform, stored)).toEqual({ ok: true, value: createWallet("b1", 1) });
	});

	test("of a newer version is not touched", () => {
		const read = decodeWallet(bunPlatform, { ...createWallet("b1", 1), version: WALLET_VERSION + 1 });
		expect(read).toEqual({ ok: false, error: { code: "unknown-version" } });
	});

	test("with a hole in its receipts is not believed", () => {
		const wallet = walletWithBacklog(3);
		const read = decodeWallet(bunPlatform, { ...wallet, receipts: wallet.receipts.slice(0, 2) });
		expect(read).toEqual({ ok: false, error: { code: "malformed", field: "receipts" } });
	});
});
