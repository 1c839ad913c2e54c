import { expect, test } from "bun:test";
import { HistoryBuilder, type WalletSketch } from "./testing/history-builder";
import { checkUnknownFieldsKept } from "./unknown-fields-kept";

const WALLET = { balance: 0, revision: 0, lastSeq: 0, receipts: [] };
const sealed = (seal: string, born = "b1"): WalletSketch => ({ ...WALLET, born, ...{ nextSeal: seal } });

test("a field of another version that stays is no violation, nor is one that comes", () => {
	const history = new HistoryBuilder()
		.wrote(1, "a", 7, WALLET)
		.wrote(2, "b", 7, sealed("x"))
		.wrote(3, "a", 7, sealed("x"));
	expect(checkUnknownFieldsKept(history.build())).toEqual([]);
});

test("a field of another version that is dropped is a violation", () => {
	const history = new HistoryBuilder().wrote(1, "b", 7, sealed("x")).wrote(2, "a", 7, WALLET);
	expect(checkUnknownFieldsKept(history.build())).toMatchObject([{ rule: "versions", time: 2_000_000 }]);
});

test("a field of another version that changes its value is a violation", () => {
	const history = new HistoryBuilder().wrote(1, "b", 7, sealed("x")).wrote(2, "a", 7, sealed("y"));
	expect(checkUnknownFieldsKept(history.build())).toHaveLength(1);
});

test("another life of the wallet begins without it", () => {
	const history = new HistoryBuilder().wrote(1, "b", 7, sealed("x")).wrote(2, "a", 7, { ...WALLET, born: "b2" });
	expect(checkUnknownFieldsKept(history.build())).toEqual([]);
});
