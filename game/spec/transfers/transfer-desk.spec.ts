/// <reference types="@rbxts/testez/globals" />
import type { EconomyCode, TransferDone } from "../../server/api/economy";
import { TransferDesk } from "../../server/transfers/transfer-desk";
import type { WalletSession } from "../../server/wallet/wallet-session";
import { BALANCE_MAX, GAME_KEY_SECONDS } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { walletKey } from "../../../shared/store-keys";
import { createEntry } from "../../../shared/wallet/stored-entry";
import { acknowledge, type Wallet } from "../../../shared/wallet/wallet";
import { asStored, NOW, USER, walletAfter } from "../support/commands";
import { createFakePorts } from "../support/fake-ports";
import { holdWallet } from "../support/hold-wallet";
import { WalletLog } from "../support/wallet-log";

const AVA = USER;
const BEN = USER + 1;

function walletOfBoth(): Wallet {
	return acknowledge(walletAfter(10), 10);
}

function begin() {
	const ports = createFakePorts();
	const said = new WalletLog(ports.scheduler);
	const here = new Map<number, WalletSession>();
	const desk = new TransferDesk(ports, said, (userId): Result<WalletSession, EconomyCode> => {
		const wallet = here.get(userId);
		return wallet === undefined ? fail("not-held") : ok(wallet);
	});
	const join = (userId: number, loaded: Wallet) => {
		const held = holdWallet(said, userId, loaded);
		here.set(userId, held.wallet);
		return held;
	};
	const ask = (name = "gift", amount = 30) => {
		let answer: Result<TransferDone, EconomyCode> | undefined;
		ports.scheduler.spawn(() => {
			answer = desk.transferAsync({ from: AVA, to: BEN, amount, reason: "spec", name });
		});
		return () => (answer === undefined ? "waits" : answer.ok ? describeDone(answer.value) : answer.error);
	};
	return { ports, said, desk, here, join, ask };
}

function describeDone({ balance, isRepeat, hasArrived }: TransferDone): string {
	return `${balance}${isRepeat ? " repeat" : ""}${hasArrived ? "" : " on its way"}`;
}

/** An entry as ProfileService leaves it behind. */
function putEntry(ports: ReturnType<typeof createFakePorts>, userId: number, wallet: Wallet): void {
	ports.entries.put(walletKey(userId), createEntry(userId, wallet, undefined, NOW).value, [userId]);
}

function storedWallet(ports: ReturnType<typeof createFakePorts>, userId: number): Wallet | undefined {
	const entry = ports.entries.values.get(walletKey(userId)) as { Data: { wallet: Wallet } } | undefined;
	return entry?.Data.wallet;
}

