/// <reference types="@rbxts/testez/globals" />
import { WalletSession } from "../../server/wallet/wallet-session";
import { acknowledge, type Wallet } from "../../../shared/wallet/wallet";
import { command, USER, walletAfter } from "../support/commands";
import { FakeProfile } from "../support/fake-profiles";
import { FakeScheduler } from "../support/fake-scheduler";
import { WalletLog } from "../support/wallet-log";

function begin(loaded: Wallet | undefined) {
	const scheduler = new FakeScheduler();
	const said = new WalletLog(scheduler);
	const profile = new FakeProfile(undefined);
	const wallet = new WalletSession(said, profile, USER, "mine", loaded);
	profile.listen({
		saved: (tag) => wallet.confirm(tag),
		releasing: () => wallet.close(),
		lost: () => wallet.close(),
		closed: () => wallet.end(),
	});
	return { scheduler, said, profile, wallet };
}

function ship(loaded: Wallet): Wallet {
	return acknowledge(loaded, loaded.revision);
}

export = () => {
	describe("durability", () => {
		it("says nothing about a command before a save is proved to hold it", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(2));
			expect(wallet.balance()).to.equal(20);
			expect(said.provedRevisions.size()).to.equal(0);
			profile.save();
			expect(said.provedRevisions.join(" ")).to.equal("2");
		});

		it("takes no other session's tag for proof", () => {
			const { said, profile, wallet } = begin(undefined);
			wallet.take(command(1, { create: true }));
			profile.saveForeign("theirs:1");
			expect(said.provedRevisions.size()).to.equal(0);
			expect(wallet.heldWallet()).to.equal(undefined);
		});

		it("writes the data before the tag that speaks for it", () => {
			const { profile, wallet } = begin(undefined);
			wallet.take(command(1, { create: true }));
			expect(profile.wallet?.revision).to.equal(1);
			expect(profile.tag).to.equal("mine:1");
		});

		it("covers all commands that came together by one save", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			for (const seq of [2, 3, 4]) wallet.take(command(seq));
			profile.save();
			expect(said.provedRevisions.join(" ")).to.equal("2 3 4");
		});

		it("asks for a save again every 8 s until it is proved", () => {
			const { scheduler, profile, wallet } = begin(undefined);
			wallet.take(command(1, { create: true }));
			expect(profile.saveRequests).to.equal(1);
			scheduler.advance(17);
			expect(profile.saveRequests).to.equal(3);
			profile.save();
			scheduler.advance(60);
			expect(profile.saveRequests).to.equal(3);
		});

		it("shows the companion the wallet as it is stored, not as it is in memory", () => {
			const { profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(2));
			expect(wallet.heldWallet()?.revision).to.equal(1);
			expect(wallet.heldWallet()?.lastSeq).to.equal(1);
			profile.save();
			expect(wallet.heldWallet()?.lastSeq).to.equal(2);
		});

		it("ships again at load what earlier sessions could not get acknowledged", () => {
			const { said } = begin(acknowledge(walletAfter(3), 1));
			expect(said.shippedAgain.join(" ")).to.equal("2 3");
			expect(said.provedRevisions.size()).to.equal(0);
		});
	});

	describe("commands", () => {
		it("applies a repeated number once and ships its receipt again", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(2)));
			wallet.take(command(2));
			expect(wallet.balance()).to.equal(20);
			expect(said.shippedAgain.join(" ")).to.equal("2");
			expect(profile.saveRequests).to.equal(0);
		});

		it("calls a command new once, and drops its copies until it is stored", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			expect(wallet.take(command(2))).to.equal(true);
			expect(wallet.awaits(command(2))).to.equal(true);
			expect(wallet.awaits(command(3))).to.equal(false);
			profile.save();
			expect(wallet.awaits(command(2))).to.equal(false);
			expect(wallet.take(command(2))).to.equal(false);
			expect(said.shippedAgain.join(" ")).to.equal("2");
		});

		it("drops copies of a command that waits for a missing number", () => {
			const { wallet } = begin(ship(walletAfter(1)));
			expect(wallet.take(command(3))).to.equal(true);
			expect(wallet.awaits(command(3))).to.equal(true);
			expect(wallet.awaits(command(3, { empty: true }))).to.equal(false);
		});

		it("denies another command under a used number", () => {
			const { said, wallet } = begin(ship(walletAfter(2)));
			wallet.take(command(2, { id: "txn:g:other" }));
			expect(wallet.balance()).to.equal(20);
			expect(said.noteCodes()).to.equal("sequence-conflict");
		});

		it("refuses to take more than there is", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(2, { delta: -11 }));
			profile.save();
			expect(wallet.balance()).to.equal(10);
			expect(said.provedReceipts[0]?.code).to.equal("insufficient-funds");
		});

		// Story denied-from-memory: the denial rests on a wallet that may never be stored.
		it("keeps a denial to itself until the wallet it rests on is stored", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(2));
			wallet.take(command(2, { id: "txn:g:other" }));
			expect(said.notes.size()).to.equal(0);
			profile.saveForeign("theirs:2");
			expect(said.notes.size()).to.equal(0);
			profile.save();
			expect(said.noteCodes()).to.equal("sequence-conflict");
			expect(said.notes[0]?.wallet?.lastSeq).to.equal(2);
		});

		it("holds a command whose number comes too early, and applies both in order", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(3, { delta: -15 }));
			expect(said.noteCodes()).to.equal("gap");
			expect(wallet.balance()).to.equal(10);
			wallet.take(command(2));
			profile.save();
			expect(wallet.balance()).to.equal(5);
			expect(said.provedRevisions.join(" ")).to.equal("2 3");
		});

		it("holds commands while the audit is too far behind, and goes on when it has caught up", () => {
			const { said, wallet } = begin(walletAfter(1_024));
			wallet.take(command(1_025));
			expect(said.noteCodes()).to.equal("backlog");
			wallet.acknowledge("born-1", 1_000);
			expect(wallet.balance()).to.equal(10_250);
		});

		it("takes the acknowledgement of its own wallet life only", () => {
			const { wallet } = begin(walletAfter(2));
			wallet.acknowledge("born-other", 2);
			expect(wallet.heldWallet()?.acked).to.equal(0);
			wallet.acknowledge("born-1", 2);
			expect(wallet.heldWallet()?.acked).to.equal(2);
		});

		it("believes no acknowledgement of what is not stored yet", () => {
			const { profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(2));
			wallet.acknowledge("born-1", 2);
			expect(profile.wallet?.acked).to.equal(1);
		});

		it("creates a wallet only for a command that may", () => {
			const without = begin(undefined);
			without.wallet.take(command(1));
			expect(without.said.noteCodes()).to.equal("no-wallet");
			expect(without.profile.wallet).to.equal(undefined);
			const early = begin(undefined);
			early.wallet.take(command(2, { create: true }));
			expect(early.said.noteCodes()).to.equal("gap");
			expect(early.profile.wallet).to.equal(undefined);
		});

		it("tells a proposal which wallet there really is", () => {
			const { said, wallet } = begin(ship(walletAfter(2)));
			wallet.take(command(1, { born: "born-proposed", create: true }));
			expect(said.noteCodes()).to.equal("other-wallet");
			expect(said.notes[0]?.wallet?.born).to.equal("born-1");
		});
	});

	describe("the end of a session", () => {
		it("drops what waits, and proves only what its own saves hold", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(2));
			profile.lose();
			profile.saveForeign("theirs:2");
			profile.close();
			expect(said.provedRevisions.size()).to.equal(0);
			expect(wallet.stateOf(2)).to.equal("lost");
			expect(wallet.take(command(3))).to.equal(false);
		});

		it("proves its last changes by the save that gives the lock back", () => {
			const { said, profile, wallet } = begin(ship(walletAfter(1)));
			wallet.take(command(2));
			profile.finishRelease();
			expect(said.provedRevisions.join(" ")).to.equal("2");
		});
	});
};
