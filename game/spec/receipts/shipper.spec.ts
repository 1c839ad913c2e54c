/// <reference types="@rbxts/testez/globals" />
import { encodeBatch } from "../../server/receipts/receipt-batch";
import { Shipper } from "../../server/receipts/shipper";
import type { LinkProblem } from "../../server/link/companion-link";
import { decodeReceiptBatch, type ReceiptStatus, type ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import { fail, ok, type Result } from "../../../shared/result";
import { BORN, USER, walletAfter } from "../support/commands";
import { createFakePorts } from "../support/fake-ports";

function receipts(count: number): ReadonlyArray<ShippedReceipt> {
	return walletAfter(count).receipts.map((receipt) => ({ userId: USER, born: BORN, epoch: 1, receipt }));
}

interface Sent {
	readonly revisions: ReadonlyArray<number>;
	readonly body: string;
	readonly key: string;
}

/** How the companion answers: with a failure, so many times, or with this status for every receipt. */
interface Side {
	failure: LinkProblem | undefined;
	status: ReceiptStatus;
	failures: number;
}

function begin() {
	const ports = createFakePorts();
	const sent: Array<Sent> = [];
	const acked: Array<Readonly<Record<string, number>>> = [];
	const side: Side = { failure: undefined, status: "stored", failures: math.huge };
	const link = {
		postSignedAsync(route: string, body: string, key: string): Result<unknown, LinkProblem> {
			assert(route === "/log/transactions", "receipts go to the transaction log");
			const batch = decodeReceiptBatch(ports.platform, ports.platform.decodeJson(body));
			assert(batch.ok, "a batch is well-formed");
			const revisions = batch.value.receipts.map((item) => item.receipt.revision);
			sent.push({ revisions, body, key });
			if (side.failure !== undefined && side.failures > 0) {
				side.failures -= 1;
				return fail(side.failure);
			}
			const results = revisions.map((revision) => ({
				born: BORN,
				revision,
				status: side.status,
				code: "receipt-conflict",
			}));
			const newest = revisions[revisions.size() - 1] ?? 0;
			return ok({ results, acked: { [BORN]: newest } });
		},
	};
	const shipper = new Shipper(ports, link, (answer) => acked.push(answer));
	return { ports, sent, acked, side, shipper };
}

export = () => {
	it("ships what one step proved as one batch, named by the hash of its body", () => {
		const { ports, sent, acked, shipper } = begin();
		const all = receipts(3);
		for (const receipt of all) shipper.add([receipt]);
		ports.scheduler.advance(0);
		expect(sent.size()).to.equal(1);
		expect(sent[0]?.revisions.join(" ")).to.equal("1 2 3");
		expect(sent[0]?.key).to.equal(ports.platform.sha256(sent[0]?.body ?? ""));
		expect(acked[0]?.[BORN]).to.equal(3);
		expect(shipper.isIdle()).to.equal(true);
	});

	it("sends at most 50 receipts a batch", () => {
		const { ports, sent, shipper } = begin();
		shipper.add(receipts(120));
		ports.scheduler.advance(0);
		expect(sent.map((batch) => batch.revisions.size()).join(" ")).to.equal("50 50 20");
	});

	it("keeps a batch below its limit of bytes, and sends at least one receipt", () => {
		const { ports } = begin();
		const small = encodeBatch(ports.platform, receipts(40), 50, 2_000);
		expect(small.receipts.size() > 1).to.equal(true);
		expect(small.body.size() <= 2_000).to.equal(true);
		expect(encodeBatch(ports.platform, receipts(2), 50, 10).receipts.size()).to.equal(1);
	});

	it("takes each receipt once, however often it is given", () => {
		const { ports, sent, shipper } = begin();
		shipper.add(receipts(2));
		shipper.add(receipts(2));
		ports.scheduler.advance(0);
		expect(sent.size()).to.equal(1);
		expect(sent[0]?.revisions.size()).to.equal(2);
	});

	it("goes on for ever while the companion is away, and waits ever longer up to a minute", () => {
		const { ports, sent, side, shipper } = begin();
		side.failure = { kind: "unreachable" };
		shipper.add(receipts(1));
		ports.scheduler.advance(3_600);
		expect(sent.size() > 60).to.equal(true);
		expect(sent.size() < 100).to.equal(true);
		side.failure = undefined;
		ports.scheduler.advance(60);
		expect(shipper.isIdle()).to.equal(true);
	});

	it("counts a receipt the audit has already as shipped", () => {
		const { ports, side, shipper } = begin();
		side.status = "deduped";
		shipper.add(receipts(1));
		ports.scheduler.advance(0);
		expect(shipper.isIdle()).to.equal(true);
		expect(ports.log.lines.size()).to.equal(0);
	});

	it("raises an alarm for a receipt the audit refuses, and lets the others through", () => {
		const { ports, side, shipper } = begin();
		side.status = "refused";
		shipper.add(receipts(1));
		ports.scheduler.advance(0);
		expect(ports.log.find("receipt-refused")[0]?.level).to.equal("alarm");
		expect(shipper.isIdle()).to.equal(true);
	});

	it("narrows a batch the companion cannot read until one receipt stands alone", () => {
		const { ports, sent, side, shipper } = begin();
		side.failure = { kind: "refused", status: 400, code: "malformed" };
		side.failures = 3;
		shipper.add(receipts(4));
		ports.scheduler.advance(60);
		expect(sent.map((batch) => batch.revisions.size()).join(" ")).to.equal("4 2 1 1 2");
		expect(ports.log.find("receipt-refused").size()).to.equal(1);
		expect(shipper.isIdle()).to.equal(true);
	});

	it("drops nothing when the session has to be renewed or the address is wrong", () => {
		for (const status of [401, 403, 404]) {
			const { ports, side, shipper } = begin();
			side.failure = { kind: "refused", status, code: "" };
			side.failures = 5;
			shipper.add(receipts(1));
			ports.scheduler.advance(300);
			expect(ports.log.find("receipt-refused").size()).to.equal(0);
			expect(shipper.isIdle()).to.equal(true);
		}
	});
};
