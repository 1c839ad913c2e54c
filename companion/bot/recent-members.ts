import { ok } from "../../shared/result";
import type { Ports } from "../ports";
import type { Actor } from "../staff/staff-view";
import type { Guild } from "./guild";

/** So long the roles of a member count as read just now. */
const FRESH_MILLISECONDS = 10_000;

/**
 * Asks Discord for members in whose name something goes on in the background: at every step, and yet not more often than
 * Discord takes.
 */
export function createRecentMembers(clock: Pick<Ports["clock"], "now">, guild: Pick<Guild, "findMember">) {
	const read = new Map<string, { readonly member: Actor | undefined; readonly at: number }>();

	const findMember: Guild["findMember"] = async (userId) => {
		for (const [id, { at }] of read) if (clock.now() - at >= FRESH_MILLISECONDS) read.delete(id);
		const known = read.get(userId);
		if (known !== undefined) return ok(known.member);
		const found = await guild.findMember(userId);
		if (found.ok) read.set(userId, { member: found.value, at: clock.now() });
		return found;
	};
	return findMember;
}
