/// <reference types="@rbxts/testez/globals" />
import { AbsentExecutor } from "../../server/inbox/absent-executor";
import type { SignedCommand } from "../../../shared/protocol/command";
import { decodeWallet } from "../../../shared/wallet/wallet-codec";
import type { Wallet } from "../../../shared/wallet/wallet";
import { command, NOW, walletAfter } from "../support/commands";
import { createFakePorts } from "../support/fake-ports";
import { WalletLog } from "../support/wallet-log";

const KEY = "Player_501";
const LOCK = { job: "job-dead", loads: 3, updated: NOW - 300 };

function begin() {
	const ports = createFakePorts();
	const said = new WalletLog(ports.scheduler);
	const handedOver: Array<SignedCommand> = [];
	const here = { isPresent: false, isReleasing: false };
	const executor = new AbsentExecutor(ports, said, {
		take(taken) {
			handedOver.push(taken);
			return true;
		},
		has() {
			return here.isPresent;
		},
		isReleasing() {
			return here.isReleasing;
		},
	});
	return { ports, said, handedOver, here, executor };
}

type Ports = ReturnType<typeof begin>["ports"];

function entryOf(wallet: Wallet, meta: object = {}) {
	return {
		Data: { wallet, pet: "cat" },
		MetaData: { ProfileCreateTime: 1, SessionLoadCount: 3, MetaTags: {}, LastUpdate: LOCK.updated, ...meta },
		GlobalUpdates: [2, []],
		UserIds: [501],
	};
}

function storedField(ports: Ports, name: string): unknown {
	const entry = ports.entries.values.get(KEY);
	return typeIs(entry, "table") ? new Map(pairsOf(entry)).get(name) : undefined;
}

function pairsOf(value: object): Array<[unknown, unknown]> {
	const list: Array<[unknown, unknown]> = [];
	for (const [key, item] of pairs(value)) list.push([key, item]);
	return list;
}

function inside(value: unknown, name: string): unknown {
	return typeIs(value, "table") ? new Map(pairsOf(value)).get(name) : undefined;
}

function storedWallet(ports: Ports): Wallet | undefined {
	const decoded = decodeWallet(ports.platform, inside(storedField(ports, "Data"), "wallet"));
	return decoded.ok ? decoded.value : undefined;
}

