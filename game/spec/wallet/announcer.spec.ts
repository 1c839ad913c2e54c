/// <reference types="@rbxts/testez/globals" />
import { Announcer } from "../../server/wallet/announcer";
import { decodeUpdate, type EconomyUpdate } from "../../../shared/protocol/economy-update";
import type { Receipt } from "../../../shared/wallet/receipt";
import { USER, walletAfter } from "../support/commands";
import { createFakePorts, PLAIN_SETTINGS } from "../support/fake-ports";

function begin(settings = PLAIN_SETTINGS) {
	const ports = createFakePorts(settings);
	return { ports, announcer: new Announcer(ports, ports.screens, () => "economy-events") };
}

export = () => {
	it("announces the newest change of a save once to the topic and the client, and each change to scripts", () => {
		const { ports, announcer } = begin();
		const heard: Array<EconomyUpdate> = [];
		announcer.onUpdate((update) => heard.push(update));
		announcer.announce(USER, walletAfter(3).receipts);
		expect(ports.messaging.published.size()).to.equal(1);
		expect(ports.messaging.published[0]?.topic).to.equal("economy-events");
		const update = decodeUpdate(ports.platform, ports.messaging.published[0]?.text ?? "");
		expect(update.ok && update.value.revision).to.equal(3);
		expect(update.ok && update.value.balance).to.equal(30);
		expect(ports.screens.shown.map((shown) => shown.balance).join(" ")).to.equal("30");
		expect(heard.map((update) => `${update.revision}:${update.balance}`).join(" ")).to.equal("1:10 2:20 3:30");
	});

	it("says nothing about a refusal, which moves no balance", () => {
		const { ports, announcer } = begin();
		const [receipt] = walletAfter(1).receipts;
		assert(receipt !== undefined, "there is a receipt");
		const refused: Receipt = { ...receipt, kind: "refused", code: "expired", delta: 0 };
		announcer.announce(USER, [refused]);
		expect(ports.messaging.published.size()).to.equal(0);
		expect(ports.screens.shown.size()).to.equal(0);
	});

	it("tells other servers nothing of a play test's wallets", () => {
		const { ports, announcer } = begin({ ...PLAIN_SETTINGS, usesLiveWallets: false });
		announcer.announce(USER, walletAfter(1).receipts);
		expect(ports.messaging.published.size()).to.equal(0);
		expect(ports.screens.shown.size()).to.equal(1);
	});
};
