import { expect, test } from "bun:test";
import fc from "fast-check";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { SignedCommand } from "../shared/protocol/command";
import { createBackupFiles } from "./backup/backup-files";
import { openDatabase } from "./database/open-database";
import { runRestore } from "./fence/restore-program";
import { createFakeRoblox } from "./testing/fake-roblox";
import { ModelGame } from "./testing/model-game";
import { makeTempFolder } from "./testing/temp-folder";
import { changeRequest, startTestCompanion, type TestCompanion } from "./testing/test-companion";
import { startTestServer, type TestServer } from "./testing/test-server";

const PLAYERS = [71, 72];
const BACKUP_EVERY_SECONDS = 60;

type Step =
	| { readonly kind: "submit"; readonly number: number }
	| { readonly kind: "beat"; readonly loses: "nothing" | "commands" | "keeps for later" }
	| { readonly kind: "old envelopes arrive" }
	| { readonly kind: "ship"; readonly count: number }
	| { readonly kind: "earn"; readonly player: number }
	| { readonly kind: "crash of the server" }
	| { readonly kind: "backup" }
	| { readonly kind: "restore of the newest backup" };

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ kind: fc.constant("submit"), number: fc.nat(30) }) },
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant("beat"),
			loses: fc.constantFrom("nothing", "nothing", "commands", "keeps for later"),
		}),
	},
	{ weight: 2, arbitrary: fc.constant({ kind: "old envelopes arrive" }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant("ship"), count: fc.integer({ min: 1, max: 5 }) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("earn"), player: fc.constantFrom(...PLAYERS) }) },
	{ weight: 1, arbitrary: fc.constant({ kind: "crash of the server" }) },
	{ weight: 2, arbitrary: fc.constant({ kind: "backup" }) },
	{ weight: 2, arbitrary: fc.constant({ kind: "restore of the newest backup" }) },
);

/** One store, one server, the stored wallets, and a companion whose database is now and then lost for a backup. */
class Story {
	readonly game = new ModelGame();
	private readonly folder = makeTempFolder();
	private readonly roblox = createFakeRoblox();
	private path = join(this.folder, "first.sqlite");
	private lives = 0;
	private jobs = 0;
	private server: TestServer | undefined;
	private late: SignedCommand[] = [];
	private readonly asked = new Set<number>();
	private world: TestCompanion = this.start();

	private start(time?: TestCompanion["time"]): TestCompanion {
		return startTestCompanion({
			path: this.path,
			time,
			life: (this.lives += 1),
			roblox: this.roblox,
			backups: createBackupFiles(join(this.folder, "backups"), 3),
			config: { fence: true, backupEverySeconds: BACKUP_EVERY_SECONDS },
		});
	}

	async begin(): Promise<void> {
		await this.world.time.advance(1_000);
	}

	private nowSeconds(): number {
		return Math.floor(this.world.time.clock.now() / 1000);
	}

	async take(step: Step): Promise<void> {
		switch (step.kind) {
			case "submit":
				this.asked.add(step.number);
				return await this.submit(step.number);
			case "beat":
				await this.beat(step.loses);
				return;
			case "old envelopes arrive":
				for (const command of this.late.splice(0)) this.game.take(command, this.nowSeconds());
				return;
			case "ship":
				return await this.ship(step.count);
			case "earn":
				return this.game.earn(step.player, `made-by-game-${step.player}`, this.nowSeconds());
			case "crash of the server":
				this.server = undefined;
				return this.game.shipAgainFromStore();
			case "backup":
				return await this.backUp();
			case "restore of the newest backup":
				return await this.restore();
		}
	}

	private async submit(number: number): Promise<void> {
		const userId = PLAYERS[number % PLAYERS.length];
		const delta = number % 3 === 0 ? -20 : 10 + number;
		const request = changeRequest({ id: `txn:900:${number}`, userId, delta });
		const { kind } = await this.world.settled(this.world.companion.ledger.submit(request));
		expect(["accepted", "repeat"]).toContain(kind);
	}

