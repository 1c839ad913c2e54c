import { nextMacrotask } from "../clock/macrotask";
import { SECOND } from "../clock/scheduler";
import { VirtualClock } from "../clock/virtual-clock";
import type { Place } from "../luau/place-tree";
import { Random } from "../random";
import { CLOSE_MICROS_MAX, type LogRecord } from "../roblox/game-server";
import { LocalRoblox } from "../roblox/local-roblox";
import { luauVms } from "../roblox/luau-vms";
import type { RobloxUser } from "../roblox/vm-port";
import { Trace } from "../trace";
import { isHttpEnabled } from "./read-game";

/** What a server of this game said. */
export interface GameLine {
	/** From 1, in the order in which they were started. */
	readonly server: number;
	/** Virtual seconds since they were started. */
	readonly seconds: number;
	/** `screen`: the screen of a player shows something else. */
	readonly level: LogRecord["level"] | "screen";
	readonly text: string;
	/** Whose client said it, or whose screen this is; the server's own lines have none. */
	readonly player?: string;
}

export interface GameRun {
	readonly place: Place;
	readonly servers: number;
	readonly players: number;
	readonly seconds: number;
	readonly seed: number;
	/** 0: players stay where they are. */
	readonly hopSeconds: number;
	/** Each player gets a client of his own. */
	readonly hasClients: boolean;
}

const FRAMES_PER_SECOND = 60;
/** A whole suite of specs that never yields runs in one frame. */
const FUEL_PER_FRAME = 200_000_000;
const IDENTITY = { universeId: 1, placeId: 2, placeVersion: 1 } as const;
const FIRST_USER_ID = 1_001;
/** Players come when the scripts of the first frames have had their say. */
const JOIN_SECONDS = 1;

/** Scripts are called by files of the simulated engine, which tell a game developer nothing. */
function withoutKernel(text: string): string {
	return text.replaceAll(/\n(kernel\.|\[C\])[^\n]*/g, "").trimEnd();
}

/**
 * Starts the servers, lets the players in, waits, and shuts everything down in order, so that what a game does on
 * leaving and closing runs too.
 */
export async function playGame(run: GameRun, onLine: (line: GameLine) => void): Promise<void> {
	const clock = new VirtualClock();
	const start = clock.now();
	const jobIds: string[] = [];
	const users = Array.from({ length: run.players }, (_, index) => {
		const name = `Player${index + 1}`;
		return { id: FIRST_USER_ID + index, name, displayName: name };
	});
	const roblox = createRoblox(run, clock, users, (jobId, line) => {
		onLine({ ...line, server: jobIds.indexOf(jobId) + 1, seconds: (clock.now() - start) / SECOND });
	});
	for (let count = 0; count < run.servers; count += 1) jobIds.push(roblox.addServer());
	clock.at(start + JOIN_SECONDS * SECOND, () => {
		users.forEach(({ id }, index) => {
			const jobId = jobIds[index % jobIds.length] ?? "";
			if (roblox.server(jobId).takesPlayers()) roblox.join(id, jobId);
		});
	});
	if (run.hopSeconds > 0) hopAround(clock, roblox, users, jobIds, run.hopSeconds * SECOND);
	const isRunning = (): boolean => roblox.runningServers().length > 0;
	const end = start + run.seconds * SECOND;
	await clock.run({ until: end, while: isRunning, afterEvent: nextMacrotask });
	for (const jobId of jobIds) roblox.shutdown(jobId);
	await clock.run({ until: end + CLOSE_MICROS_MAX, while: isRunning, afterEvent: nextMacrotask });
}

function createRoblox(
	run: GameRun,
	clock: VirtualClock,
	users: readonly RobloxUser[],
	say: (jobId: string, line: Omit<GameLine, "server" | "seconds">) => void,
): LocalRoblox {
	const nameOf = (userId: number | null): Pick<GameLine, "player"> =>
		userId === null ? {} : { player: users.find(({ id }) => id === userId)?.name ?? "" };
	const roblox: LocalRoblox = new LocalRoblox({
		scheduler: clock,
		random: new Random(run.seed),
		trace: new Trace(),
		createVm: luauVms(clock, {
			place: run.place,
			signals: "deferred",
			secretNames: [],
			httpEnabled: isHttpEnabled(run.place),
			fuelPerPump: FUEL_PER_FRAME,
		}),
		place: IDENTITY,
		users,
		apiKeys: [],
		secrets: new Map(),
		// No host answers: requests fail as they do where the network is away.
		companionHost: "",
		fetchCompanion: () => Promise.reject(new Error("there is no network")),
		framesPerSecond: FRAMES_PER_SECOND,
		hasClients: run.hasClients,
		onLog: ({ jobId, userId, level, text }) => say(jobId, { level, text: withoutKernel(text), ...nameOf(userId) }),
		onScreen: (userId, shown) => {
			const jobId = roblox.players.serverOf(userId);
			if (jobId !== undefined) say(jobId, { level: "screen", text: shown.join(" | "), ...nameOf(userId) });
		},
	});
	return roblox;
}

/** Again and again, everybody goes on to the server after his own. */
function hopAround(
	clock: VirtualClock,
	roblox: LocalRoblox,
	users: readonly RobloxUser[],
	jobIds: readonly string[],
	everyMicros: number,
): void {
	clock.at(clock.now() + everyMicros, () => {
		for (const { id } of users) {
			const at = jobIds.indexOf(roblox.players.serverOf(id) ?? "");
			if (at !== -1) roblox.hop(id, jobIds[(at + 1) % jobIds.length] ?? "");
		}
		hopAround(clock, roblox, users, jobIds, everyMicros);
	});
}
