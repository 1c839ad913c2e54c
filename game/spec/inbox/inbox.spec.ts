/// <reference types="@rbxts/testez/globals" />
import { Inbox } from "../../server/inbox/inbox";
import { CompanionClock } from "../../server/link/companion-clock";
import { luauPlatform } from "../../server/engine/luau-platform";
import type { EconomyCommand, SignedCommand } from "../../../shared/protocol/command";
import { commandBody, encodeCommand, encodeRing } from "../../../shared/protocol/command-codec";
import { command, DOORBELL_KEY, NOW, STORE, USER } from "../support/commands";
import { createFakePorts } from "../support/fake-ports";

function begin(hasSession = true) {
	const ports = createFakePorts();
	const clock = new CompanionClock(ports.clock);
	clock.learn(NOW);
	const toSession: Array<SignedCommand> = [];
	const toAbsent: Array<SignedCommand> = [];
	const underWay = new Set<string>();
	let pulls = 0;
	const taker = (taken: Array<SignedCommand>) => ({
		take(taking: SignedCommand) {
			taken.push(taking);
			return true;
		},
		awaits(taking: SignedCommand) {
			return underWay.has(taking.id);
		},
	});
	const sessions = {
		...taker(toSession),
		has(userId: number) {
			return userId === USER;
		},
	};
	const link = {
		clock,
		storeIdentity() {
			return hasSession ? STORE : undefined;
		},
		doorbellKeys() {
			return [DOORBELL_KEY];
		},
		serverId() {
			return "job-me";
		},
	};
	const routes = { sessions, absent: taker(toAbsent), serverId: () => "job-me" };
	const inbox = new Inbox(ports, link, routes, () => {
		pulls += 1;
	});
	const codes = () => ports.log.find("command-refused").map((line) => `${line.fields.code}`);
	return { ports, inbox, toSession, toAbsent, underWay, codes, countPulls: () => pulls };
}

function doorbell(fields: Partial<EconomyCommand> = {}, key = DOORBELL_KEY): string {
	const encoded = encodeCommand(luauPlatform, command(1, fields, key));
	assert(encoded.ok, "a plain command fits");
	return encoded.value;
}

/** What an attacker or a broken program may put on the topic, and the code it gets. */
function badMessages(): ReadonlyArray<readonly [name: string, text: string, code: string]> {
	const body = { ...commandBody(command(1)) };
	const json = (changes: object) => luauPlatform.encodeJson({ ...body, ...changes });
	return [
		["text that is not JSON", "{oops", "malformed"],
		["a list", "[1,2,3]", "malformed"],
		["a number", "7", "malformed"],
		["an unknown version", json({ v: 2 }), "unknown-version"],
		["no version", '{"type":"economy.command"}', "malformed"],
		["an unknown type", json({ type: "economy.other" }), "unknown-type"],
		["an amount of zero", json({ delta: 0 }), "malformed"],
		["a fractional amount", json({ delta: 1.5 }), "malformed"],
		["an amount as text", json({ delta: "10" }), "malformed"],
		["a user id as text", json({ userId: "501" }), "malformed"],
		["a negative number", json({ seq: -1 }), "malformed"],
		["a line break in the reason", json({ reason: "a\nb" }), "malformed"],
		["an oversized message", json({ reason: string.rep("x", 1_000) }), "too-large"],
		["another amount than the signed one", json({ delta: 10_000 }), "bad-signature"],
		["another id than the signed one", json({ id: "txn:1:forged" }), "bad-signature"],
		["no signature", json({ sig: "-" }), "bad-signature"],
	];
}

