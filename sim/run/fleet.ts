import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { FaultCounts } from "../faults/fault-counts";
import type { Random } from "../random";
import type { GameServer } from "../roblox/game-server";
import type { LocalRoblox } from "../roblox/local-roblox";

export interface FleetPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly roblox: LocalRoblox;
	readonly counts: FaultCounts;
	readonly servers: number;
	/** Share of starts that are late. */
	readonly lateShare: () => number;
}

const RESTART_SECONDS = [1, 15] as const;
const LATE_SECONDS = [15, 90] as const;

/** Keeps as many game servers running as the world is meant to have; Roblox starts a new one for one that ended. */
export class Fleet {
	readonly #ports: FleetPorts;
	/** Of all servers that ever ran few are left. */
	readonly #running = new Map<string, GameServer>();
	/** Of the newest build, once there is another than the first. */
	#version: number | undefined;

	constructor(ports: FleetPorts) {
		this.#ports = ports;
		ports.roblox.listen((event) => {
			if (event.kind === "server.started") this.#running.set(event.jobId, ports.roblox.server(event.jobId));
			if (event.kind !== "server.ended") return;
			this.#running.delete(event.jobId);
			this.#startLater(RESTART_SECONDS);
		});
	}

	/** The first one at once, so that there is a place to play. */
	start(): void {
		this.#ports.roblox.addServer();
		for (let count = 1; count < this.#ports.servers; count += 1) this.#startLater([0, 1]);
	}

	/**
	 * A new build of the game is published: servers that start from now on run it, and those that run the old one are shut
	 * down in turn. False while an update is under way.
	 */
	update(secondsApart: number): boolean {
		if (this.#version !== undefined || this.#running.size === 0) return false;
		const { roblox, counts } = this.#ports;
		const old = this.running();
		this.#version = Math.max(...old.map((server) => server.placeVersion())) + 1;
		const version = this.#version;
		// The first of the new ones stands beside all old ones.
		roblox.addServer(version);
		counts.hit("update.game", `to ${version}`);
		this.#shutDownInTurn(old, secondsApart);
		return true;
	}

	#shutDownInTurn(old: readonly GameServer[], secondsApart: number): void {
		const [first, ...rest] = old;
		if (first === undefined) return;
		after(this.#ports.scheduler, secondsApart * SECOND, () => {
			if (this.#running.has(first.jobId)) this.#ports.roblox.shutdown(first.jobId, "DeveloperUpdate");
			this.#shutDownInTurn(rest, secondsApart);
		});
	}

	/** All that have not ended, oldest first. */
	running(): readonly GameServer[] {
		return [...this.#running.values()];
	}

	/** Some still run an older build than the newest. */
	isUpdating(): boolean {
		return this.running().some((server) => server.placeVersion() < (this.#version ?? 0));
	}

	/** Servers that take players. */
	active(): readonly GameServer[] {
		return this.running().filter((server) => server.takesPlayers());
	}

	drawActive(random: Random): GameServer | undefined {
		const active = this.active();
		return active[random.integer(0, active.length - 1)];
	}

	#startLater(usual: readonly [number, number]): void {
		const { random, scheduler, counts, roblox, servers, lateShare } = this.#ports;
		const isLate = random.chance(lateShare());
		if (isLate) counts.hit("server.started-late");
		const [min, max] = isLate ? LATE_SECONDS : usual;
		after(scheduler, random.integer(min * SECOND, max * SECOND), () => {
			// The one that came early with an update takes the place of one that ended.
			if (this.#running.size < servers) roblox.addServer(this.#version);
		});
	}
}
