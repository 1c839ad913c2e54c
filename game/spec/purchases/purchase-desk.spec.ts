/// <reference types="@rbxts/testez/globals" />
import type { EconomyCode } from "../../server/api/economy";
import { PurchaseDesk } from "../../server/purchases/purchase-desk";
import type { WalletSession } from "../../server/wallet/wallet-session";
import { BALANCE_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { acknowledge, type Wallet } from "../../../shared/wallet/wallet";
import { USER, walletAfter } from "../support/commands";
import { createFakePorts } from "../support/fake-ports";
import { holdWallet } from "../support/hold-wallet";
import { WalletLog } from "../support/wallet-log";

const LOADED: Wallet = acknowledge(walletAfter(1), 1);

function begin(loaded = LOADED) {
	const ports = createFakePorts();
	const { profile, wallet } = holdWallet(new WalletLog(ports.scheduler), USER, loaded);
	let here: Result<WalletSession, EconomyCode> = ok(wallet);
	const desk = new PurchaseDesk(ports, () => here);
	const deliver = (coins = 100, id = "9f86d081") => {
		let answer: Result<{ balance: number; isRepeat: boolean }, EconomyCode> | undefined;
		ports.scheduler.spawn(() => {
			answer = desk.grantAsync({ id, userId: USER, coins });
		});
		return () => {
			if (answer === undefined) return "waits";
			if (!answer.ok) return answer.error;
			return answer.value.isRepeat ? "granted before" : "granted";
		};
	};
	return {
		ports,
		profile,
		wallet,
		deliver,
		setHere: (now: Result<WalletSession, EconomyCode>) => {
			here = now;
		},
	};
}

export = () => {
	it("is granted only when the coins are proved to be stored", () => {
		const { ports, profile, wallet, deliver } = begin();
		const read = deliver();
		expect(wallet.balance()).to.equal(110);
		ports.scheduler.advance(30);
		expect(read()).to.equal("waits");
		profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("granted");
	});

	it("that is delivered twice is granted once, and both deliveries are answered", () => {
		const { ports, profile, wallet, deliver } = begin();
		const [first, second] = [deliver(), deliver()];
		profile.save();
		ports.scheduler.advance(1);
		expect([first(), second()].join(", ")).to.equal("granted, granted before");
		expect(wallet.balance()).to.equal(110);
	});

	it("is granted as it was bought when the product gives another amount by now", () => {
		const { ports, profile, wallet, deliver } = begin();
		deliver(100);
		const read = deliver(250);
		profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("granted before");
		expect(wallet.balance()).to.equal(110);
	});

	it("waits for the load, because Roblox does not ask again while the player is here", () => {
		const { ports, profile, wallet, deliver, setHere } = begin();
		setHere(fail("loading"));
		const read = deliver();
		ports.scheduler.advance(120);
		expect(read()).to.equal("waits");
		setHere(ok(wallet));
		ports.scheduler.advance(6);
		profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("granted");
	});

	it("waits while the audit is too far behind for a change with a key", () => {
		const { ports, profile, wallet, deliver } = begin(walletAfter(1_024));
		const read = deliver();
		ports.scheduler.advance(60);
		expect(read()).to.equal("waits");
		wallet.acknowledge("born-1", 1_024);
		ports.scheduler.advance(6);
		profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("granted");
	});

	it("is not granted by a session that lost its lock, but by the next one of the same stay", () => {
		const { ports, profile, deliver, setHere } = begin();
		const read = deliver();
		profile.lose();
		profile.close();
		setHere(fail("loading"));
		ports.scheduler.advance(20);
		expect(read()).to.equal("waits");
		const again = holdWallet(new WalletLog(ports.scheduler), USER, LOADED);
		setHere(ok(again.wallet));
		ports.scheduler.advance(6);
		again.profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("granted");
		expect(again.wallet.balance()).to.equal(110);
	});

	it("is granted by the last save of a player who left", () => {
		const { ports, profile, deliver, setHere } = begin();
		const read = deliver();
		setHere(fail("not-held"));
		profile.finishRelease();
		ports.scheduler.advance(1);
		expect(read()).to.equal("granted");
	});

	it("is not granted to a player who left with nothing stored, nor where it cannot be", () => {
		for (const code of ["not-held", "closing", "wallet-unreadable"] as const) {
			const { ports, deliver, setHere } = begin();
			setHere(fail(code));
			expect(deliver()()).to.equal(code);
			expect(ports.log.find("purchase-not-granted").size()).to.equal(1);
		}
		const full = begin({ ...LOADED, balance: BALANCE_MAX });
		expect(full.deliver()()).to.equal("balance-overflow");
		expect(full.profile.wallet).to.equal(undefined);
	});

	it("keeps its key whatever characters Roblox puts into ids", () => {
		const { wallet, profile, deliver } = begin();
		for (const id of ["a b", "{9F86}", string.rep("x", 100), "9f86d081"]) {
			deliver(1, id);
			deliver(1, id);
		}
		expect(wallet.balance()).to.equal(14);
		expect(profile.wallet?.purchases).to.equal(4);
	});
};
