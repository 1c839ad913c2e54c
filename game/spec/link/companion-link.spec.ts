/// <reference types="@rbxts/testez/globals" />
import { CompanionLink } from "../../server/link/companion-link";
import { Backoff } from "../../server/link/backoff";
import { NOW } from "../support/commands";
import { FakeCompanion, isWellSigned, SERVER_KEY } from "../support/fake-companion";
import { createFakePorts, PLAIN_SETTINGS } from "../support/fake-ports";

const ADDRESS = { origin: "https://purser.example", prefix: "" };

function begin(settings = PLAIN_SETTINGS) {
	const ports = createFakePorts(settings);
	const companion = new FakeCompanion();
	ports.http.answer = (request) => companion.answer(request);
	return { ports, companion, link: new CompanionLink(ports, ADDRESS) };
}

export = () => {
	it("introduces itself with the bearer token and signs from then on", () => {
		const { ports, link, companion } = begin();
		link.start();
		companion.refusal = { status: 503, body: "" };
		expect(ports.http.requests[0]?.headers.authorization).to.equal("Bearer game-secret");
		expect(link.hasSession()).to.equal(true);
		expect(link.postSignedAsync("/log/transactions", '{"receipts":[]}', "abc").ok).to.equal(false);
		const request = ports.http.requests[1];
		assert(request !== undefined, "a request went out");
		expect(request.headers.authorization).to.equal(undefined);
		expect(request.headers["idempotency-key"]).to.equal("abc");
		expect(isWellSigned(request, "/log/transactions")).to.equal(true);
	});

	it("signs its introduction with the shared secret where there is no bearer token", () => {
		const signing = { keyId: "default", key: string.rep("h", 40) };
		const { ports, link } = begin({ ...PLAIN_SETTINGS, credentials: { kind: "shared-secret", signing } });
		link.start();
		const request = ports.http.requests[0];
		assert(request !== undefined, "a request went out");
		expect(request.headers["x-key-id"]).to.equal("default");
		expect(isWellSigned(request, "/game/session", signing.key)).to.equal(true);
		expect(isWellSigned(request, "/game/session", SERVER_KEY)).to.equal(false);
	});

	it("judges time by the companion's clock", () => {
		const { ports, link, companion } = begin();
		companion.now = NOW + 5_000;
		link.start();
		expect(link.clock.now()).to.equal(NOW + 5_000);
		ports.scheduler.advance(30);
		expect(link.clock.now()).to.equal(NOW + 5_030);
	});

	it("knocks for ever while the companion is away", () => {
		const { ports, link, companion } = begin();
		companion.isReachable = false;
		link.start();
		ports.scheduler.advance(7_200);
		expect(link.hasSession()).to.equal(false);
		expect(link.postSignedAsync("/game/heartbeat", "{}").ok).to.equal(false);
		companion.isReachable = true;
		ports.scheduler.advance(61);
		expect(link.hasSession()).to.equal(true);
		expect(ports.log.find("companion-out-of-reach").size()).to.equal(1);
		expect(ports.log.find("companion-reached-again").size()).to.equal(1);
	});

	it("tells a refusal once and keeps asking slowly", () => {
		const { ports, link, companion } = begin();
		companion.refusal = { status: 409, body: '{"code":"store-mismatch"}' };
		link.start();
		ports.scheduler.advance(1_200);
		const told = ports.log.find("companion-refused-session");
		expect(told.size()).to.equal(1);
		expect(told[0]?.fields.code).to.equal("store-mismatch");
		expect(ports.http.requests.size() < 15).to.equal(true);
		companion.refusal = undefined;
		ports.scheduler.advance(150);
		expect(link.hasSession()).to.equal(true);
	});

	it("asks for a new session when a signed request is not accepted any more", () => {
		const { link, companion } = begin();
		link.start();
		companion.refusal = { status: 401, body: '{"code":"unauthorized"}' };
		link.postSignedAsync("/game/heartbeat", "{}");
		expect(link.hasSession()).to.equal(false);
		expect(companion.knocks).to.equal(1);
	});

	it("renews its session before the key expires", () => {
		const { ports, link, companion } = begin();
		link.start();
		ports.scheduler.advance(20_999);
		expect(companion.knocks).to.equal(1);
		ports.scheduler.advance(2);
		expect(companion.knocks).to.equal(2);
	});

	it("sends nothing where no companion is set", () => {
		const { ports } = begin();
		const link = new CompanionLink(ports, undefined);
		link.start();
		const answer = link.postSignedAsync("/game/heartbeat", "{}");
		expect(!answer.ok && answer.error.kind).to.equal("no-session");
		expect(ports.http.requests.size()).to.equal(0);
	});

	it("waits ever longer between failures, with spread, and starts over after a success", () => {
		const backoff = new Backoff(createFakePorts().random, 1, 60);
		const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(() => backoff.nextSeconds());
		expect(waits.join(" ")).to.equal("0.75 1.5 3 6 12 24 45 45");
		backoff.reset();
		expect(backoff.nextSeconds()).to.equal(0.75);
	});
};
