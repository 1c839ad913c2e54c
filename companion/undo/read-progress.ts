import type { ItemEnd } from "./next-attempt";
import type { ItemState, UndoRow, UndoStore } from "./undo-store";
import type { UndoProgress } from "./undo-view";

/** Counts how far an undo is. */
export function readProgress(store: Pick<UndoStore, "counts" | "countOpen">, row: UndoRow, now: number): UndoProgress {
	const counts = store.counts(row.id);
	const countOf = (state: ItemState): number => counts.find((one) => one.state === state)?.count ?? 0;
	const ended = counts.filter(({ state }) => MISSES.has(state));
	return {
		id: row.id,
		actorName: row.actor_name,
		askedBy: row.asked_by,
		askedName: row.asked_name,
		stoppedName: row.stopped_name ?? undefined,
		stoppedCode: row.stopped_code ?? undefined,
		isEnded: row.ended_at !== null,
		tookMilliseconds: (row.ended_at ?? now) - row.asked_at,
		total: counts.reduce((sum, { count }) => sum + count, 0),
		waiting: countOf("waiting"),
		open: store.countOpen(row.id),
		underWay: countOf("asked"),
		left: countOf("left"),
		ends: {
			whole: countOf("whole"),
			part: countOf("part"),
			spent: countOf("spent"),
			refused: countOf("refused"),
			"no-effect": countOf("no-effect"),
			"wallet-gone": countOf("wallet-gone"),
			unknown: countOf("unknown"),
		},
		taken: counts.reduce((sum, { taken }) => sum + taken, 0),
		given: counts.reduce((sum, { given }) => sum + given, 0),
		missing: ended.reduce((sum, { missing }) => sum + missing, 0),
	};
}

/** Ends that leave coins where they should not be. */
const MISSES: ReadonlySet<ItemState> = new Set<ItemEnd>(["part", "spent", "refused", "wallet-gone", "unknown"]);
