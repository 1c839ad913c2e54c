import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { Random } from "../random";
import type { RobloxEvent } from "../roblox/events";
import type { GameServer } from "../roblox/game-server";
import type { LocalRoblox } from "../roblox/local-roblox";
import type { FaultCounts } from "./fault-counts";
import { TIMED_KINDS, type TimedKind } from "./fault-kinds";
import type { FaultPlan, TimedFault } from "./fault-plan";
import { OUTAGE, partitionOf, silenceOf, type Windows } from "./windows";

/** What can be done to the companion's machine. Where something is returned: whether it could be done. */
export interface CompanionControls {
	kill(downSeconds: number): boolean;
	armKill(when: "before" | "after", statements: number, downSeconds: number): void;
	setDiskFull(isFull: boolean): void;
	loseDatabase(downSeconds: number): boolean;
	overlap(seconds: number, kind: "restart" | "update"): boolean;
}

/** Somebody's mistake: another database beside the right one. */
export interface SecondDatabaseControls {
	start(seconds: number): boolean;
	stop(): void;
}

export interface TimedFaultPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly counts: FaultCounts;
	readonly windows: Windows;
	readonly plan: FaultPlan;
	readonly roblox: LocalRoblox;
	readonly companion: CompanionControls;
	readonly second: SecondDatabaseControls;
	/** Publishes the next build of the game. */
	readonly fleet: { update(secondsApart: number): boolean };
	readonly topics: readonly string[];
	/** So many servers stay whatever happens. */
	readonly serversMin: number;
}

/** Roblox ends a server that hangs for long, so none hangs longer. */
const HANG_SECONDS_MAX = 300;
/** Shorter, and nobody would have noticed. */
const SECOND_DATABASE_SECONDS_MIN = 20;
/** What cannot happen just now is tried again. */
const AGAIN_SECONDS = 10;
const SHUTDOWNS_APART_SECONDS_MAX = 20;
const STATEMENTS_AHEAD_MAX = 60;
const DOWN_SECONDS_MAX = 600;
/** Events after which a crash is nasty: something was asked for or done, and its answer is still on the way. */
const NASTY: readonly RobloxEvent["kind"][] = [
	"store.called",
	"store.written",
	"http.sent",
	"http.answered",
	"message.delivered",
	"player.joined",
];

/** Lets the planned faults strike at drawn moments of the fault phase. */
export class TimedFaults {
	readonly #ports: TimedFaultPorts;
	readonly #running = new Map<string, GameServer>();
	readonly #doomed = new Set<string>();
	#goesOn = true;

