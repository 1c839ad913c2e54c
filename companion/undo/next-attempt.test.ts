import { expect, test } from "bun:test";
import { ATTEMPTS_MAX, nextAttempt } from "./next-attempt";

const COMMAND = { state: "committed", delta: 100, user_id: 71, born: "b" } as const;
const WALLET = { born: "b" };
const SINCE = 1_000;

type Attempt = Parameters<typeof nextAttempt>[1][number];

const applied = (delta: number): Attempt => ({ state: "committed", delta, code: null, balance: 0, settled_at: 1_500 });
const short = (delta: number, balance: number): Attempt => ({
	...{ state: "refused", delta, code: "insufficient-funds", balance, settled_at: 1_500 },
});
const OPEN: Attempt = { state: "published", delta: -100, code: null, balance: null, settled_at: null };
const EXPIRED: Attempt = { state: "expired", delta: -100, code: "expired", balance: 100, settled_at: 1_500 };
const BEFORE = { settled_at: 500 };

test.each([
	["nothing was tried", [], { kind: "submit", attempt: 1, delta: -100 }],
	["the wallet has not answered", [OPEN], { kind: "wait" }],
	["all came back", [applied(-100)], { kind: "end", end: "whole", moved: -100 }],
	["the wallet held less", [short(-100, 30)], { kind: "submit", attempt: 2, delta: -30 }],
	["that much came back", [short(-100, 30), applied(-30)], { kind: "end", end: "part", moved: -30 }],
	["he goes on spending", [short(-100, 30), short(-30, 5)], { kind: "submit", attempt: 3, delta: -5 }],
	["he has spent all", [short(-100, 30), short(-30, 0)], { kind: "end", end: "spent", moved: 0 }],
	// Coins without a number yet: the receipt states more than the wallet could give.
	["the receipt states more than was asked for", [short(-100, 300)], { kind: "submit", attempt: 2, delta: -100 }],
	["it ran out of time", [EXPIRED], { kind: "submit", attempt: 2, delta: -100 }],
	["it was refused long before", [{ ...short(-100, 0), ...BEFORE }], { kind: "submit", attempt: 2, delta: -100 }],
	["too often", Array.from({ length: ATTEMPTS_MAX }, () => short(-9, 8)), { kind: "end", end: "refused", moved: 0 }],
	["for another reason", [{ ...short(-100, 9), code: "wallet-erased" }], { kind: "end", end: "refused", moved: 0 }],
	["nobody knows", [{ ...EXPIRED, state: "unknown" }], { kind: "end", end: "unknown", moved: 0 }],
] as const)("%s", (_name, attempts, next) => {
	expect(nextAttempt(COMMAND, attempts, WALLET, SINCE)).toEqual({ ...next });
});

test.each([
	["has not ended", { state: "pending" }, WALLET, { kind: "wait" }],
	["was refused", { state: "refused" }, WALLET, { kind: "end", end: "no-effect", moved: 0 }],
	["ran out of time", { state: "expired" }, WALLET, { kind: "end", end: "no-effect", moved: 0 }],
	["was for another wallet", {}, { born: "c" }, { kind: "end", end: "wallet-gone", moved: 0 }],
	["is of somebody who was erased", { user_id: -3 }, undefined, { kind: "end", end: "wallet-gone", moved: 0 }],
] as const)("a command that %s", (_name, changes, wallet, next) => {
	expect(nextAttempt({ ...COMMAND, ...changes }, [], wallet, SINCE)).toEqual({ ...next });
});
