/// <reference types="@rbxts/testez/globals" />
import type { ImportSettings } from "../../server/ports";
import { acknowledge } from "../../../shared/wallet/wallet";
import { asStored, USER, walletAfter } from "../support/commands";
import { beginRegistry, whyNone } from "../support/registry-bench";

const IMPORT: ImportSettings = { storeName: "PlayerData", key: "User-{UserId}-data", field: "Coins" };

export = () => {
	describe("coins from before", () => {
		const OLD_KEY = `User-${USER}-data`;

		function oldProfile(data: object): unknown {
			return { Data: data, MetaData: { SessionLoadCount: 1 }, GlobalUpdates: [0, []] };
		}

		it("are in the wallet, and stored, before anybody sees a balance", () => {
			const { ports, said, registry, join } = beginRegistry(IMPORT);
			ports.oldProfiles.values.set(OLD_KEY, oldProfile({ Coins: 120 }));
			join();
			expect(ports.screens.shown.size()).to.equal(0);
			expect(whyNone(registry.walletOf(USER))).to.equal("loading");
			ports.profiles.newest().save();
			ports.scheduler.advance(1);
			expect(ports.screens.shown[0]?.balance).to.equal(120);
			expect(said.provedReceipts[0]?.source).to.equal("import");
			expect(said.provedReceipts[0]?.commandId).to.equal("import:PlayerData");
		});

		it("come once: a wallet that has them is not asked about again", () => {
			const { ports, registry, join } = beginRegistry(IMPORT);
			const wallet = { ...acknowledge(walletAfter(1), 1), keys: { "import:PlayerData": 1 }, purchases: 1 };
			ports.profiles.stored.set(USER, asStored(wallet));
			ports.oldProfiles.values.set(OLD_KEY, oldProfile({ Coins: 120 }));
			join();
			expect(ports.oldProfiles.keys.size()).to.equal(0);
			expect(whyNone(registry.walletOf(USER))).to.equal("open");
			expect(ports.screens.shown[0]?.balance).to.equal(10);
		});

		it("are nothing to wait for where there are none, or nonsense", () => {
			for (const data of [undefined, {}, { Coins: 0 }, { Coins: "many" }]) {
				const { ports, registry, join } = beginRegistry(IMPORT);
				if (data !== undefined) ports.oldProfiles.values.set(OLD_KEY, oldProfile(data));
				join();
				expect(whyNone(registry.walletOf(USER))).to.equal("open");
				expect(ports.log.find("old-balance-unreadable").size()).to.equal(data?.Coins === "many" ? 1 : 0);
			}
		});

		it("that cannot be read are tried again, and nobody plays on without them", () => {
			const { ports, registry, join } = beginRegistry(IMPORT);
			ports.oldProfiles.values.set(OLD_KEY, oldProfile({ Coins: 120 }));
			ports.oldProfiles.failures = 3;
			join();
			ports.scheduler.advance(8);
			expect(ports.players.kicked.size()).to.equal(1);
			expect(ports.screens.shown.size()).to.equal(0);
			registry.leave(USER);
			expect(ports.profiles.newest().releaseRequests).to.equal(1);
			join();
			ports.profiles.newest().save();
			ports.scheduler.advance(1);
			expect(ports.screens.shown[0]?.balance).to.equal(120);
		});

		it("are left where they are when the player leaves meanwhile", () => {
			const { ports, registry, join } = beginRegistry(IMPORT);
			ports.oldProfiles.failures = 1;
			join();
			registry.leave(USER);
			ports.scheduler.advance(10);
			expect(ports.profiles.newest().releaseRequests).to.equal(1);
			expect(ports.profiles.newest().wallet).to.equal(undefined);
		});
	});
};
