/** A server as the choice sees it. Only servers heard within the silence time are candidates. */
export interface LiveServer {
	readonly serverId: string;
	readonly studio: boolean;
	readonly closing: boolean;
	/** Unix milliseconds of its newest heartbeat. */
	readonly seenAt: number;
	/** Open commands that name it as executor, as they are when it is asked; spreads the work. */
	openCommands(): number;
}

/** Where a player is, as servers said. */
export interface PresenceFact {
	readonly serverId: string;
	/** False while only his session is there, being released. */
	readonly isPlayer: boolean;
}

export interface ExecutorQuestion {
	readonly live: readonly LiveServer[];
	readonly presence: readonly PresenceFact[];
	/** Job that holds the wallet's lock, as an executor reported it. */
	readonly heldBy?: string;
	/** Server named before. It keeps the command while it lives: another would only find its work done. */
	readonly designated?: string;
}

/**
 * The one server a command names: the owner, else the holder of the lock, else one designated server. `undefined` while
 * no server is there that could take it. Pure; equal facts give the same answer.
 */
export function chooseExecutor(question: ExecutorQuestion): string | undefined {
	const { live, presence, heldBy, designated } = question;
	const owners = live.filter((server) => presence.some((fact) => fact.serverId === server.serverId && fact.isPlayer));
	const releasing = live.filter((server) => presence.some((fact) => fact.serverId === server.serverId));
	const holders = live.filter((server) => server.serverId === heldBy);
	const owner = freshest(owners) ?? freshest(holders) ?? freshest(releasing);
	if (owner !== undefined) return owner.serverId;
	// A Studio session may be a developer's own machine with another build: it serves its own players only.
	const candidates = live.filter((server) => !server.studio && !server.closing);
	const kept = candidates.find((server) => server.serverId === designated);
	return (kept ?? leastBusy(candidates))?.serverId;
}

function freshest(servers: readonly LiveServer[]): LiveServer | undefined {
	return servers.toSorted((a, b) => b.seenAt - a.seenAt || compareText(a.serverId, b.serverId))[0];
}

function leastBusy(servers: readonly LiveServer[]): LiveServer | undefined {
	const counted = servers.map((server) => ({ server, openCommands: server.openCommands() }));
	return counted.toSorted(
		(a, b) =>
			a.openCommands - b.openCommands ||
			b.server.seenAt - a.server.seenAt ||
			compareText(a.server.serverId, b.server.serverId),
	)[0]?.server;
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
