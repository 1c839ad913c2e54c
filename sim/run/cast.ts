import type { RobloxUser } from "../roblox/vm-port";

/** Who there is, by what they do. */
export interface Cast {
	/** Come, play, hop and leave, again and again. */
	readonly players: readonly RobloxUser[];
	/** Played once, before the first command. */
	readonly absent: readonly RobloxUser[];
	readonly neverJoined: readonly RobloxUser[];
	/** Discord members with the role. */
	readonly staff: readonly StaffMember[];
}

export interface StaffMember {
	readonly id: string;
	readonly name: string;
}

const USER_ID_FIRST = 1_000_000_001;
const PLAYERS_PER_SERVER = 3;

export function makeCast(servers: number): Cast {
	const quarter = Math.max(1, Math.ceil(servers / 2));
	const counts = [servers * PLAYERS_PER_SERVER, quarter, quarter] as const;
	const [players, absent, neverJoined] = [
		makeUsers("Player", USER_ID_FIRST, counts[0]),
		makeUsers("Absent", USER_ID_FIRST + counts[0], counts[1]),
		makeUsers("Stranger", USER_ID_FIRST + counts[0] + counts[1], counts[2]),
	];
	const staff = ["Mia", "Ole", "Ana"].map((name, index) => ({ id: `110000000000000090${index + 1}`, name }));
	return { players, absent, neverJoined, staff };
}

export function everyone({ players, absent, neverJoined }: Cast): readonly RobloxUser[] {
	return [...players, ...absent, ...neverJoined];
}

function makeUsers(word: string, firstId: number, count: number): readonly RobloxUser[] {
	return Array.from({ length: count }, (_, index) => {
		const name = `${word}${index + 1}`;
		return { id: firstId + index, name, displayName: name };
	});
}
