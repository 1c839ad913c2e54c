/// <reference types="@rbxts/testez/globals" />
import { acknowledge } from "../../../shared/wallet/wallet";
import { asStored, command, USER, walletAfter } from "../support/commands";
import { beginRegistry, whyNone } from "../support/registry-bench";

export = () => {
	describe("joining", () => {
		it("claims the profile as a join does and shows the stored balance", () => {
			const { ports, registry, join } = beginRegistry();
			ports.profiles.stored.set(USER, asStored(walletAfter(3)));
			join();
			expect(ports.profiles.calls[0]?.whenLocked).to.equal("force-load");
			expect(ports.screens.shown[0]?.balance).to.equal(30);
			expect(ports.screens.shown[0]?.revision).to.equal(3);
			expect(registry.heldWallets().size()).to.equal(1);
		});

		it("asks for nothing when the player has left again within the same frame", () => {
			const { ports, registry, arrive } = beginRegistry();
			arrive();
			registry.leave(USER);
			ports.scheduler.advance(60);
			expect(ports.profiles.calls.size()).to.equal(0);
		});

		it("keeps commands that come during the load for its end", () => {
			const { ports, said, registry, join } = beginRegistry();
			ports.profiles.isSlow = true;
			join();
			expect(registry.has(USER)).to.equal(true);
			expect(registry.take(command(1, { create: true }))).to.equal(true);
			expect(said.notes.size()).to.equal(0);
			ports.profiles.finishLoad();
			expect(ports.profiles.newest().wallet?.balance).to.equal(10);
		});

		it("gives a profile back at once that arrives after the player left", () => {
			const { ports, registry, join } = beginRegistry();
			ports.profiles.isSlow = true;
			join();
			registry.leave(USER);
			ports.profiles.finishLoad();
			expect(ports.profiles.newest().releaseRequests).to.equal(1);
			expect(registry.isEmpty()).to.equal(true);
			expect(ports.players.kicked.size()).to.equal(0);
		});

		it("tries again before it asks the player to join again", () => {
			const { ports, join } = beginRegistry();
			ports.profiles.failures = 3;
			join();
			ports.scheduler.advance(14);
			expect(ports.players.kicked.size()).to.equal(0);
			ports.scheduler.advance(2);
			expect(ports.profiles.calls.size()).to.equal(3);
			expect(ports.players.kicked[0]?.userId).to.equal(USER);
		});

		it("asks the player to join again when a load never ends, and gives back what comes after all", () => {
			const { ports, registry, join } = beginRegistry();
			ports.profiles.isSlow = true;
			join();
			ports.scheduler.advance(179);
			expect(ports.players.kicked.size()).to.equal(0);
			ports.scheduler.advance(2);
			expect(ports.players.kicked.size()).to.equal(1);
			registry.leave(USER);
			ports.profiles.finishLoad();
			expect(ports.profiles.newest().releaseRequests).to.equal(1);
			expect(ports.screens.shown.size()).to.equal(0);
		});

		it("throws nobody out while the server goes down", () => {
			const { ports, join, close } = beginRegistry();
			ports.profiles.failures = 3;
			join();
			close();
			ports.scheduler.advance(60);
			expect(ports.players.kicked.size()).to.equal(0);
		});

		it("leaves a wallet it cannot read exactly as it is, and lets the player play", () => {
			const { ports, said, registry, join } = beginRegistry();
			ports.profiles.stored.set(USER, { version: 99, balance: "many" });
			join();
			registry.take(command(1, { create: true }));
			expect(ports.profiles.newest().wallet).to.equal(undefined);
			expect(ports.log.find("wallet-unreadable")[0]?.level).to.equal("alarm");
			expect(said.noteCodes()).to.equal("wallet-unreadable");
			expect(whyNone(registry.walletOf(USER))).to.equal("wallet-unreadable");
			expect(ports.players.kicked.size()).to.equal(0);
		});

		it("has no wallet for the test players of Studio", () => {
			const { ports, registry } = beginRegistry();
			registry.joinAsync(-1);
			expect(registry.has(-1)).to.equal(false);
			expect(ports.profiles.calls.size()).to.equal(0);
		});
	});

	describe("why a player has no wallet that takes changes", () => {
		it("is told for each moment of a stay", () => {
			const { ports, registry, arrive, close } = beginRegistry();
			expect(whyNone(registry.walletOf(USER))).to.equal("not-held");
			ports.players.present.add(USER);
			expect(whyNone(registry.walletOf(USER))).to.equal("loading");
			ports.profiles.isSlow = true;
			arrive();
			expect(whyNone(registry.walletOf(USER))).to.equal("loading");
			ports.scheduler.advance(0);
			expect(whyNone(registry.walletOf(USER))).to.equal("loading");
			ports.profiles.finishLoad();
			expect(whyNone(registry.walletOf(USER))).to.equal("open");
			ports.profiles.newest().lose();
			expect(whyNone(registry.walletOf(USER))).to.equal("loading");
			registry.leave(USER);
			expect(whyNone(registry.walletOf(USER))).to.equal("not-held");
			arrive();
			expect(whyNone(registry.walletOf(USER))).to.equal("loading");
			close();
			expect(whyNone(registry.walletOf(USER))).to.equal("closing");
		});
	});

	describe("leaving", () => {
		it("gives the lock back, and counts the session until that is stored", () => {
			const { ports, registry, join, countChanges } = beginRegistry();
			join();
			registry.leave(USER);
			expect(ports.profiles.newest().releaseRequests).to.equal(1);
			expect(registry.isReleasing(USER)).to.equal(true);
			expect(registry.isEmpty()).to.equal(false);
			const before = countChanges();
			ports.profiles.newest().finishRelease();
			expect(registry.isEmpty()).to.equal(true);
			expect(countChanges()).to.equal(before + 1);
		});

		it("proves the last change of a player who left", () => {
			const { ports, said, registry, join } = beginRegistry();
			join();
			registry.take(command(1, { create: true }));
			registry.leave(USER);
			expect(said.provedRevisions.size()).to.equal(0);
			ports.profiles.newest().finishRelease();
			expect(said.provedRevisions.join(" ")).to.equal("1");
		});

		it("tells the session that comes back from the one that still ends", () => {
			const { ports, registry, join } = beginRegistry();
			ports.profiles.stored.set(USER, asStored(acknowledge(walletAfter(1), 1)));
			join();
			const first = ports.profiles.newest();
			registry.leave(USER);
			join();
			registry.take(command(2));
			first.finishRelease();
			expect(first.wallet).to.equal(undefined);
			expect(ports.profiles.newest().wallet?.balance).to.equal(20);
			expect(registry.heldWallets().size()).to.equal(1);
		});
	});

	describe("a lock that was lost with the player still here", () => {
		it("drops what was in memory and loads again without forcing", () => {
			const { ports, said, registry, join } = beginRegistry();
			ports.profiles.stored.set(USER, asStored(acknowledge(walletAfter(1), 1)));
			join();
			registry.take(command(2));
			registry.take(command(4));
			const lost = ports.profiles.newest();
			lost.lose();
			lost.saveForeign("theirs:2");
			lost.close();
			ports.scheduler.advance(1);
			expect(ports.profiles.calls[1]?.whenLocked).to.equal("cancel");
			expect(ports.profiles.loaded.size()).to.equal(2);
			const wallet = registry.walletOf(USER);
			expect(wallet.ok && wallet.value.balance()).to.equal(10);
			expect(said.provedRevisions.size()).to.equal(0);
			registry.take(command(3));
			expect(ports.profiles.newest().wallet).to.equal(undefined);
		});

		it("keeps commands that come before the next load for it", () => {
			const { ports, registry, join } = beginRegistry();
			ports.profiles.stored.set(USER, asStored(acknowledge(walletAfter(1), 1)));
			join();
			ports.profiles.newest().lose();
			expect(registry.take(command(2))).to.equal(true);
			ports.scheduler.advance(1);
			expect(ports.profiles.newest().wallet?.balance).to.equal(20);
		});

		it("asks the player to join again only after several tries", () => {
			const { ports, join } = beginRegistry();
			join();
			ports.profiles.failures = 3;
			ports.profiles.newest().lose();
			ports.scheduler.advance(15);
			expect(ports.players.kicked.size()).to.equal(0);
			ports.scheduler.advance(5);
			expect(ports.profiles.calls.size()).to.equal(4);
			expect(ports.players.kicked.size()).to.equal(1);
		});

		it("loads nothing for a player who is leaving anyway", () => {
			const { ports, registry, join } = beginRegistry();
			join();
			registry.leave(USER);
			ports.profiles.newest().lose();
			ports.scheduler.advance(60);
			expect(ports.profiles.calls.size()).to.equal(1);
			expect(ports.players.kicked.size()).to.equal(0);
		});
	});
};
