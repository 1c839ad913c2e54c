/// <reference types="@rbxts/testez/globals" />
import { readSettings, type SettingSource } from "../../server/settings/read-settings";

type Given = Readonly<Record<string, unknown>>;

function read(given: Given, isStudio = false) {
	const names: Array<string> = [];
	for (const [name] of pairs(given)) names.push(name);
	const source: SettingSource = {
		read(name) {
			return given[name];
		},
		names() {
			return names.sort();
		},
	};
	return readSettings(source, isStudio);
}

const IMPORT: Given = { ImportStoreName: "PlayerData", ImportField: "Stats.Coins" };

export = () => {
	it("needs nothing to be set", () => {
		const settings = read({});
		expect(settings.storeName).to.equal("EconomyWallet");
		expect(settings.endpoint).to.equal(undefined);
		expect(settings.hmacKeyId).to.equal("default");
		expect(settings.showHud).to.equal(true);
		expect(settings.balanceImport).to.equal(undefined);
		expect(settings.problems.size()).to.equal(0);
	});

	it("takes what is set, switches as texts too", () => {
		const given = {
			TransactionLogEndpoint: "https://purser.example/log/transactions",
			HmacSecret: "a secret",
			HmacKeyId: "2026-01",
			DataStoreName: "Coins",
			ShowHud: "false",
			...IMPORT,
			ImportKey: "user-{UserId}",
		};
		const settings = read(given);
		expect(settings.endpoint).to.equal(given.TransactionLogEndpoint);
		expect(settings.hmacSecret).to.equal("a secret");
		expect(settings.hmacKeyId).to.equal("2026-01");
		expect(settings.storeName).to.equal("Coins");
		expect(settings.showHud).to.equal(false);
		expect(settings.balanceImport?.key).to.equal("user-{UserId}");
		expect(settings.balanceImport?.field).to.equal("Stats.Coins");
		expect(settings.problems.size()).to.equal(0);
		expect(read(IMPORT).balanceImport?.key).to.equal("Player_{UserId}");
	});

	it("never uses the live wallets in Studio unless that is asked for", () => {
		expect(read({}, true).storeName).to.equal("EconomyWallet_Studio");
		expect(read({ DataStoreName: "Coins" }, true).storeName).to.equal("Coins_Studio");
		expect(read({}, true).usesLiveWallets).to.equal(false);
		for (const wrong of [false, "yes", 1]) {
			expect(read({ StudioUsesLiveWallets: wrong }, true).storeName).to.equal("EconomyWallet_Studio");
		}
		expect(read({ StudioUsesLiveWallets: true }, true).storeName).to.equal("EconomyWallet");
		expect(read({ StudioUsesLiveWallets: true }, true).usesLiveWallets).to.equal(true);
		expect(read({ StudioUsesLiveWallets: false }).storeName).to.equal("EconomyWallet");
	});

	it("says which setting is wrong, what was expected, and what is used instead", () => {
		expect(read({ DataStoreName: 5 }).problems.join("|")).to.equal(
			'Setting DataStoreName is number "5". Expected: a text of 1 to 43 bytes. Used instead: EconomyWallet.',
		);
		const wrong: ReadonlyArray<Given> = [
			...["purser.example", "", 5].map((TransactionLogEndpoint) => ({ TransactionLogEndpoint })),
			...["", "x".rep(44), false].map((DataStoreName) => ({ DataStoreName })),
			...["maybe", 1].map((ShowHud) => ({ ShowHud })),
			...["", 7].map((HmacKeyId) => ({ HmacKeyId })),
			...["", "x".rep(51)].map((ImportStoreName) => ({ ...IMPORT, ImportStoreName })),
			...["Player_", ""].map((ImportKey) => ({ ...IMPORT, ImportKey })),
			{ ImportField: "Coins" },
			{ ImportStoreName: "PlayerData" },
			{ DataStorename: "Coins" },
		];
		for (const given of wrong) {
			const settings = read(given);
			expect(settings.problems.size()).to.equal(1);
			expect(settings.storeName).to.equal("EconomyWallet");
			expect(settings.balanceImport).to.equal(undefined);
		}
	});

	it("names no secret", () => {
		const [problem] = read({ HmacSecret: 12_345 }).problems;
		expect(problem).to.equal(
			"Setting HmacSecret is set. Expected: the companion's HMAC_SECRET, a text. Used instead: no secret.",
		);
	});
};
