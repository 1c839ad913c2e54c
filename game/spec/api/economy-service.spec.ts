/// <reference types="@rbxts/testez/globals" />
import type { EconomyCode } from "../../server/api/economy";
import { createEconomyService } from "../../server/api/economy-service";
import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import type { WalletSession } from "../../server/wallet/wallet-session";
import { acknowledge, type Wallet } from "../../../shared/wallet/wallet";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import { USER, walletAfter } from "../support/commands";
import { FakeScheduler } from "../support/fake-scheduler";
import { holdWallet } from "../support/hold-wallet";
import { WalletLog } from "../support/wallet-log";

const KEYED = { delta: 5, source: "purchase", reason: "pack", actor: "game", key: "purchase:1" };

const NO_TRANSFERS = {
	transferAsync(): Result<never, EconomyCode> {
		return fail("not-held");
	},
};

const NO_PURCHASES = {
	grantAsync(): Result<never, EconomyCode> {
		return fail("not-held");
	},
};

function gift(delta: number): GameChange {
	return { delta, source: "quest", reason: "spec", actor: "game" };
}

function begin(loaded: Wallet | "none" = acknowledge(walletAfter(1), 1)) {
	const scheduler = new FakeScheduler();
	const { profile, wallet } = holdWallet(new WalletLog(scheduler), USER, loaded === "none" ? undefined : loaded);
	const here = {
		walletOf(userId: number): Result<WalletSession, EconomyCode> {
			return userId === USER && wallet.isTaking() ? ok(wallet) : fail("not-held");
		},
	};
	const service = createEconomyService(scheduler, here, NO_TRANSFERS, NO_PURCHASES, { onUpdate() {} });
	return { scheduler, profile, wallet, service };
}

function codeOf(result: Result<unknown, Code>): Code | "ok" {
	return result.ok ? "ok" : result.error;
}

export = () => {
	describe("a change by the game", () => {
		it("counts at once in the balance and is saved", () => {
			const { profile, service } = begin();
			const answer = service.change(USER, gift(5));
			expect(answer.ok && answer.value.balance).to.equal(15);
			expect(answer.ok && answer.value.revision).to.equal(2);
			expect(profile.saveRequests).to.equal(1);
		});

		it("makes a wallet for a player who has none", () => {
			const { profile, service } = begin("none");
			expect(codeOf(service.change(USER, gift(5)))).to.equal("ok");
			expect(profile.wallet?.balance).to.equal(5);
			expect(profile.wallet?.epoch).to.equal(1);
		});

		it("is refused when it takes more than there is, and leaves nothing behind", () => {
			const { profile, service } = begin();
			expect(codeOf(service.change(USER, gift(-11)))).to.equal("insufficient-funds");
			expect(profile.wallet).to.equal(undefined);
		});

		it("is answered with not-held for a player whose wallet is not here", () => {
			const { service } = begin();
			expect(codeOf(service.change(USER + 1, gift(5)))).to.equal("not-held");
			expect(codeOf(service.balanceOf(USER + 1))).to.equal("not-held");
		});

		it("takes effect once for a key, and refuses the key for another amount", () => {
			const { service } = begin();
			service.change(USER, KEYED);
			const again = service.change(USER, KEYED);
			expect(again.ok && again.value.isRepeat).to.equal(true);
			expect(again.ok && again.value.balance).to.equal(15);
			expect(codeOf(service.change(USER, { ...KEYED, delta: 6 }))).to.equal("key-conflict");
		});

		it("waits for a number without a key, and is put off with one, while the audit is far behind", () => {
			const { profile, service } = begin(walletAfter(1_024));
			const unkeyed = service.change(USER, gift(5));
			expect(unkeyed.ok && unkeyed.value.revision).to.equal(undefined);
			expect(profile.wallet?.balance).to.equal(10_245);
			expect(codeOf(service.change(USER, KEYED))).to.equal("try-later");
		});
	});

	describe("a durable change", () => {
		function ask() {
			const begun = begin();
			let answer: Result<unknown, Code> | undefined;
			begun.scheduler.spawn(() => {
				answer = begun.service.changeDurableAsync(USER, KEYED);
			});
			return { ...begun, read: () => (answer === undefined ? "waiting" : codeOf(answer)) };
		}

		it("is answered only when a save is proved to hold it", () => {
			const { scheduler, profile, read } = ask();
			scheduler.advance(5);
			profile.saveForeign("theirs:2");
			scheduler.advance(1);
			expect(read()).to.equal("waiting");
			profile.save();
			scheduler.advance(1);
			expect(read()).to.equal("ok");
		});

		it("is answered when the player leaves and the last save holds it", () => {
			const { scheduler, profile, read } = ask();
			profile.finishRelease();
			scheduler.advance(1);
			expect(read()).to.equal("ok");
		});

		it("is not promised when the lock was lost first", () => {
			const { scheduler, profile, read } = ask();
			profile.lose();
			profile.close();
			scheduler.advance(1);
			expect(read()).to.equal("not-held");
		});

		it("is put off when no save is proved within a minute", () => {
			const { scheduler, read } = ask();
			scheduler.advance(62);
			expect(read()).to.equal("try-later");
		});
	});
};
