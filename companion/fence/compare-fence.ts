import type { JournalLife } from "../database/journal-life";
import type { FenceEntry } from "./fence-entry";

/** Why a database may not command. Each is said in `/health` and in the log, with what to do. */
export type FenceProblem =
	"another-database" | "newer-epoch" | "older-copy" | "fence-gone" | "fence-unreadable" | "restored-meanwhile";

export type FenceStanding =
	| { readonly kind: "equal" }
	/** Nobody commands this store yet. */
	| { readonly kind: "free" }
	| { readonly kind: "differs"; readonly problem: FenceProblem };

/**
 * Where a database stands to the fence of its store (rule F1). A tick that was meant to be written counts as the
 * database's own: the process may have ended between writing the fence and noting it. Pure.
 */
export function compareFence(fence: FenceEntry | undefined, life: JournalLife): FenceStanding {
	// Whatever the fence says: what happened since the backup was made is not in it.
	if (life.copyOf !== undefined) return { kind: "differs", problem: "older-copy" };
	if (fence === undefined) {
		// Once there was a fence of ours: without it nothing tells an old copy from the present one.
		return life.tick > 0 ? { kind: "differs", problem: "fence-gone" } : { kind: "free" };
	}
	if (fence.epoch > life.epoch) return { kind: "differs", problem: "newer-epoch" };
	if (fence.lineage !== life.lineage) return { kind: "differs", problem: "another-database" };
	const isOwnTick = fence.tick === life.tick || fence.tick === life.tickIntent;
	return fence.epoch === life.epoch && isOwnTick ? { kind: "equal" } : { kind: "differs", problem: "older-copy" };
}

/** One line for people about each problem. */
export const FENCE_PROBLEMS: Readonly<Record<FenceProblem, string>> = {
	"another-database": "Another database commands this data store. Only one companion may.",
	"newer-epoch": "This journal was replaced by a restored one. Only the newer may command.",
	"older-copy":
		"This database is an older copy of the one that commanded the store last. Run restore if it shall go on.",
	"fence-gone": "The fence entry of this store is gone. Run restore if this database shall go on.",
	"fence-unreadable": "The fence entry of this store is not in a form this program knows.",
	"restored-meanwhile": "The database was restored while this process ran. Start it again.",
};
