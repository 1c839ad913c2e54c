import type { RobloxUser } from "./vm-port";

/** The users of Roblox that this world knows, and the server each of them is on. */
export class Players {
	readonly #users = new Map<number, RobloxUser>();
	readonly #whereabouts = new Map<number, string>();

	addUser(user: RobloxUser): void {
		this.#users.set(user.id, user);
	}

	user(userId: number): RobloxUser | undefined {
		return this.#users.get(userId);
	}

	/** Names are unique regardless of case. */
	userByName(name: string): RobloxUser | undefined {
		const wanted = name.toLowerCase();
		return [...this.#users.values()].find((user) => user.name.toLowerCase() === wanted);
	}

	users(): readonly RobloxUser[] {
		return [...this.#users.values()];
	}

	/** Job id of the server the player is on. */
	serverOf(userId: number): string | undefined {
		return this.#whereabouts.get(userId);
	}

	/** How many players are in the whole experience. */
	count(): number {
		return this.#whereabouts.size;
	}

	place(userId: number, jobId: string): void {
		this.#whereabouts.set(userId, jobId);
	}

	remove(userId: number): void {
		this.#whereabouts.delete(userId);
	}
}
