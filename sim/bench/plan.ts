import type { Random } from "../random";
import type { RobloxUser } from "../roblox/vm-port";

/** Who executes: the server with the player, a server that was told to, or the companion. */
export type Executor = "owner" | "designated" | "companion";

export interface BenchPlan {
	readonly servers: number;
	readonly players: { readonly [Where in Executor]: readonly RobloxUser[] };
	readonly commands: { readonly [Where in Executor]: number };
	/** Between two commands, in virtual seconds. */
	readonly gapSeconds: number;
}

/** Of all commands: for players who are there, for players who are nowhere, and while no server is alive. */
const SHARES = { owner: 0.6, designated: 0.3, companion: 0.1 };
const PLAYERS_ON_EACH_SERVER = 6;
/** On the average. */
const COMMANDS_PER_PLAYER = 2;
const FIRST_USER = 3_000_000_001;

export function makePlan(servers: number, commands: number): BenchPlan {
	let next = FIRST_USER;
	const cast = (count: number): readonly RobloxUser[] =>
		Array.from({ length: Math.max(1, Math.round(count)) }, () => {
			const id = next++;
			return { id, name: `Player${id}`, displayName: `Player${id}` };
		});
	const counts = {
		owner: Math.round(commands * SHARES.owner),
		designated: Math.round(commands * SHARES.designated),
		companion: commands - Math.round(commands * SHARES.owner) - Math.round(commands * SHARES.designated),
	};
	return {
		servers,
		commands: counts,
		players: {
			owner: cast(servers * PLAYERS_ON_EACH_SERVER),
			designated: cast(counts.designated / COMMANDS_PER_PLAYER),
			companion: cast(counts.companion / COMMANDS_PER_PLAYER),
		},
		gapSeconds: 0.33,
	};
}

export function everybody({ players }: BenchPlan): readonly RobloxUser[] {
	return [...players.owner, ...players.designated, ...players.companion];
}

/** By chance: a player's turn after a multiple of the autosave's 30 s would always meet the save, or never. */
export function pickPlayer(random: Random, { players }: BenchPlan, executor: Executor): RobloxUser {
	const player = players[executor][random.integer(0, players[executor].length - 1)];
	if (player === undefined) throw new Error("every part has players");
	return player;
}

/** The executors with live servers, in turn as their shares have it: two for players who are there, one for others. */
export function* liveTurns({ commands }: BenchPlan): Generator<"owner" | "designated"> {
	const total = commands.owner + commands.designated;
	let designated = 0;
	for (let turn = 1; turn <= total; turn += 1) {
		const isDesignated = Math.floor((turn * commands.designated) / total) > designated;
		if (isDesignated) designated += 1;
		yield isDesignated ? "designated" : "owner";
	}
}
