/// <reference types="@rbxts/testez/globals" />
import { CompanionLink } from "../../server/link/companion-link";
import { HeartbeatLoop } from "../../server/link/heartbeat";
import { Notes } from "../../server/link/notes";
import { BODY_BYTES_MAX } from "../../../shared/limits";
import type { CommandNote, HeldWallet } from "../../../shared/protocol/heartbeat";
import { USER } from "../support/commands";
import { FakeCompanion } from "../support/fake-companion";
import { createFakePorts } from "../support/fake-ports";

const NOTE: CommandNote = { commandId: "txn:g:1", userId: USER, seq: 1, code: "gap" };

function noOneElse(): { players: ReadonlyArray<number>; wallets: ReadonlyArray<HeldWallet> } {
	return { players: [USER], wallets: [] };
}

function begin() {
	const ports = createFakePorts();
	const companion = new FakeCompanion();
	ports.http.answer = (request) => companion.answer(request);
	const link = new CompanionLink(ports, { origin: "https://purser.example", prefix: "" });
	link.start();
	const notes = new Notes(ports.clock, () => heartbeat.requestSoon());
	const side = { gotNew: false };
	const present = noOneElse();
	const heartbeat = new HeartbeatLoop(ports, link, notes, {
		presence() {
			return { ...present, subscribed: true, closing: false };
		},
		take() {
			return side.gotNew;
		},
	});
	return { ports, companion, notes, side, present, heartbeat };
}

function manyWallets(count: number): ReadonlyArray<HeldWallet> {
	const wallets: Array<HeldWallet> = [];
	for (const index of $range(1, count)) {
		const life = { born: string.rep("b", 36), epoch: 1, lastSeq: 123_456, revision: 123_456, acked: 123_456 };
		wallets.push({ userId: 9_000_000_000 + index, ...life });
	}
	return wallets;
}

