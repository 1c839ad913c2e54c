/// <reference types="@rbxts/testez/globals" />
import { createEconomy } from "../../server/api/create-economy";
import type { ChangeDone, Economy, EconomyCode, StoredChange, TransferDone } from "../../server/api/economy";
import { createEconomyService } from "../../server/api/economy-service";
import { Listeners } from "../../server/api/listeners";
import type { Code } from "../../../shared/codes";
import { BALANCE_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { acknowledge } from "../../../shared/wallet/wallet";
import type { Purchase } from "../../server/purchases/purchase-desk";
import type { Transfer } from "../../server/transfers/transfer-desk";
import type { WalletSession } from "../../server/wallet/wallet-session";
import { USER, walletAfter } from "../support/commands";
import { FakeLog } from "../support/fake-ports";
import { FakeScheduler } from "../support/fake-scheduler";
import { holdWallet } from "../support/hold-wallet";
import { WalletLog } from "../support/wallet-log";

/** Stands for the instance the engine hands out. */
const PLAYER: unknown = { player: USER };
/** What anything is called with from plain Luau, where no types stop it. */
type Loose = (...args: ReadonlyArray<unknown>) => Result<unknown, Code>;

function begin() {
	const scheduler = new FakeScheduler();
	const { profile, wallet } = holdWallet(new WalletLog(scheduler), USER, acknowledge(walletAfter(1), 1));
	let isLoading = false;
	const here = {
		walletOf(userId: number): Result<WalletSession, EconomyCode> {
			if (isLoading) return fail("loading");
			return userId === USER ? ok(wallet) : fail("not-held");
		},
	};
	const transfers = {
		transferAsync(transfer: Transfer): Result<TransferDone, EconomyCode> {
			return ok({ balance: 0, isRepeat: false, hasArrived: transfer.name === "gift-1" });
		},
	};
	const purchases = {
		grantAsync(purchase: Purchase): Result<ChangeDone, EconomyCode> {
			return ok({ balance: purchase.coins, isRepeat: false });
		},
	};
	const service = createEconomyService(scheduler, here, transfers, purchases, { onUpdate() {} });
	const listeners = new Listeners(scheduler);
	let isBound = true;
	const economy: Economy = createEconomy({
		findService() {
			return isBound ? service : undefined;
		},
		userIdOf(player) {
			if (player === PLAYER) return USER;
			return player === "somebody else" ? USER + 1 : undefined;
		},
		handleReceipts() {},
		log: new FakeLog(),
		listeners,
		scheduler,
	});
	return {
		scheduler,
		profile,
		economy,
		listeners,
		call: (name: keyof Economy) => economy[name] as Loose,
		setLoading: (value: boolean) => {
			isLoading = value;
		},
		unbind: () => {
			isBound = false;
		},
	};
}

function codeOf(result: Result<unknown, Code>): Code | "ok" {
	return result.ok ? "ok" : result.error;
}

const CHANGES = ["grant", "spend", "grantDurableAsync", "spendDurableAsync"] as const;

/** Arguments behind the player, and the code they get. */
const BAD: ReadonlyArray<readonly [string, Code, ReadonlyArray<unknown>]> = [
	["nothing at all", "bad-argument", []],
	["an amount as text", "bad-argument", ["5", "spec"]],
	["no amount", "bad-argument", [undefined, "spec"]],
	["amount 0", "bad-amount", [0, "spec"]],
	["a negative amount", "bad-amount", [-5, "spec"]],
	["a fraction", "bad-amount", [1.5, "spec"]],
	["no number", "bad-amount", [0 / 0, "spec"]],
	["infinity", "bad-amount", [math.huge, "spec"]],
	["more than any wallet holds", "bad-amount", [BALANCE_MAX + 1, "spec"]],
	["a reason that is no text", "bad-argument", [5, 7]],
	["no reason", "bad-argument", [5]],
	["a reason of 201 characters", "bad-argument", [5, string.rep("x", 201)]],
	["a reason that is not UTF-8", "bad-argument", [5, "\xff"]],
	["options that are a text", "bad-argument", [5, "spec", "options"]],
	["a source that is no text", "bad-argument", [5, "spec", { source: 7, key: "game:1" }]],
	["a source with a blank", "bad-argument", [5, "spec", { source: "a b", key: "game:1" }]],
	["a long source", "bad-argument", [5, "spec", { source: string.rep("s", 25), key: "game:1" }]],
	["a key that is no text", "bad-argument", [5, "spec", { key: 7 }]],
	["a key that could be a command's", "bad-argument", [5, "spec", { key: "discord:1" }]],
	["a key with a blank", "bad-argument", [5, "spec", { key: "purchase:a b" }]],
	["a long key", "bad-argument", [5, "spec", { key: `game:${string.rep("k", 76)}` }]],
];

export = () => {
	describe("bad input", () => {
		for (const [name, code, args] of BAD) {
			it(`gets a code and changes nothing: ${name}`, () => {
				const { call, economy, profile } = begin();
				for (const change of CHANGES) expect(codeOf(call(change)(PLAYER, ...args))).to.equal(code);
				const balance = economy.getBalance(PLAYER as Player);
				expect(balance.ok && balance.value).to.equal(10);
				expect(profile.wallet).to.equal(undefined);
			});
		}

		it("gets a code when the player is none, or is somewhere else", () => {
			const { call } = begin();
			for (const player of [undefined, USER, "Ava", {}, () => {}]) {
				for (const change of CHANGES) {
					expect(codeOf(call(change)(player, 5, "spec", { key: "game:1" }))).to.equal("bad-argument");
				}
				expect(codeOf(call("getBalance")(player))).to.equal("bad-argument");
				expect(codeOf(call("getBalanceAsync")(player))).to.equal("bad-argument");
			}
			expect(codeOf(call("grant")("somebody else", 5, "spec"))).to.equal("not-held");
			expect(codeOf(call("getBalance")("somebody else"))).to.equal("not-held");
		});

		it("gets a code for a durable change without a key, and for a listener that is no function", () => {
			const { call } = begin();
			expect(codeOf(call("grantDurableAsync")(PLAYER, 5, "spec"))).to.equal("bad-argument");
			expect(codeOf(call("spendDurableAsync")(PLAYER, 5, "spec", {}))).to.equal("bad-argument");
			expect(codeOf(call("onChanged")("listener"))).to.equal("bad-argument");
		});

		it("gets a code for a transfer to the same player, to nobody, or without a key of the game", () => {
			const { call } = begin();
			const transfer = call("transferAsync");
			const [other, keyed] = ["somebody else", { key: "game:gift-1" }];
			for (const [name, code, args] of BAD) {
				expect(`${name}: ${codeOf(transfer(PLAYER, other, ...args))}`).to.equal(`${name}: ${code}`);
			}
			expect(codeOf(transfer(PLAYER, PLAYER, 5, "spec", keyed))).to.equal("bad-argument");
			expect(codeOf(transfer(PLAYER, undefined, 5, "spec", keyed))).to.equal("bad-argument");
			expect(codeOf(transfer(undefined, other, 5, "spec", keyed))).to.equal("bad-argument");
			expect(codeOf(transfer(PLAYER, other, 5, "spec"))).to.equal("bad-argument");
			for (const key of ["game:", "purchase:1", `game:${string.rep("k", 57)}`]) {
				expect(codeOf(transfer(PLAYER, other, 5, "spec", { key }))).to.equal("bad-argument");
			}
			const answer = transfer(PLAYER, other, 5, "spec", keyed);
			expect(answer.ok && (answer.value as TransferDone).hasArrived).to.equal(true);
		});

		it("gets a code for a purchase that is no receipt, or no coins", () => {
			const { call, scheduler, unbind } = begin();
			const grant = call("grantPurchaseAsync");
			const receipt = { PurchaseId: "p1", PlayerId: USER, ProductId: 1_001 };
			for (const odd of [undefined, "p1", {}, { ...receipt, PurchaseId: 7 }, { ...receipt, PlayerId: "Ava" }]) {
				expect(codeOf(grant(odd, 100))).to.equal("bad-argument");
			}
			expect(codeOf(grant(receipt, "100"))).to.equal("bad-argument");
			for (const coins of [0, -1, 1.5, math.huge]) expect(codeOf(grant(receipt, coins))).to.equal("bad-amount");
			expect(codeOf(grant(receipt, 100))).to.equal("ok");
			unbind();
			let answer: Result<unknown, Code> | undefined;
			scheduler.spawn(() => {
				answer = grant(receipt, 100);
			});
			scheduler.advance(290);
			expect(answer).to.equal(undefined);
			scheduler.advance(12);
			expect(answer && codeOf(answer)).to.equal("loading");
		});

		it("reads each field of options once, so that what was checked is what is used", () => {
			const { call, profile } = begin();
			let reads = 0;
			const options = setmetatable(
				{},
				{
					__index: (_self: unknown, name: unknown) => {
						if (name !== "key") return undefined;
						reads += 1;
						return reads === 1 ? "game:1" : "discord:1";
					},
				},
			);
			expect(codeOf(call("grant")(PLAYER, 5, "spec", options))).to.equal("ok");
			expect(profile.wallet?.keys["game:1"]).to.equal(2);
		});
	});

	describe("a change", () => {
		it("takes the longest reason, and turns its line breaks into blanks", () => {
			const { economy, profile } = begin();
			const player = PLAYER as Player;
			expect(codeOf(economy.grant(player, 1, string.rep("🙂", 200)))).to.equal("ok");
			expect(codeOf(economy.spend(player, 1, "a\nb"))).to.equal("ok");
			expect(profile.wallet?.receipts[2]?.reason).to.equal("a b");
			expect(profile.wallet?.receipts[2]?.delta).to.equal(-1);
		});

		it("before the server's entry script ran is answered with loading", () => {
			const { call, unbind } = begin();
			unbind();
			for (const change of CHANGES) {
				expect(codeOf(call(change)(PLAYER, 5, "spec", { key: "game:1" }))).to.equal("loading");
			}
			expect(codeOf(call("getBalance")(PLAYER))).to.equal("loading");
		});
	});

	describe("waiting for a balance", () => {
		function ask(begun: ReturnType<typeof begin>) {
			let answer: Result<number, Code> | undefined;
			begun.scheduler.spawn(() => {
				answer = begun.economy.getBalanceAsync(PLAYER as Player);
			});
			return () => answer;
		}

		it("ends when the wallet is loaded", () => {
			const begun = begin();
			begun.setLoading(true);
			const read = ask(begun);
			begun.scheduler.advance(30);
			expect(read()).to.equal(undefined);
			begun.setLoading(false);
			begun.scheduler.advance(1);
			const answer = read();
			expect(answer?.ok === true && answer.value).to.equal(10);
		});

		it("does not last for ever", () => {
			const begun = begin();
			begun.setLoading(true);
			const read = ask(begun);
			begun.scheduler.advance(302);
			const answer = read();
			expect(answer && codeOf(answer)).to.equal("loading");
		});
	});

	describe("a listener", () => {
		const CHANGE: StoredChange = {
			userId: USER,
			delta: 5,
			balance: 15,
			revision: 2,
			source: "game",
			reason: "",
			at: 1,
		};

		it("that yields, or is stopped by another one, keeps nobody from hearing", () => {
			const { economy, listeners, scheduler } = begin();
			const heard: Array<string> = [];
			economy.onChanged(() => {
				scheduler.waitAsync(10);
				heard.push("slow");
			});
			const second = economy.onChanged(() => heard.push("stopped"));
			economy.onChanged(() => {
				heard.push("quick");
				if (second.ok) second.value();
			});
			listeners.tell({ ...CHANGE });
			listeners.tell({ ...CHANGE });
			expect(heard.join(" ")).to.equal("stopped quick quick");
			scheduler.advance(10);
			expect(heard.join(" ")).to.equal("stopped quick quick slow slow");
		});

		it("cannot change what others hear", () => {
			const { economy, listeners } = begin();
			let balance = 0;
			economy.onChanged((change) => {
				pcall(() => {
					(change as { balance: number }).balance = 999;
				});
			});
			economy.onChanged((change) => {
				balance = change.balance;
			});
			listeners.tell({ ...CHANGE });
			expect(balance).to.equal(15);
		});
	});
};
