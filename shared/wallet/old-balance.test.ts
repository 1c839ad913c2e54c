import "../bun/install";
import { expect, test } from "bun:test";
import { BALANCE_MAX } from "../limits";
import { readOldBalance } from "./old-balance";

function profile(data: object): object {
	return { Data: data, MetaData: { SessionLoadCount: 3 }, GlobalUpdates: [0, []] };
}

test.each([
	["a number", profile({ Coins: 120 }), { kind: "found", amount: 120 }],
	["the largest there is", profile({ Coins: BALANCE_MAX }), { kind: "found", amount: BALANCE_MAX }],
	["a fraction", profile({ Coins: 7.9 }), { kind: "found", amount: 7 }],
	["nothing", profile({}), { kind: "none" }],
	["zero, or less than one", profile({ Coins: 0.5 }), { kind: "none" }],
	["no profile", undefined, { kind: "none" }],
	["gifts for somebody who never joined", { GlobalUpdates: [0, []] }, { kind: "none" }],
	["a negative number", profile({ Coins: -5 }), { kind: "unreadable" }],
	["too much", profile({ Coins: 1e300 }), { kind: "unreadable" }],
	["a text", profile({ Coins: "120" }), { kind: "unreadable" }],
	["no profile of that module", { Coins: 120 }, { kind: "unreadable" }],
	["a number where the profile should be", 120, { kind: "unreadable" }],
])("an old balance: %s", (_name, entry, expected) => {
	expect(readOldBalance(entry, "Coins")).toEqual(expected as never);
});

test("an old balance may lie deeper, and a path that leads through something else finds none", () => {
	const entry = profile({ Stats: { Coins: 30 }, Coins: 5 });
	expect(readOldBalance(entry, "Stats.Coins")).toEqual({ kind: "found", amount: 30 });
	expect(readOldBalance(entry, "Coins.Stats")).toEqual({ kind: "none" });
});