export = () => {
	it("names every wallet of a server of 700 players within a few beats, each within a body's limit", () => {
		const { ports, companion, present, heartbeat } = begin();
		present.wallets = manyWallets(700);
		present.players = present.wallets.map((wallet) => wallet.userId);
		for (const userId of present.players) ports.players.names.set(userId, `roblox_user_${userId}`);
		heartbeat.requestSoon();
		ports.scheduler.advance(45);
		const named = new Set<number>();
		for (const beat of companion.beats) for (const wallet of beat.wallets) named.add(wallet.userId);
		expect(named.size()).to.equal(700);
		const longest = ports.http.requests.map((request) => request.body.size()).reduce((a, b) => math.max(a, b), 0);
		expect(longest < BODY_BYTES_MAX - 60 * 250).to.equal(true);
	});

	it("beats about every ten seconds with a growing number", () => {
		const { ports, companion, heartbeat } = begin();
		heartbeat.requestSoon();
		ports.scheduler.advance(35);
		expect(companion.beats.map((beat) => beat.beat).join(" ")).to.equal("1 2 3 4");
		expect(companion.beats[0]?.players.join(" ")).to.equal(`${USER}`);
	});

	it("makes one beat of many reasons at once", () => {
		const { ports, companion, heartbeat } = begin();
		for (const _ of $range(1, 20)) heartbeat.requestSoon();
		ports.scheduler.advance(0);
		for (const _ of $range(1, 20)) heartbeat.requestSoon();
		ports.scheduler.advance(1);
		expect(companion.beats.size()).to.equal(2);
	});

	describe("names", () => {
		/** Who was named in which beat: `1:Ava,2:Ben` for each. */
		function said(companion: FakeCompanion): string {
			const beats = companion.beats.map((beat) => beat.names.map(({ userId, name }) => `${userId}:${name}`).join(","));
			return beats.join(" | ");
		}

		function beginWith(names: ReadonlyArray<readonly [number, string]>) {
			const scene = begin();
			for (const [userId, name] of names) scene.ports.players.names.set(userId, name);
			scene.present.players = names.map(([userId]) => userId);
			const beat = () => {
				scene.heartbeat.requestSoon();
				scene.ports.scheduler.advance(0.3);
			};
			return { ...scene, beat };
		}

		it("says what a player is called once, and again when he comes again", () => {
			const { companion, present, beat } = beginWith([
				[1, "Ava"],
				[2, "Ben_2"],
			]);
			beat();
			beat();
			present.players = [2];
			beat();
			present.players = [1, 2];
			beat();
			expect(said(companion)).to.equal("1:Ava,2:Ben_2 |  |  | 1:Ava");
		});

		it("says a name again when the beat was lost, but not that of a player who left", () => {
			const { companion, present, beat } = beginWith([
				[1, "Ava"],
				[2, "Ben"],
			]);
			companion.isReachable = false;
			beat();
			present.players = [2];
			companion.isReachable = true;
			beat();
			expect(said(companion)).to.equal("2:Ben");
		});

		it("says all of them again to a companion that opens a new session", () => {
			const { ports, companion, beat } = beginWith([[1, "Ava"]]);
			beat();
			companion.refusal = { status: 401, body: `{"code":"unknown-server"}` };
			beat();
			companion.refusal = undefined;
			ports.scheduler.advance(130);
			beat();
			expect(companion.beats[companion.beats.size() - 1]?.names.size()).to.equal(0);
			expect(string.match(said(companion), "Ava.*Ava")[0]).to.be.ok();
		});

		it("leaves out what no player of Roblox is called, and who the engine does not know", () => {
			const { companion, present, beat } = beginWith([
				[1, "A b"],
				[2, ""],
				[3, string.rep("a", 33)],
				[4, "<b>"],
				[5, "Eli"],
			]);
			present.players = [...present.players, 6];
			beat();
			expect(said(companion)).to.equal("5:Eli");
		});

		it("names a full server over a few beats", () => {
			const names: Array<readonly [number, string]> = [];
			for (const userId of $range(1, 120)) names.push([userId, `Player_${userId}`]);
			const { companion, beat } = beginWith(names);
			for (const _ of $range(1, 4)) beat();
			expect(companion.beats.map((taken) => taken.names.size()).join(" ")).to.equal("50 50 20 0");
		});
	});

	it("carries notes at once, and again when the beat was lost", () => {
		const { ports, companion, notes } = begin();
		companion.isReachable = false;
		notes.add(NOTE);
		ports.scheduler.advance(1);
		companion.isReachable = true;
		ports.scheduler.advance(10);
		expect(companion.beats[0]?.notes[0]?.code).to.equal("gap");
		ports.scheduler.advance(10);
		expect(companion.beats[1]?.notes.size()).to.equal(0);
	});

	it("does not hurry to say the same note again", () => {
		const { ports, companion, notes } = begin();
		notes.add(NOTE);
		ports.scheduler.advance(0);
		for (const _ of $range(1, 20)) {
			notes.add(NOTE);
			ports.scheduler.advance(0.2);
		}
		expect(companion.beats.size()).to.equal(1);
		ports.scheduler.advance(10);
		expect(companion.beats[1]?.notes.size()).to.equal(1);
	});

	it("pulls on at once while the answers bring something new", () => {
		const { ports, companion, side, heartbeat } = begin();
		companion.more = true;
		side.gotNew = true;
		heartbeat.requestSoon();
		ports.scheduler.advance(1);
		expect(companion.beats.size() >= 5).to.equal(true);
	});

	it("waits for receipts to arrive when more waits but nothing new came", () => {
		const { ports, companion, heartbeat } = begin();
		companion.more = true;
		heartbeat.requestSoon();
		ports.scheduler.advance(5);
		expect(companion.beats.size()).to.equal(1);
		heartbeat.onShipped();
		ports.scheduler.advance(1);
		expect(companion.beats.size()).to.equal(2);
	});

	it("is not silenced by a request that never comes back", () => {
		const { ports, companion, heartbeat } = begin();
		const answer = ports.http.answer;
		ports.http.answer = () => {
			coroutine.yield();
			return undefined;
		};
		heartbeat.requestSoon();
		ports.scheduler.advance(30);
		ports.http.answer = answer;
		expect(companion.beats.size()).to.equal(0);
		ports.scheduler.advance(60);
		expect(companion.beats.size() > 0).to.equal(true);
	});
};
