import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CompanionConfig } from "../../../companion/config-type";
import type { Companion } from "../../../companion/create-companion";
import type { LogEntry } from "../../../companion/ports";
import { nextMacrotask } from "../../clock/macrotask";
import { SECOND } from "../../clock/scheduler";
import { VirtualClock } from "../../clock/virtual-clock";
import type { Faults } from "../../roblox/faults";
import type { LocalRoblox } from "../../roblox/local-roblox";
import type { RobloxUser } from "../../roblox/vm-port";
import { Trace } from "../../trace";
import { companionKeys, createWorld, shopScripts } from "../../world/create-world";
import { VIRTUAL_COMPANION_URL, VIRTUAL_CONFIG, VIRTUAL_IDENTITY } from "../../world/virtual-world";
import { StageMachine } from "./stage-machine";

const LOOK_SECONDS = 0.1;

export interface StageWorldOptions {
	readonly user: RobloxUser;
	readonly faults: Faults;
	readonly config: Partial<CompanionConfig>;
	readonly makesBackups: boolean;
	readonly onGameLog: (text: string) => void;
	readonly onCompanionLog: (entry: LogEntry) => void;
	readonly onCompanionStart: (companion: Companion) => void;
}

/** Game servers, local Roblox and the companion's machine on a clock that jumps. */
export class StageWorld {
	readonly clock = new VirtualClock();
	readonly roblox: LocalRoblox;
	readonly machine: StageMachine;

	constructor(options: StageWorldOptions) {
		const { clock } = this;
		const { storeName, apiKeys, keys } = VIRTUAL_CONFIG;
		this.roblox = createWorld({
			scheduler: clock,
			seed: 1,
			trace: new Trace(),
			identity: VIRTUAL_IDENTITY,
			storeName,
			users: [options.user],
			companionUrl: VIRTUAL_COMPANION_URL,
			fetchCompanion: (request) => this.machine.handle(request),
			apiKeys: companionKeys(...apiKeys),
			gameSecret: keys.gameSecrets[0],
			framesPerSecond: 10,
			hasClients: false,
			faults: options.faults,
			scripts: { ...shopScripts(), Earn: readScript("earn"), SellCoins: readScript("sell-coins") },
			onLog: options.onGameLog,
		});
		this.machine = new StageMachine({
			scheduler: clock,
			config: { ...VIRTUAL_CONFIG, ...options.config },
			makesBackups: options.makesBackups,
			fetch: (request) => this.roblox.openCloud.handle(request),
			onLog: options.onCompanionLog,
			onStart: options.onCompanionStart,
		});
	}

	async pass(seconds: number): Promise<void> {
		await this.clock.run({ until: this.clock.now() + seconds * SECOND, afterEvent: nextMacrotask });
	}

	/** False when it did not hold within so many seconds. Looks ten times a second: what is asked may be dear to read. */
	async passUntil(holds: () => boolean, secondsMax: number): Promise<boolean> {
		const until = this.clock.now() + secondsMax * SECOND;
		while (!holds() && this.clock.now() < until) await this.pass(LOOK_SECONDS);
		return holds();
	}

	/** What needs the world's time to be answered. */
	async awaits<Value>(work: Promise<Value>, secondsMax = 1): Promise<Value> {
		let isDone = false;
		const done = (): void => void (isDone = true);
		work.then(done, done);
		const until = this.clock.now() + secondsMax * SECOND;
		await this.clock.run({ until, while: () => !isDone, afterEvent: nextMacrotask });
		if (!isDone) throw new Error(`no answer within ${secondsMax} s`);
		return await work;
	}

	close(): void {
		this.machine.close();
	}
}

function readScript(name: string): string {
	return readFileSync(join(import.meta.dir, `${name}.luau`), "utf8");
}
