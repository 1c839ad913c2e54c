import { expect, test } from "bun:test";
import fc from "fast-check";
import { join } from "node:path";
import { makeTempFolder } from "./testing/temp-folder";
import { ModelGame } from "./testing/model-game";
import { changeRequest, startTestCompanion, type TestCompanion } from "./testing/test-companion";
import { startTestServer, type TestServer } from "./testing/test-server";

const PLAYERS = [71, 72, 73];

type Step =
	| { readonly kind: "submit"; readonly number: number; readonly player: number; readonly delta: number }
	| { readonly kind: "beat"; readonly present: boolean; readonly answer: "taken" | "lost" | "taken twice" }
	| { readonly kind: "ship"; readonly count: number; readonly answer: "taken" | "lost" }
	| { readonly kind: "earn"; readonly player: number }
	| { readonly kind: "crash of the server" }
	| { readonly kind: "restart of the companion" }
	| { readonly kind: "wait"; readonly seconds: number };

const player = fc.constantFrom(...PLAYERS);
const step: fc.Arbitrary<Step> = fc.oneof(
	// Few numbers, so that ids come again: as repeats with the same amount, as conflicts with another.
	fc.record({ kind: fc.constant("submit"), number: fc.nat(12), player, delta: fc.constantFrom(-20, 10, 30) }),
	fc.record({
		kind: fc.constant("beat"),
		present: fc.boolean(),
		answer: fc.constantFrom("taken", "lost", "taken twice"),
	}),
	fc.record({
		kind: fc.constant("ship"),
		count: fc.integer({ min: 1, max: 4 }),
		answer: fc.constantFrom("taken", "lost"),
	}),
	fc.record({ kind: fc.constant("earn"), player }),
	fc.constant({ kind: "crash of the server" }),
	fc.constant({ kind: "restart of the companion" }),
	fc.record({ kind: fc.constant("wait"), seconds: fc.constantFrom(1, 30, 70) }),
);

/** One companion on a file, one server, and the stored wallets, driven through the steps of a story. */
class Story {
	readonly game = new ModelGame();
	readonly accepted = new Set<string>();
	private readonly path = join(makeTempFolder(), "purser.sqlite");
	private jobs = 0;
	private lives = 0;
	private world: TestCompanion = this.startCompanion();
	private server: TestServer | undefined;

	private startCompanion(time?: TestCompanion["time"]): TestCompanion {
		return startTestCompanion({
			path: this.path,
			time,
			life: (this.lives += 1),
			config: { commandLifetimeSeconds: 60 },
		});
	}

	private nowSeconds(): number {
		return Math.floor(this.world.time.clock.now() / 1000);
	}

	async take(step: Step): Promise<void> {
		switch (step.kind) {
			case "submit":
				return this.submit(step.number, step.player, step.delta);
			case "beat":
				await this.beat(step.present ? PLAYERS : [], step.answer);
				return;
			case "ship":
				return this.ship(step.count, step.answer === "taken");
			case "earn":
				return this.game.earn(step.player, `made-by-game-${step.player}`, this.nowSeconds());
			case "crash of the server":
				this.server = undefined;
				return this.game.shipAgainFromStore();
			case "restart of the companion":
				return this.restart();
			case "wait":
				return this.world.time.advance(step.seconds * 1000);
		}
	}

	private async submit(number: number, userId: number, delta: number): Promise<void> {
		const id = `txn:900:${number}`;
		const request = changeRequest({ id, userId, delta });
		const { kind } = await this.world.settled(this.world.companion.ledger.submit(request));
		expect(kind === "accepted").toBe(!this.accepted.has(id));
		this.accepted.add(id);
	}

	private async beat(players: readonly number[], answer: "taken" | "lost" | "taken twice"): Promise<boolean> {
		this.server ??= await startTestServer(this.world, `job-${(this.jobs += 1)}`);
		const notes = this.game.takeNotes();
		const { commands, acked } = await this.server.beat({ players, wallets: this.game.held(players), notes });
		if (answer === "lost") return commands.length > 0;
		for (const command of commands) this.game.take(command, this.nowSeconds());
		if (answer === "taken twice") for (const command of commands) this.game.take(command, this.nowSeconds());
		this.game.acknowledge(acked);
		return commands.length > 0;
	}

	private async ship(countMax: number, isAnswerTaken: boolean): Promise<void> {
		const receipts = this.game.takeReceipts(countMax);
		if (this.server === undefined || receipts.length === 0) return;
		const { acked, results } = await this.server.ship(receipts);
		expect(results.filter(({ status }) => status === "refused")).toEqual([]);
		if (isAnswerTaken) this.game.acknowledge(acked);
	}

	private restart(): void {
		const { time } = this.world;
		this.stop();
		this.world = this.startCompanion(time);
		// The model's beats go on where they were; only the handle that sends them belongs to one companion.
		this.server = undefined;
	}

	/** Faults end: everything open is handed out, applied, shipped and acknowledged. */
	async heal(): Promise<void> {
		for (let round = 0; round < 20; round += 1) {
			// As long as between two regular heartbeats: each of them brings all that is open.
			await this.world.time.advance(10_000);
			const hadWork = await this.beat(PLAYERS, "taken");
			this.game.shipAgainFromStore();
			for (let batch = 0; batch < 10; batch += 1) await this.ship(50, true);
			if (!hadWork) return;
		}
		throw new Error("commands stay open though no fault is left");
	}

	async check(): Promise<void> {
		for (const id of this.accepted) {
			const command = await this.world.settled(this.world.companion.ledger.find(id));
			const applied = this.game.appliedTimes.get(id) ?? 0;
			expect([id, command?.state === "committed", command?.settledAt !== undefined]).toEqual([id, applied === 1, true]);
			expect(applied).toBeLessThanOrEqual(1);
		}
		for (const [userId, wallet] of this.game.wallets) {
			const rows = this.world.companion.auditReader.list({ userId, limit: 100 })?.rows ?? [];
			expect(rows.map((row) => row.revision)).toEqual(
				Array.from({ length: wallet.revision }, (_, index) => wallet.revision - index),
			);
			expect(rows.reduce((sum, row) => sum + row.delta, 0)).toBe(wallet.balance);
			expect(wallet.acked).toBe(wallet.revision);
		}
		expect(this.world.alarms()).toEqual([]);
	}

	stop(): void {
		this.world.companion.stop();
		this.world.database.close();
	}
}

test("whatever is lost, repeated or restarted, each command takes effect once and the audit has every receipt", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
			const story = new Story();
			try {
				for (const one of steps) await story.take(one);
				await story.heal();
				await story.check();
			} finally {
				story.stop();
			}
		}),
		{ numRuns: 60, seed: 20_260_101 },
	);
}, 60_000);
