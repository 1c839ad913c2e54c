/// <reference types="@rbxts/testez/globals" />
import { startServer } from "../../server/start-server";
import type { ServerIdentity, ServerSettings } from "../../server/ports";
import { FakeCompanion } from "../support/fake-companion";
import { createFakePorts, type FakePorts, PLAIN_SETTINGS } from "../support/fake-ports";

const STUDIO = { studio: true };
const LIVE = "Wallets: in the data store EconomyWallet.";

/** What a server says when it starts. */
function told(
	settings: ServerSettings,
	arrange: (ports: FakePorts, companion: FakeCompanion) => void = () => {},
	identity: Partial<ServerIdentity> = {},
): string {
	const plain = createFakePorts(settings);
	const ports = { ...plain, identity: { ...plain.identity, ...identity } };
	const companion = new FakeCompanion();
	ports.http.answer = (request) => companion.answer(request);
	arrange(ports, companion);
	startServer(ports);
	ports.scheduler.advance(200);
	return ports.log.told.join("|");
}

function refusedWith(code: string): string {
	return told(PLAIN_SETTINGS, (_, companion) => {
		companion.refusal = { status: 409, body: `{"code":"${code}"}` };
	});
}

export = () => {
	it("says in two lines that everything works", () => {
		expect(told(PLAIN_SETTINGS)).to.equal(`${LIVE}|Companion: connected to https://purser.example.`);
	});

	it("begins with what is set wrongly", () => {
		const lines = told({ ...PLAIN_SETTINGS, problems: ["Setting X is wrong."], endpoint: undefined });
		expect(lines.sub(1, 23)).to.equal("! Setting X is wrong.|W");
	});

	it("says what stands in the way of the companion, and does not knock then", () => {
		const ways: ReadonlyArray<[string, ServerSettings, (ports: FakePorts) => void]> = [
			["none. Set TransactionLogEndpoint", { ...PLAIN_SETTINGS, endpoint: undefined }, () => {}],
			["HTTP requests are off", PLAIN_SETTINGS, (ports) => (ports.http.isSwitchedOn = false)],
			["there is no secret", { ...PLAIN_SETTINGS, credentials: { kind: "missing" } }, () => {}],
		];
		for (const [words, settings, arrange] of ways) {
			let requests = 0;
			const lines = told(settings, (ports, companion) => {
				arrange(ports);
				ports.http.answer = (request) => {
					requests += 1;
					return companion.answer(request);
				};
			});
			expect(lines.find(words, 1, true)[0]).to.be.ok();
			expect(lines.find("! Companion", 1, true)[0]).to.be.ok();
			expect(requests).to.equal(0);
		}
	});

	it("tells once why the companion refuses this server", () => {
		const reasons: Readonly<Record<string, string>> = {
			unauthorized: "purser_game_secret has to be its GAME_SECRET",
			"bad-signature": "HmacSecret has to be its HMAC_SECRET",
			"store-mismatch": "another data store",
			"studio-refused": "ALLOW_STUDIO=1",
			"protocol-mismatch": "update the game or the companion",
			"something-new": "It answered 409 something-new.",
		};
		for (const [code, words] of pairs(reasons)) {
			const lines = refusedWith(code);
			expect(lines.find(words, 1, true)[0]).to.be.ok();
			expect(lines.gsub("Companion:", "")[1]).to.equal(1);
		}
	});

	it("takes no companion of another experience", () => {
		const lines = told(PLAIN_SETTINGS, () => {}, { universeId: 23 });
		expect(lines.find("its ROBLOX_UNIVERSE_ID has to be 23.", 1, true)[0]).to.be.ok();
	});

	it("says when nobody answers", () => {
		const lines = told(PLAIN_SETTINGS, (_, companion) => {
			companion.isReachable = false;
		});
		expect(lines.find("! Companion: no answer from https://purser.example.", 1, true)[0]).to.be.ok();
	});

	it("warns of a secret that every script can read", () => {
		const signing = { keyId: "default", key: "a secret" };
		const lines = told({ ...PLAIN_SETTINGS, credentials: { kind: "shared-secret", signing } });
		expect(lines.find("! Companion: its secret stands in the place", 1, true)[0]).to.be.ok();
		expect(lines.find("a secret", 1, true)[0]).to.equal(undefined);
	});

	it("says where the wallets of a play test are", () => {
		const own = { ...PLAIN_SETTINGS, storeName: "EconomyWallet_Studio", usesLiveWallets: false };
		expect(told(own, () => {}, STUDIO).find("The live ones are not touched.", 1, true)[0]).to.be.ok();
		expect(told(PLAIN_SETTINGS, () => {}, STUDIO).find("! Wallets: THE LIVE ONES", 1, true)[0]).to.be.ok();
		const inMemory = told(own, (ports) => (ports.profiles.isStored = false), STUDIO);
		expect(inMemory.find("! Wallets: in memory", 1, true)[0]).to.be.ok();
	});
};
