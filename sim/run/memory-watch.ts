import type { GameServer } from "../roblox/game-server";

/** Whether VMs grow: how much memory they hold at half of a run and at its end. */
export class MemoryWatch {
	readonly #running: () => readonly GameServer[];
	readonly #atHalf = new Map<string, number>();

	constructor(running: () => readonly GameServer[]) {
		this.#running = running;
	}

	noteHalf(): void {
		for (const server of this.#running()) this.#atHalf.set(server.jobId, server.memory().wasmBytes);
	}

	/** Growth is told of servers that were alive both times; of others nothing can be said. */
	growth(): { readonly vmBytes: number; readonly vmBytesGrowth: number | null } {
		const servers = this.#running().map((server) => ({
			half: this.#atHalf.get(server.jobId),
			end: server.memory().wasmBytes,
		}));
		const both = servers.flatMap(({ half, end }) => (half === undefined ? [] : [{ half, end }]));
		const growth = largest(both.map(({ end }) => end)) - largest(both.map(({ half }) => half));
		return { vmBytes: largest(servers.map(({ end }) => end)), vmBytesGrowth: both.length === 0 ? null : growth };
	}
}

function largest(sizes: readonly number[]): number {
	return Math.max(0, ...sizes);
}