	private async beat(loses: "nothing" | "commands" | "keeps for later"): Promise<boolean> {
		this.server ??= await startTestServer(this.world, `job-${(this.jobs += 1)}`);
		const notes = this.game.takeNotes();
		const { commands, acked } = await this.server.beat({ players: PLAYERS, wallets: this.game.held(PLAYERS), notes });
		this.game.acknowledge(acked);
		this.game.evictAcknowledged();
		if (loses === "keeps for later") this.late.push(...commands);
		if (loses === "nothing") for (const command of commands) this.game.take(command, this.nowSeconds());
		for (const [key, entry] of this.game.entries()) this.roblox.entries.set(key, entry);
		return commands.length > 0;
	}

	private async ship(countMax: number): Promise<void> {
		if (this.server === undefined) return;
		const receipts = this.game.takeReceipts(countMax);
		if (receipts.length === 0) return;
		const { acked, results } = await this.server.ship(receipts);
		expect(results.filter(({ status }) => status === "refused")).toEqual([]);
		this.game.acknowledge(acked);
		this.game.evictAcknowledged();
	}

	private async backUp(): Promise<void> {
		await this.world.time.advance((BACKUP_EVERY_SECONDS + 1) * 1_000);
	}

	private async restore(): Promise<void> {
		const { time } = this.world;
		this.stop();
		const names = readdirSync(join(this.folder, "backups")).toSorted();
		this.path = join(this.folder, `restored-${this.lives}.sqlite`);
		copyFileSync(join(this.folder, "backups", names.at(-1) ?? ""), this.path);
		const database = openDatabase(this.path);
		const random = { hex: () => "r", fraction: () => 0.5 };
		const ports = { ...time, fetch: this.roblox.fetch, database, random, log: () => undefined };
		const lines: string[] = [];
		const run = (...args: string[]) => {
			const work = runRestore(ports, this.world.config, args, (line) => lines.push(line));
			return this.world.settled(work);
		};
		expect(await run()).toBe(1);
		expect(lines.filter((line) => line.startsWith("Warning"))).toEqual([]);
		expect(await run("--confirm", lines.at(-1)?.split(" ").at(-1) ?? "")).toBe(0);
		database.close();
		this.world = this.start(time);
		this.server = undefined;
		await time.advance(1_000);
	}

	/** Faults end: everything asked for is asked for again, applied, shipped, backed up and acknowledged. */
	async heal(): Promise<void> {
		for (const number of this.asked) await this.submit(number);
		for (let round = 0; round < 30; round += 1) {
			const hadWork = await this.beat("nothing");
			for (const command of this.late.splice(0)) this.game.take(command, this.nowSeconds());
			for (let batch = 0; batch < 5; batch += 1) await this.ship(50);
			await this.world.time.advance(20_000);
			if (hadWork || (await this.countOpen()) > 0) continue;
			this.game.shipAgainFromStore();
			await this.ship(50);
			await this.ship(50);
			await this.backUp();
			await this.beat("nothing");
			return;
		}
		throw new Error("commands stay open though no fault is left");
	}

	private async countOpen(): Promise<number> {
		const states = await Promise.all([...this.asked].map((number) => this.stateOf(number)));
		return states.filter((state) => state === "pending" || state === "published").length;
	}

	private async stateOf(number: number): Promise<string | undefined> {
		const command = await this.world.settled(this.world.companion.ledger.find(`txn:900:${number}`));
		return command?.state;
	}

	async check(): Promise<void> {
		for (const number of this.asked) {
			const applied = this.game.appliedTimes.get(`txn:900:${number}`) ?? 0;
			expect([number, await this.stateOf(number)]).toEqual([number, applied === 1 ? "committed" : "refused"]);
			expect(applied).toBeLessThanOrEqual(1);
		}
		for (const [userId, wallet] of this.game.wallets) {
			const rows = this.world.companion.auditReader.list({ userId, limit: 100 })?.rows ?? [];
			expect(rows.map((row) => row.revision)).toEqual(
				Array.from({ length: wallet.revision }, (_, index) => wallet.revision - index),
			);
			expect(wallet.acked).toBe(wallet.revision);
		}
		expect(this.world.alarms()).toEqual([]);
	}

	stop(): void {
		this.world.companion.stop();
		this.world.database.close();
	}
}

test("whatever is lost between a backup and its restore, each command takes effect once and the audit is whole", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
			const story = new Story();
			await story.begin();
			try {
				for (const one of steps) await story.take(one);
				await story.heal();
				await story.check();
			} finally {
				story.stop();
			}
		}),
		{ numRuns: 12, seed: 20_260_101 },
	);
}, 90_000);
