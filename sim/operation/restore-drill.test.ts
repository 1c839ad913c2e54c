import { expect, test } from "bun:test";
import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createBackupFiles } from "../../companion/backup/backup-files";
import { createFakeTime } from "../../companion/testing/fake-time";
import { ModelGame } from "../../companion/testing/model-game";
import { changeRequest, startTestCompanion, type TestCompanion } from "../../companion/testing/test-companion";
import { startTestServer, type TestServer } from "../../companion/testing/test-server";
import { parseJson } from "../json";
import { runProgram } from "./program";
import { ask, openSession } from "./signed-sender";
import { setScene, type Scene } from "./testing/scene";

const PROCESS_MILLISECONDS_MAX = 120_000;
const MINUTE = 60_000;
const PLAYERS = [77, 78, 79];

/**
 * What a person does who lost the database, with the programs he does it with, each in a process of its own. In between
 * the companion runs on a clock moved by hand, because it gives game servers a minute before it reads wallets itself.
 */
class Drill {
	readonly game = new ModelGame();
	readonly #scene: Scene;
	readonly #time = createFakeTime(Date.now());
	#lives = 0;
	world: TestCompanion | undefined;
	#server: TestServer | undefined;

	constructor(scene: Scene) {
		this.#scene = scene;
	}

	async start(): Promise<TestCompanion> {
		const { databasePath: path, backupFolder, surroundings } = this.#scene;
		const backups = createBackupFiles(backupFolder, 9);
		const parts = { path, backups, time: this.#time, roblox: surroundings.roblox, life: (this.#lives += 1) };
		const world = startTestCompanion({ ...parts, config: { fence: true } });
		await this.#time.advance(1_000);
		this.world = world;
		this.#server = await startTestServer(world, `job-${this.#lives}`);
		return world;
	}

	end(): void {
		this.world?.companion.stop();
		this.world?.database.close();
		this.world = undefined;
	}

	earn(userId: number): void {
		this.game.earn(userId, `born-${userId}`, Math.floor(this.#time.clock.now() / 1_000));
	}

	async give(world: TestCompanion, id: string): Promise<void> {
		await world.settled(world.companion.ledger.submit(changeRequest({ id, userId: 77, delta: 50 })));
	}

	/** The players play: the server pulls, applies, stores and ships. */
	async play(rounds: number): Promise<void> {
		for (let round = 0; round < rounds; round += 1) {
			const { commands, acked } = await this.#beat(PLAYERS);
			for (const command of commands) this.game.take(command, Math.floor(this.#time.clock.now() / 1_000));
			this.#store();
			this.game.acknowledge(acked);
			const receipts = this.game.takeReceipts(50);
			if (receipts.length > 0) this.game.acknowledge((await this.#server?.ship(receipts))?.acked ?? {});
			await this.#time.advance(10_000);
		}
	}

	/** They leave, and long enough passes for the companion to look after what they left. */
	async leave(): Promise<void> {
		for (let minute = 0; minute < 3; minute += 1) {
			await this.#beat([]);
			await this.#time.advance(MINUTE);
		}
	}

	async #beat(players: readonly number[]) {
		if (this.#server === undefined) throw new Error("the companion was started");
		const notes = this.game.takeNotes();
		return await this.#server.beat({ players: [...players], wallets: this.game.held(players), notes });
	}

	#store(): void {
		for (const [key, entry] of this.game.entries()) this.#scene.surroundings.roblox.entries.set(key, entry);
	}

	/** Revisions and balances as the audit has them, newest first. */
	audited(world: TestCompanion, userId: number): readonly (readonly [number, number])[] {
		const rows = world.companion.auditReader.list({ userId, limit: 100 })?.rows ?? [];
		return rows.map(({ revision, balance }) => [revision, balance] as const);
	}
}

/** The same as the wallet says it, in which every receipt of this drill still stands. */
function listed(game: ModelGame, userId: number): readonly (readonly [number, number])[] {
	const receipts = game.wallets.get(userId)?.receipts ?? [];
	return receipts.map(({ revision, balance }) => [revision, balance] as const).toReversed();
}

test(
	"drill: backup, more receipts, the database lost, restore, start; nothing is doubled, the audit is whole, verify holds",
	async () => {
		const scene = setScene();
		const { databasePath, backupFolder, environment } = scene;
		const drill = new Drill(scene);

		const first = await drill.start();
		await drill.give(first, "txn:900:a");
		drill.earn(78);
		await drill.play(3);
		expect(drill.audited(first, 77)).toHaveLength(1);
		expect(await runProgram(environment(), "backup")).toMatchObject({ code: 0 });
		const kept = readdirSync(backupFolder).filter((name) => name.startsWith("kept-"));
		expect(kept).toHaveLength(1);

		// What the backup does not hold: a command, a known player's coins, and a player who is new.
		await drill.give(first, "txn:900:b");
		for (let count = 0; count < 5; count += 1) drill.earn(78);
		drill.earn(79);
		await drill.play(3);
		expect(drill.audited(first, 78)).toHaveLength(6);
		drill.end();

		for (const end of ["", "-wal", "-shm"]) rmSync(`${databasePath}${end}`, { force: true });
		copyFileSync(join(backupFolder, kept[0] ?? ""), databasePath);
		const early = scene.start();
		const url = await early.url();
		expect(await openSession(url, "job-early")).toBeUndefined();
		expect((await ask(`${url}/health`))?.text).toContain("older-copy");
		expect(await early.stop()).toMatchObject({ code: 0 });

		const shown = await runProgram(environment(), "restore");
		expect(shown).toMatchObject({ code: 1 });
		// Nothing newer was finished than what this copy holds.
		expect(shown.output).not.toContain("Warning");
		const [, lineage = ""] = /--confirm (\S+)/.exec(shown.output) ?? [];
		expect(await runProgram(environment(), "restore", "--confirm", lineage)).toMatchObject({ code: 0 });

		const second = await drill.start();
		expect(drill.audited(second, 78)).toHaveLength(1);
		await drill.give(second, "txn:900:b");
		await drill.give(second, "txn:900:c");
		await drill.play(6);
		await drill.leave();
		for (const id of ["txn:900:a", "txn:900:b", "txn:900:c"]) {
			expect([id, drill.game.appliedTimes.get(id)]).toEqual([id, 1]);
			expect(await second.settled(second.companion.ledger.find(id))).toMatchObject({ state: "committed" });
		}
		for (const userId of PLAYERS) expect(drill.audited(second, userId)).toEqual(listed(drill.game, userId));
		expect(second.alarms()).toEqual([]);
		drill.end();

		const verified = await runProgram(environment(), "verify", "--json");
		expect(verified.code).toBe(0);
		expect(parseJson(verified.output)).toMatchObject({ ok: true, wallets: { wallets: 3, early: 0, lost: 0 } });
		const last = scene.start();
		const health = await untilHealthy(await last.url());
		expect(health).toContain('"fence":{"status":"ok"}');
		expect(await last.stop()).toMatchObject({ code: 0 });
	},
	PROCESS_MILLISECONDS_MAX,
);

/** Until the fence was compared. */
async function untilHealthy(url: string): Promise<string> {
	for (let tries = 0; tries < 500; tries += 1) {
		const text = (await ask(`${url}/health`))?.text ?? "";
		if (!text.includes("not compared yet")) return text;
		await Bun.sleep(10);
	}
	throw new Error("the fence was never compared");
}
