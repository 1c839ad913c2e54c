import type { Result } from "../../shared/result";
import type { Actor } from "../staff/staff-view";
import type { RestProblem } from "./rest-problem";

/** What the bot asks Discord by itself. A failed call is a value. */
export interface Guild {
	/**
	 * The member with the roles he has now; `undefined`: he is none any more. Discord's own permissions are not told with
	 * him, so he never counts as one of Discord's administrators; no right to move coins follows from that.
	 */
	findMember(userId: string): Promise<Result<Actor | undefined, RestProblem>>;
	/** The id of the server's owner. */
	findOwner(): Promise<Result<string, RestProblem>>;
}