export = () => {
	it("takes the coins out, waits until that is stored, and only then puts them in", () => {
		const { ports, join, ask } = begin();
		const [ava, ben] = [join(AVA, walletOfBoth()), join(BEN, walletOfBoth())];
		const read = ask();
		expect(ava.wallet.balance()).to.equal(70);
		ports.scheduler.advance(5);
		expect(ben.wallet.balance()).to.equal(100);
		ava.profile.save();
		ports.scheduler.advance(1);
		expect(ben.wallet.balance()).to.equal(130);
		expect(read()).to.equal("waits");
		ben.profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("70");
		expect(ava.profile.wallet?.sends.size()).to.equal(0);
	});

	it("happens once for a name, in each direction", () => {
		const { ports, join, ask, desk } = begin();
		const [ava, ben] = [join(AVA, walletOfBoth()), join(BEN, walletOfBoth())];
		const settle = () => {
			for (const { profile } of [ava, ben]) {
				ports.scheduler.advance(1);
				profile.save();
			}
			ports.scheduler.advance(1);
		};
		ask();
		settle();
		const read = ask();
		settle();
		expect(read()).to.equal("70 repeat");
		expect(ben.wallet.balance()).to.equal(130);
		ports.scheduler.spawn(() => desk.transferAsync({ from: BEN, to: AVA, amount: 30, reason: "back", name: "gift" }));
		ports.scheduler.advance(1);
		ben.profile.save();
		ports.scheduler.advance(1);
		expect([ava.wallet.balance(), ben.wallet.balance()].join(" ")).to.equal("100 100");
	});

	it("refuses what cannot be, and changes nothing", () => {
		const { join, ask, here } = begin();
		const ava = join(AVA, walletOfBoth());
		join(BEN, walletOfBoth());
		expect(ask("more than she has", 101)()).to.equal("insufficient-funds");
		const ben = join(BEN, { ...walletOfBoth(), balance: BALANCE_MAX - 10 });
		expect(ask("more than he can hold", 30)()).to.equal("balance-overflow");
		here.delete(BEN);
		expect(ask("he is not here")()).to.equal("not-held");
		expect(ava.profile.wallet).to.equal(undefined);
		expect(ben.profile.wallet).to.equal(undefined);
	});

	it("carries on after a crash: the wallet says where its coins went", () => {
		const before = begin();
		const crashed = before.join(AVA, walletOfBoth());
		before.join(BEN, walletOfBoth());
		before.ask();
		const stored = crashed.profile.wallet;
		assert(stored !== undefined, "it was written");
		const { ports, desk, join } = begin();
		const ava = join(AVA, stored);
		const ben = join(BEN, walletOfBoth());
		desk.carryOn(ava.wallet);
		ben.profile.save();
		ports.scheduler.advance(1);
		expect(ben.wallet.balance()).to.equal(130);
		expect(ava.profile.wallet?.sends.size()).to.equal(0);
		ports.scheduler.advance(60);
		expect(ben.wallet.balance()).to.equal(130);
	});

	it("reaches a player who left meanwhile, without his session", () => {
		const { ports, said, here, join, ask } = begin();
		const ava = join(AVA, walletOfBoth());
		join(BEN, walletOfBoth());
		putEntry(ports, BEN, walletOfBoth());
		const read = ask();
		here.delete(BEN);
		ava.profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("70");
		expect(storedWallet(ports, BEN)?.balance).to.equal(130);
		expect(said.provedReceipts.map((receipt) => receipt.delta).join(" ")).to.equal("-30 30");
		ports.scheduler.advance(120);
		expect(ports.entries.calls).to.equal(1);
	});

	it("waits for a player who went to another server, and never writes over his session", () => {
		const { ports, here, join, ask } = begin();
		const ava = join(AVA, walletOfBoth());
		join(BEN, walletOfBoth());
		const entry = createEntry(BEN, asStored(walletOfBoth()) as Wallet, undefined, NOW).value as { MetaData: object };
		const locked = { ...entry, MetaData: { ...entry.MetaData, ActiveSession: [11, "job-other"] } };
		ports.entries.put(walletKey(BEN), locked);
		const read = ask();
		here.delete(BEN);
		ava.profile.save();
		ports.scheduler.advance(1);
		expect(read()).to.equal("70 on its way");
		expect(storedWallet(ports, BEN)?.balance).to.equal(100);
		ports.entries.put(walletKey(BEN), entry);
		ports.scheduler.advance(31);
		expect(storedWallet(ports, BEN)?.balance).to.equal(130);
		expect(ava.profile.wallet?.sends.size()).to.equal(0);
	});

	it("puts coins in once, also when a write that answered nothing was stored", () => {
		const { ports, here, join, ask } = begin();
		const ava = join(AVA, walletOfBoth());
		join(BEN, walletOfBoth());
		putEntry(ports, BEN, walletOfBoth());
		ports.entries.mode = "fail-written";
		ask();
		here.delete(BEN);
		ava.profile.save();
		ports.scheduler.advance(1);
		expect(ava.profile.wallet?.sends.size()).to.equal(1);
		ports.entries.mode = "answer";
		ports.scheduler.advance(31);
		expect(storedWallet(ports, BEN)?.balance).to.equal(130);
		expect(ava.profile.wallet?.sends.size()).to.equal(0);
	});

	it("leaves coins to people that are older than the memory for keys", () => {
		const { ports, desk, join } = begin();
		const send = { key: "arrive:501:gift", to: BEN, amount: 30, reason: "", revision: 10, at: NOW - GAME_KEY_SECONDS };
		const ava = join(AVA, { ...walletOfBoth(), sends: [send] });
		const ben = join(BEN, walletOfBoth());
		desk.carryOn(ava.wallet);
		ports.scheduler.advance(120);
		expect(ben.wallet.balance()).to.equal(100);
		expect(ports.log.find("transfer-too-old").size()).to.equal(1);
	});

	it("is put off, and nothing arrives, while it is not proved that the coins went out", () => {
		const { ports, join, ask } = begin();
		join(AVA, walletOfBoth());
		const ben = join(BEN, walletOfBoth());
		const read = ask();
		ports.scheduler.advance(62);
		expect(read()).to.equal("try-later");
		expect(ben.wallet.balance()).to.equal(100);
	});
};
