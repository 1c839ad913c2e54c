import type { SignedCommand } from "../../../shared/protocol/command";

export interface CommandTaker {
	/** True when it brought something new. */
	take(command: SignedCommand): boolean;
	/** Can this copy change nothing here, because its like waits already, or waits to be stored? */
	awaits(command: SignedCommand): boolean;
}

export interface RouteTable {
	readonly sessions: CommandTaker & { has(userId: number): boolean };
	readonly absent: CommandTaker;
	readonly serverId: () => string;
}

/** Is this the server that executes it? Everyone else hears it too, and need not even check who signed it. */
export function isForThisServer(routes: RouteTable, command: SignedCommand): boolean {
	return routes.sessions.has(command.userId) || (command.to !== undefined && command.to === routes.serverId());
}

/** Is the like of it under way here? Then it can be dropped unread: rings and heartbeats bring it again until it is settled. */
export function isUnderWay(routes: RouteTable, command: SignedCommand): boolean {
	return routes.sessions.has(command.userId) ? routes.sessions.awaits(command) : routes.absent.awaits(command);
}

/**
 * Hands a command to whoever executes it here: the player's session, or the executor for absent players when this
 * server is the designated one. A bystander does nothing at all: no data store call, not even a look.
 */
export function routeCommand(routes: RouteTable, command: SignedCommand): boolean {
	if (routes.sessions.has(command.userId)) return routes.sessions.take(command);
	if (command.to !== undefined && command.to === routes.serverId()) return routes.absent.take(command);
	return false;
}
