import type { CompanionConfig } from "../../../companion/config-type";
import type { EconomyCommand } from "../../../shared/protocol/command";
import { checkAll, type NamedViolation } from "../../checkers/all";
import type { Purchases } from "../../roblox/purchases";
import { VIRTUAL_CONFIG } from "../../world/virtual-world";
import { publishRequest } from "./by-hand";
import { ScriptedFaults } from "./scripted-faults";
import { StageCompanion } from "./stage-companion";
import { StageHistory } from "./stage-history";
import { StagePlayer } from "./stage-player";
import { StageStore } from "./stage-store";
import { StageWorld } from "./stage-world";

const AVA = { id: 1_000_000_001, name: "Ava", displayName: "Ava" };
/** A server opens its session and subscribes within this time. */
const BOOT_SECONDS = 5;
/** Receipts of the last session come to the audit within this time. */
const REST_SECONDS = 15;

export interface StageOptions {
	/** What the companion is set to, where it differs from the usual. */
	readonly config?: Partial<CompanionConfig>;
	/** A companion that makes backups acknowledges no more than the newest of them holds. */
	readonly makesBackups?: boolean;
	/** Alarms for people that belong to the story. */
	readonly expectedAlarms?: readonly string[];
	/** Logs of all sides, line by line. */
	readonly onLog?: (text: string) => void;
}

/** One virtual world with one player, Ava, and the words a story is told in. */
export class Stage {
	readonly faults = new ScriptedFaults();
	readonly store: StageStore;
	readonly companion: StageCompanion;
	readonly ava: StagePlayer;
	/** What the companion logged as errors: alarms for people. */
	readonly alarms: string[] = [];
	readonly #world: StageWorld;
	readonly #expectedAlarms: readonly string[];
	readonly #history = new StageHistory();

	constructor(options: StageOptions = {}) {
		this.#expectedAlarms = options.expectedAlarms ?? [];
		const say = (text: string): void => options.onLog?.(`${this.nowSeconds()} ${text}`);
		this.#world = new StageWorld({
			user: AVA,
			faults: this.faults,
			config: options.config ?? {},
			makesBackups: options.makesBackups ?? false,
			onGameLog: say,
			onCompanionLog: ({ level, event, facts }) => {
				if (level === "error") this.alarms.push(event);
				say(`companion ${level}: ${event} ${JSON.stringify(facts ?? {})}`);
			},
			onCompanionStart: (companion) => this.companion.starts(companion),
		});
		this.store = new StageStore(this.#world.roblox, VIRTUAL_CONFIG.storeName);
		this.companion = new StageCompanion(this.#world, this.#history, AVA);
		this.ava = new StagePlayer(AVA, this.#world, this.store);
		this.#world.roblox.listen(this.#history.hear);
		this.#world.machine.start();
	}

	/** A server that runs, has its session with the companion and hears its topic. */
	async addServer(): Promise<string> {
		const jobId = this.#world.roblox.addServer();
		await this.pass(BOOT_SECONDS);
		return jobId;
	}

	/** Purchases of developer products, as Roblox keeps them. */
	get purchases(): Purchases {
		return this.#world.roblox.purchases;
	}

	crash(jobId: string): void {
		this.#world.roblox.crash(jobId);
	}

	async pass(seconds: number): Promise<void> {
		await this.#world.pass(seconds);
	}

	/** False when it did not hold within so many seconds. */
	async passUntil(holds: () => boolean, secondsMax: number): Promise<boolean> {
		return await this.#world.passUntil(holds, secondsMax);
	}

	/** Unix seconds of everybody's clock. */
	nowSeconds(): number {
		return Math.floor(this.#world.clock.unixMillis() / 1_000);
	}

	/** An envelope for Ava's wallet as it is stored now, for the next number; `changes` make it another one. */
	envelope(changes: Partial<EconomyCommand> & Pick<EconomyCommand, "id" | "to">): EconomyCommand {
		const { born, epoch, lastSeq } = this.store.wallet(AVA.id);
		const now = this.nowSeconds();
		const people = { userId: AVA.id, reason: "", actor: "discord:1100000000000000901", source: "txn" };
		return { born, epoch, seq: lastSeq + 1, delta: 50, ...people, issuedAt: now, notAfter: now + 3_600, ...changes };
	}

	/** A copy that was under way somewhere reaches the topic now. */
	async arrives(command: EconomyCommand): Promise<void> {
		const sent = this.#world.roblox.openCloud.handle(publishRequest(command));
		await this.pass(3);
		const { status } = await sent;
		if (status !== 200) throw new Error(`publishing by hand was answered with ${status}`);
	}

	/** Everything works again. Waits for all outcomes, lets Ava leave, load on a new server and leave; then checks all. */
	async ends(): Promise<readonly NamedViolation[]> {
		this.faults.liftAll();
		this.#history.healedAt = this.#world.clock.now();
		const home = await this.addServer();
		await this.companion.settlesAll();
		await this.ava.leaves();
		const hasLoaded = await this.ava.joins(home);
		await this.pass(REST_SECONDS);
		const hasReleased = await this.ava.leaves();
		this.#history.probes.push({ userId: AVA.id, hasLoaded, hasReleased });
		await this.pass(REST_SECONDS);
		return this.#judge();
	}

	close(): void {
		this.#world.close();
	}

	#judge(): readonly NamedViolation[] {
		const { roblox, clock } = this.#world;
		const errors = roblox.logs.filter((line) => line.level === "error").map((line) => line.text);
		const alarms = this.alarms.filter((alarm) => !this.#expectedAlarms.includes(alarm));
		this.#history.errors.push(...errors, ...alarms);
		const entry = this.store.text(AVA.id);
		const entries = new Map(entry === null ? [] : [[AVA.id, entry]]);
		const { storeName } = VIRTUAL_CONFIG;
		return checkAll(this.#history.finish({ storeName, audit: this.companion.audit(), entries, endedAt: clock.now() }));
	}
}