	constructor(ports: TimedFaultPorts) {
		this.#ports = ports;
		ports.roblox.listen((event) => this.#hear(event));
	}

	/** Plans everything between now and `seconds` from now. Returns by when what must not be cut short is over. */
	start(seconds: number): { readonly until: number } {
		const { plan, random, scheduler } = this.#ports;
		const moments = random.fork("moments");
		let until = scheduler.now();
		for (const kind of TIMED_KINDS) {
			const own = moments.fork(kind);
			for (let count = 0; count < plan.timed[kind].times; count += 1) {
				const from = own.integer(0, seconds * SECOND);
				const lasts = drawSeconds(own, plan.timed[kind].seconds);
				if (kind === "http.outage-of-an-hour") until = Math.max(until, scheduler.now() + from + (lasts + 1) * SECOND);
				after(scheduler, from, () => {
					if (this.#goesOn) this.#strike(kind, lasts);
				});
			}
		}
		return { until };
	}

	stop(): void {
		this.#goesOn = false;
		this.#ports.second.stop();
		this.#doomed.clear();
		for (const server of this.#active()) this.#ports.roblox.resume(server.jobId);
	}

	#strike(kind: TimedKind, seconds: number): void {
		const { windows, random, topics, companion, counts, scheduler } = this.#ports;
		switch (kind) {
			case "topic.silent":
				return windows.open({ kind, name: silenceOf(topics[random.integer(0, topics.length - 1)] ?? ""), seconds });
			case "http.outage":
				return windows.open({ kind, name: OUTAGE, seconds });
			case "http.outage-of-an-hour":
				return windows.open({ kind, name: OUTAGE, seconds, countsWhenOver: true });
			case "server.partitioned":
				return this.#withServer((server) => windows.open({ kind, name: partitionOf(server.jobId), seconds }));
			case "server.crashed":
				return this.#withDispensable((server) => this.#crash(server));
			case "server.shut-down":
				return this.#withDispensable((server) => this.#shutDown(server));
			case "server.hung":
				return this.#withServer((server) => {
					counts.hit(kind, server.jobId);
					this.#ports.roblox.hang(server.jobId, Math.min(seconds, HANG_SECONDS_MAX));
				});
			case "companion.killed":
				if (companion.kill(Math.min(seconds, DOWN_SECONDS_MAX))) counts.hit(kind);
				return;
			case "companion.killed-in-commit": {
				const when = random.chance(0.5) ? "before" : "after";
				return companion.armKill(when, random.integer(1, STATEMENTS_AHEAD_MAX), Math.min(seconds, DOWN_SECONDS_MAX));
			}
			case "companion.disk-full":
				counts.hit(kind);
				companion.setDiskFull(true);
				return void after(scheduler, seconds * SECOND, () => companion.setDiskFull(false));
			case "companion.restored":
				return this.#untilDone(() => companion.loseDatabase(Math.min(seconds, DOWN_SECONDS_MAX)));
			case "companion.second-database":
				return this.#untilDone(() => this.#ports.second.start(Math.max(seconds, SECOND_DATABASE_SECONDS_MIN)));
			case "companion.two-processes":
				return this.#untilDone(() => this.#overlap(kind, seconds, "restart"));
			case "update.game":
				return this.#untilDone(() => this.#ports.fleet.update(Math.min(seconds, SHUTDOWNS_APART_SECONDS_MAX)));
			case "update.companion":
				return this.#untilDone(() => this.#overlap(kind, seconds, "update"));
		}
	}

	#overlap(kind: TimedKind, seconds: number, how: "restart" | "update"): boolean {
		const isDone = this.#ports.companion.overlap(seconds, how);
		if (isDone) this.#ports.counts.hit(kind);
		return isDone;
	}

	#untilDone(run: () => boolean): void {
		if (!this.#goesOn || run()) return;
		after(this.#ports.scheduler, AGAIN_SECONDS * SECOND, () => this.#untilDone(run));
	}

	/** At once, which is between two frames, or as soon as the server is in the middle of something. */
	#crash(server: GameServer): void {
		if (this.#ports.random.chance(0.7)) this.#doomed.add(server.jobId);
		else this.#end(server);
	}

	#hear(event: RobloxEvent): void {
		if (event.kind === "server.started") this.#running.set(event.jobId, this.#ports.roblox.server(event.jobId));
		if (event.kind === "server.ended") this.#running.delete(event.jobId);
		if (this.#doomed.size === 0 || !NASTY.includes(event.kind)) return;
		const jobId = event.kind === "store.written" ? event.write.writer : "jobId" in event ? event.jobId : undefined;
		if (jobId === undefined || !this.#doomed.has(jobId) || this.#ports.random.chance(0.5)) return;
		this.#doomed.delete(jobId);
		const { scheduler, roblox } = this.#ports;
		after(scheduler, this.#ports.random.integer(0, 300_000), () => {
			if (this.#goesOn && this.#isDispensable()) this.#end(roblox.server(jobId));
		});
	}

	#end(server: GameServer): void {
		if (!server.isRunning()) return;
		this.#ports.counts.hit("server.crashed", server.jobId);
		server.crash();
	}

	#shutDown(server: GameServer): void {
		this.#ports.counts.hit("server.shut-down", server.jobId);
		this.#ports.roblox.shutdown(server.jobId);
	}

	#active(): readonly GameServer[] {
		return [...this.#running.values()].filter((server) => server.status() === "active");
	}

	#isDispensable(): boolean {
		return this.#active().length > this.#ports.serversMin;
	}

	#withServer(run: (server: GameServer) => void): void {
		const active = this.#active();
		const server = active[this.#ports.random.integer(0, active.length - 1)];
		if (server !== undefined) run(server);
	}

	#withDispensable(run: (server: GameServer) => void): void {
		if (this.#isDispensable()) this.#withServer(run);
	}
}

function drawSeconds(random: Random, [min, max]: TimedFault["seconds"]): number {
	return random.integer(min, max);
}