export = () => {
	describe("on an entry without a lock", () => {
		it("applies what waits and leaves no lock behind", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1)), [501]);
			executor.take(command(2, { acked: 1 }));
			expect(storedWallet(ports)?.balance).to.equal(20);
			expect(inside(storedField(ports, "MetaData"), "ActiveSession")).to.equal(undefined);
			expect(said.provedRevisions.join(" ")).to.equal("2");
			expect(ports.entries.calls).to.equal(1);
		});

		it("keeps everything else of the entry and its user ids", () => {
			const { ports, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1)), [501]);
			executor.take(command(2));
			expect(inside(storedField(ports, "Data"), "pet")).to.equal("cat");
			expect(inside(storedField(ports, "MetaData"), "SessionLoadCount")).to.equal(3);
			expect(inside(storedField(ports, "GlobalUpdates"), "missing")).to.equal(undefined);
			expect(ports.entries.userIds.get(KEY)?.join(" ")).to.equal("501");
		});

		it("answers a settled command from its receipt without writing", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(2)));
			executor.take(command(2, { acked: 2 }));
			expect(storedWallet(ports)?.revision).to.equal(2);
			expect(said.shippedAgain.includes(2)).to.equal(true);
			expect(said.provedRevisions.size()).to.equal(0);
		});

		it("refuses what the wallet does not hold, with a stored receipt", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1)));
			executor.take(command(2, { delta: -11 }));
			expect(storedWallet(ports)?.balance).to.equal(10);
			expect(said.provedReceipts[0]?.code).to.equal("insufficient-funds");
		});

		it("notes a gap with the wallet as it is stored", () => {
			const { said, ports, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1)));
			executor.take(command(3));
			expect(said.noteCodes()).to.equal("gap");
			expect(said.notes[0]?.wallet?.lastSeq).to.equal(1);
			expect(storedWallet(ports)?.revision).to.equal(1);
		});

		it("reports only the run that was stored when another server wrote in between", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1)));
			ports.entries.interfere = () => ports.entries.put(KEY, entryOf(walletAfter(2)));
			executor.take(command(2, { acked: 2 }));
			expect(said.provedRevisions.size()).to.equal(0);
			expect(said.shippedAgain.includes(2)).to.equal(true);
			expect(storedWallet(ports)?.revision).to.equal(2);
		});
	});

	describe("on no entry", () => {
		it("makes one for someone who never joined, with his user id and the three parts ProfileService asks for", () => {
			const { ports, said, executor } = begin();
			executor.take(command(1, { create: true }));
			expect(storedWallet(ports)?.balance).to.equal(10);
			expect(said.provedRevisions.join(" ")).to.equal("1");
			expect(ports.entries.userIds.get(KEY)?.join(" ")).to.equal("501");
			expect(typeIs(storedField(ports, "MetaData"), "table")).to.equal(true);
			expect(typeIs(storedField(ports, "GlobalUpdates"), "table")).to.equal(true);
			expect(inside(storedField(ports, "MetaData"), "SessionLoadCount")).to.equal(0);
		});

		it("makes none for a command that may not", () => {
			const { ports, said, executor } = begin();
			executor.take(command(1));
			expect(said.noteCodes()).to.equal("no-wallet");
			expect(ports.entries.values.isEmpty()).to.equal(true);
		});

		it("keeps gifts that wait for someone who never joined", () => {
			const { ports, executor } = begin();
			ports.entries.put(KEY, { GlobalUpdates: [5, []] });
			executor.take(command(1, { create: true }));
			expect(storedWallet(ports)?.balance).to.equal(10);
			const updates = ports.platform.asList(storedField(ports, "GlobalUpdates"));
			expect(updates?.[0]).to.equal(5);
		});

		it("drops copies of what it has in hand", () => {
			const { ports, here, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1)), [501]);
			here.isReleasing = true;
			executor.take(command(2));
			expect(executor.awaits(command(2))).to.equal(true);
			expect(executor.awaits(command(3))).to.equal(false);
			here.isReleasing = false;
			ports.scheduler.advance(1);
			expect(executor.awaits(command(2))).to.equal(false);
		});

		it("leaves an entry alone that ProfileService would take for damaged", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, { Data: {} });
			executor.take(command(1, { create: true }));
			expect(said.noteCodes()).to.equal("wallet-unreadable");
			expect(ports.log.find("wallet-unreadable").size()).to.equal(1);
			expect(storedField(ports, "MetaData")).to.equal(undefined);
		});
	});

	describe("on an entry with a lock", () => {
		const locked = () => entryOf(walletAfter(1), { ActiveSession: [11, LOCK.job] });

		it("changes nothing and says whose lock it is", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, locked());
			executor.take(command(2));
			expect(storedWallet(ports)?.revision).to.equal(1);
			expect(said.noteCodes()).to.equal("held");
			expect(said.notes[0]?.lock?.job).to.equal(LOCK.job);
			expect(said.notes[0]?.lock?.loads).to.equal(LOCK.loads);
			expect(said.notes[0]?.lock?.updated).to.equal(LOCK.updated);
		});

		it("is looked at once in three seconds, however many commands come, and then for all of them", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, locked());
			executor.take(command(2));
			expect(executor.take(command(2))).to.equal(true);
			expect(executor.awaits(command(2))).to.equal(true);
			executor.take(command(3));
			ports.scheduler.advance(2.9);
			expect(ports.entries.calls).to.equal(1);
			ports.entries.put(KEY, entryOf(walletAfter(1)));
			ports.scheduler.advance(0.1);
			expect(ports.entries.calls).to.equal(2);
			expect(storedWallet(ports)?.revision).to.equal(3);
			expect(said.noteCodes()).to.equal("held");
		});

		it("hands the commands to the session of a player who came meanwhile", () => {
			const { ports, said, handedOver, here, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1), { ActiveSession: [11, "job-me"] }));
			here.isPresent = true;
			executor.take(command(2));
			expect(handedOver.size()).to.equal(1);
			expect(said.notes.size()).to.equal(0);
		});

		it("clears exactly the lock the command names as dead, and leaves a joiner's claim", () => {
			const { ports, executor } = begin();
			const claim = { ActiveSession: [11, LOCK.job], ForceLoadSession: [11, "job-joining"] };
			ports.entries.put(KEY, entryOf(walletAfter(1), claim));
			executor.take(command(2, { breakLock: LOCK }));
			expect(storedWallet(ports)?.balance).to.equal(20);
			expect(inside(storedField(ports, "MetaData"), "ActiveSession")).to.equal(undefined);
			expect(typeIs(inside(storedField(ports, "MetaData"), "ForceLoadSession"), "table")).to.equal(true);
		});

		it("breaks no lock that was renewed since", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, locked());
			executor.take(command(2, { breakLock: { ...LOCK, updated: LOCK.updated - 30 } }));
			expect(storedWallet(ports)?.revision).to.equal(1);
			expect(said.noteCodes()).to.equal("held");
		});

		it("waits for its own final save instead of meeting its own lock", () => {
			const { ports, said, here, executor } = begin();
			ports.entries.put(KEY, locked());
			here.isReleasing = true;
			executor.take(command(2));
			ports.scheduler.advance(7);
			expect(ports.entries.calls).to.equal(0);
			ports.entries.put(KEY, entryOf(walletAfter(1)));
			here.isReleasing = false;
			ports.scheduler.advance(1);
			expect(storedWallet(ports)?.balance).to.equal(20);
			expect(said.notes.size()).to.equal(0);
		});

		it("breaks no lock it is giving back itself", () => {
			const { ports, said, here, executor } = begin();
			ports.entries.put(KEY, locked());
			here.isReleasing = true;
			executor.take(command(2, { breakLock: LOCK }));
			ports.scheduler.advance(20);
			expect(said.noteCodes()).to.equal("held");
		});
	});

	describe("when the data store does not answer", () => {
		it("says that nothing is known, whether it wrote or not", () => {
			for (const mode of ["fail-written", "fail-unwritten"] as const) {
				const { ports, said, executor } = begin();
				ports.entries.put(KEY, entryOf(walletAfter(1)));
				ports.entries.mode = mode;
				executor.take(command(2));
				expect(said.noteCodes()).to.equal("store-unavailable");
				expect(said.provedRevisions.size()).to.equal(0);
			}
		});

		it("settles once when the same command comes again after a write whose answer was lost", () => {
			const { ports, said, executor } = begin();
			ports.entries.put(KEY, entryOf(walletAfter(1)));
			ports.entries.mode = "fail-written";
			executor.take(command(2, { acked: 1 }));
			ports.entries.mode = "answer";
			executor.take(command(2, { acked: 1 }));
			expect(storedWallet(ports)?.balance).to.equal(20);
			expect(said.shippedAgain.includes(2)).to.equal(true);
		});
	});
};