export = () => {
	it("hands a command of a player who is here to his session", () => {
		const { inbox, toSession, toAbsent } = begin();
		inbox.hear(doorbell());
		expect(toSession.size()).to.equal(1);
		expect(toAbsent.size()).to.equal(0);
	});

	it("drops a copy of what is under way without reading it", () => {
		const { inbox, toSession, underWay, codes } = begin();
		underWay.add(command(1).id);
		expect(inbox.takePulled([command(1), command(1, { delta: 10_000 })])).to.equal(false);
		expect(toSession.size()).to.equal(0);
		expect(codes().size()).to.equal(0);
	});

	it("hands a command that names this server to the executor for absent players", () => {
		const { inbox, toAbsent } = begin();
		inbox.hear(doorbell({ userId: 777, to: "job-me" }));
		expect(toAbsent.size()).to.equal(1);
	});

	it("does nothing as a bystander", () => {
		const { ports, inbox, toSession, toAbsent, countPulls } = begin();
		inbox.hear(doorbell({ userId: 777 }));
		inbox.hear(doorbell({ userId: 777, to: "job-other" }));
		expect(toSession.size() + toAbsent.size()).to.equal(0);
		expect(countPulls()).to.equal(0);
		expect(ports.entries.calls).to.equal(0);
		expect(ports.log.lines.size()).to.equal(0);
	});

	for (const [name, text, code] of badMessages()) {
		it(`refuses ${name} with ${code}`, () => {
			const { inbox, toSession, toAbsent, codes } = begin();
			inbox.hear(text);
			expect(codes().join(" ")).to.equal(code);
			expect(toSession.size() + toAbsent.size()).to.equal(0);
			inbox.hear(doorbell());
			expect(toSession.size()).to.equal(1);
		});
	}

	it("does not even check what is for another server", () => {
		const { inbox, codes } = begin();
		inbox.hear(luauPlatform.encodeJson({ ...commandBody(command(1)), userId: 502, sig: "-" }));
		expect(codes().size()).to.equal(0);
	});

	it("counts what it refuses", () => {
		const { ports, inbox } = begin();
		inbox.hear("x");
		inbox.hear("y");
		expect(ports.log.find("command-refused")[1]?.fields.count).to.equal(2);
	});

	it("refuses a key it does not know", () => {
		const { inbox, codes, toSession } = begin();
		inbox.hear(doorbell({}, { keyId: "other", key: DOORBELL_KEY.key }));
		expect(codes().join(" ")).to.equal("unknown-key");
		expect(toSession.size()).to.equal(0);
	});

	it("refuses a copy older than ten minutes and a minute of skew, and takes one just within", () => {
		const { inbox, codes, toSession } = begin();
		inbox.hear(doorbell({ issuedAt: NOW - 661 }));
		expect(codes().join(" ")).to.equal("stale");
		inbox.hear(doorbell({ issuedAt: NOW - 660 }));
		expect(toSession.size()).to.equal(1);
	});

	it("refuses a copy from more than a minute ahead", () => {
		const { inbox, codes, toSession } = begin();
		inbox.hear(doorbell({ issuedAt: NOW + 61 }));
		expect(codes().join(" ")).to.equal("stale");
		inbox.hear(doorbell({ issuedAt: NOW + 60 }));
		expect(toSession.size()).to.equal(1);
	});

	it("checks pulled commands as it checks doorbells", () => {
		const { inbox, toSession, codes } = begin();
		const forged = { ...command(1), delta: 5_000 };
		expect(inbox.takePulled([forged])).to.equal(false);
		expect(codes().join(" ")).to.equal("bad-signature");
		expect(inbox.takePulled([command(1)])).to.equal(true);
		expect(toSession.size()).to.equal(1);
	});

	it("takes nothing while there is no session to verify by", () => {
		const { inbox, toSession } = begin(false);
		inbox.hear(doorbell());
		expect(toSession.size()).to.equal(0);
	});

	it("takes nothing once the server goes down", () => {
		const { inbox, toSession } = begin();
		inbox.close();
		inbox.hear(doorbell());
		inbox.takePulled([command(1)]);
		expect(toSession.size()).to.equal(0);
	});

	it("pulls for rings to this server, to a player here, and to everyone; for no others", () => {
		const { inbox, countPulls } = begin();
		inbox.hear(encodeRing(luauPlatform, { to: "job-me" }));
		inbox.hear(encodeRing(luauPlatform, { userId: USER }));
		inbox.hear(encodeRing(luauPlatform, {}));
		expect(countPulls()).to.equal(3);
		inbox.hear(encodeRing(luauPlatform, { to: "job-other" }));
		inbox.hear(encodeRing(luauPlatform, { userId: 777 }));
		expect(countPulls()).to.equal(3);
	});
};
