import type { Result } from "../../shared/result";
import type { Actor } from "../staff/staff-view";
import type { RestProblem } from "./rest-problem";

export interface GuildRole {
	readonly id: string;
	readonly name: string;
}

/** The Discord server as it is now. */
export interface GuildView {
	readonly ownerId: string;
	/** Where Discord says who joined; the bot may not be able to write there. */
	readonly systemChannelId: string | undefined;
	/** In the order in which people see them. */
	readonly textChannelIds: readonly string[];
	/** Those that people can be given, the highest first. */
	readonly roles: readonly GuildRole[];
}

/** What the bot asks Discord by itself. A failed call is a value. */
export interface Guild {
	/**
	 * The member with the roles he has now; `undefined`: he is none any more. Discord's own permissions are not told with
	 * him, so he never counts as one of Discord's administrators; no right to move coins follows from that.
	 */
	findMember(userId: string): Promise<Result<Actor | undefined, RestProblem>>;
	/** The id of the server's owner. */
	findOwner(): Promise<Result<string, RestProblem>>;
	look(): Promise<Result<GuildView, RestProblem>>;
}
