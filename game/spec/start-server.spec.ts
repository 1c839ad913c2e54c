/// <reference types="@rbxts/testez/globals" />
import { startServer } from "../server/start-server";
import { luauPlatform } from "../server/engine/luau-platform";
import type { SignedCommand } from "../../shared/protocol/command";
import { encodeCommand } from "../../shared/protocol/command-codec";
import { acknowledge } from "../../shared/wallet/wallet";
import { asStored, command, USER, walletAfter } from "./support/commands";
import { FakeCompanion } from "./support/fake-companion";
import { createFakePorts, PLAIN_SETTINGS } from "./support/fake-ports";

function begin(settings = PLAIN_SETTINGS) {
	const ports = createFakePorts(settings);
	const companion = new FakeCompanion();
	ports.http.answer = (request) => companion.answer(request);
	const economy = startServer(ports);
	ports.scheduler.advance(1);
	const deliver = (signed: SignedCommand) => {
		const encoded = encodeCommand(luauPlatform, signed);
		assert(encoded.ok, "the command fits");
		ports.messaging.deliver(encoded.value);
	};
	return { ports, companion, economy, deliver };
}

export = () => {
	it("says nothing about a gift before it is stored, and tells everyone once it is", () => {
		const { ports, companion, deliver } = begin();
		ports.players.join(USER);
		// The load begins a frame after the join.
		ports.scheduler.advance(0);
		deliver(command(1, { create: true }));
		ports.scheduler.advance(3);
		expect(companion.audit.size()).to.equal(0);
		expect(ports.messaging.published.size()).to.equal(0);
		expect(ports.screens.shown.map((shown) => shown.balance).join(" ")).to.equal("0");
		ports.profiles.newest().save();
		ports.scheduler.advance(1);
		expect(companion.audit[0]?.receipt.balance).to.equal(10);
		expect(companion.audit[0]?.born).to.equal("born-1");
		expect(ports.messaging.published.size()).to.equal(1);
		expect(ports.screens.shown[1]?.balance).to.equal(10);
		expect(ports.screens.shown[1]?.userId).to.equal(USER);
	});

	it("makes no data store call as a bystander", () => {
		const { ports, companion, deliver } = begin();
		ports.players.join(USER);
		ports.scheduler.advance(0);
		deliver(command(1, { userId: 777, create: true, to: "job-other" }));
		deliver(command(1, { userId: 778, create: true }));
		ports.scheduler.advance(30);
		expect(ports.entries.calls).to.equal(0);
		expect(ports.profiles.calls.size()).to.equal(1);
		expect(companion.audit.size()).to.equal(0);
	});

	it("executes for an absent player when it is the designated server, without loading a profile", () => {
		const { ports, companion, deliver } = begin();
		deliver(command(1, { create: true, to: "job-me" }));
		ports.scheduler.advance(1);
		expect(ports.entries.calls).to.equal(1);
		expect(ports.profiles.calls.size()).to.equal(0);
		expect(companion.audit[0]?.receipt.balance).to.equal(10);
	});

	it("executes what it pulls when every doorbell was lost", () => {
		const { ports, companion } = begin();
		companion.commands.push(command(1, { create: true }));
		ports.players.join(USER);
		ports.scheduler.advance(0);
		ports.scheduler.advance(1);
		expect(ports.profiles.newest().wallet?.balance).to.equal(10);
	});

	it("keeps the audit's acknowledgement for the next save", () => {
		const { ports, deliver } = begin();
		ports.players.join(USER);
		ports.scheduler.advance(0);
		deliver(command(1, { create: true }));
		ports.profiles.newest().save();
		ports.scheduler.advance(1);
		expect(ports.profiles.newest().wallet?.acked).to.equal(1);
	});

	it("lists wallets in its heartbeats only as they are stored", () => {
		const { ports, companion, deliver } = begin();
		ports.players.join(USER);
		ports.scheduler.advance(0);
		deliver(command(1, { create: true }));
		ports.scheduler.advance(12);
		const before = companion.beats[companion.beats.size() - 1];
		expect(before?.players.join(" ")).to.equal(`${USER}`);
		expect(before?.wallets.size()).to.equal(0);
		ports.profiles.newest().save();
		ports.scheduler.advance(12);
		const after = companion.beats[companion.beats.size() - 1];
		expect(after?.wallets[0]?.lastSeq).to.equal(1);
	});

	it("goes on without the companion and ships everything when it comes back", () => {
		const { ports, companion, economy } = begin();
		companion.isReachable = false;
		ports.players.join(USER);
		ports.scheduler.advance(0);
		const answer = economy.change(USER, { delta: 5, source: "quest", reason: "spec", actor: "game" });
		expect(answer.ok).to.equal(true);
		ports.profiles.newest().save();
		ports.scheduler.advance(3_600);
		expect(companion.audit.size()).to.equal(0);
		companion.isReachable = true;
		ports.scheduler.advance(120);
		expect(companion.audit.map((shipped) => shipped.receipt.balance).join(" ")).to.equal("5");
	});

	it("subscribes again and again until it hears, and says so in its heartbeats", () => {
		const ports = createFakePorts();
		const companion = new FakeCompanion();
		ports.http.answer = (request) => companion.answer(request);
		ports.messaging.subscribeFailures = 3;
		startServer(ports);
		ports.scheduler.advance(0.5);
		expect(companion.beats[0]?.subscribed).to.equal(false);
		ports.scheduler.advance(30);
		expect(ports.messaging.topics.join(" ")).to.equal("discord-commands");
		expect(companion.beats[companion.beats.size() - 1]?.subscribed).to.equal(true);
	});

	it("ignores whatever a client fires at the balance remote", () => {
		const { ports, economy } = begin();
		ports.profiles.stored.set(USER, asStored(acknowledge(walletAfter(1), 1)));
		ports.players.join(USER);
		ports.scheduler.advance(0);
		ports.screens.fire(USER);
		const balance = economy.balanceOf(USER);
		expect(balance.ok && balance.value).to.equal(10);
		expect(ports.log.find("client-fired-at-balance-remote").size()).to.equal(1);
	});

	it("plays on without a companion", () => {
		const { ports, economy } = begin({ ...PLAIN_SETTINGS, endpoint: undefined });
		ports.players.join(USER);
		ports.scheduler.advance(0);
		expect(economy.balanceOf(USER).ok).to.equal(true);
		expect(ports.http.requests.size()).to.equal(0);
	});

	it("goes down in order: no more commands, locks given back, receipts shipped, a last word", () => {
		const { ports, companion, deliver } = begin();
		ports.players.join(USER);
		ports.scheduler.advance(0);
		deliver(command(1, { create: true }));
		let hasClosed = false;
		ports.scheduler.spawn(() => {
			ports.shutdown.closeAsync();
			hasClosed = true;
		});
		deliver(command(2));
		ports.scheduler.advance(2);
		expect(hasClosed).to.equal(false);
		expect(ports.profiles.newest().releaseRequests).to.equal(1);
		ports.profiles.newest().finishRelease();
		ports.scheduler.advance(1);
		expect(hasClosed).to.equal(true);
		expect(companion.audit.map((shipped) => shipped.receipt.revision).join(" ")).to.equal("1");
		expect(companion.beats[companion.beats.size() - 1]?.closing).to.equal(true);
	});

	it("does not wait for ever for a final save that never comes", () => {
		const { ports } = begin();
		ports.players.join(USER);
		ports.scheduler.advance(0);
		let hasClosed = false;
		ports.scheduler.spawn(() => {
			ports.shutdown.closeAsync();
			hasClosed = true;
		});
		ports.scheduler.advance(26);
		expect(hasClosed).to.equal(true);
	});
};
