import { SILENCE_SECONDS } from "../../shared/limits";
import { STUDIO_JOB } from "../../shared/wallet/stored-entry";
import type { ServerRegistry } from "./server-registry";

/** Whether a server's silence says anything. What the companion could not have heard does not count. Unix milliseconds. */
export interface Silence {
	/** From now on servers are heard. */
	begin(now: number): void;
	/** Whether the companion has listened for a whole silence time. */
	hasListened(now: number): boolean;
	/** Whether this job was not heard for the whole silence time; a job that never spoke is silent. */
	isSilent(job: string, now: number): boolean;
}

export function createSilence(servers: Pick<ServerRegistry, "listLive">): Silence {
	let listensSince: number | undefined;
	const hasListened = (now: number) => listensSince !== undefined && now - listensSince >= SILENCE_SECONDS * 1000;
	return {
		begin: (now) => {
			listensSince = now;
		},
		hasListened,
		isSilent: (job, now) =>
			hasListened(now) &&
			!servers.listLive(now).some((server) => (job === STUDIO_JOB ? server.studio : server.serverId === job)),
	};
}
