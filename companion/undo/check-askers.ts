import type { Actor, Staff, StaffProblem } from "../staff/staff-view";
import type { UndoRow } from "./undo-store";
import type { FindAsker } from "./undo-view";

/** Members as Discord knows them now, by id; `undefined` for one who left. One who could not be asked about is absent. */
export type Askers = ReadonlyMap<string, Actor | undefined>;

/** Whether an undo may go on in the name of whoever asked for it. `unknown`: not now, maybe later. */
export type AskerStanding = "may" | "unknown" | StaffProblem;

export async function findAskers(find: FindAsker | undefined, running: readonly UndoRow[]): Promise<Askers> {
	const askers = new Map<string, Actor | undefined>();
	if (find === undefined) return askers;
	for (const id of new Set(running.map((undo) => undo.asked_by))) {
		const found = await find(id);
		if (found.ok) askers.set(id, found.value);
	}
	return askers;
}

/** Part of the unit that asks for reversals: who was frozen a moment ago asks for none. */
export function standingOfAsker(staff: Pick<Staff, "findRefusal">, askers: Askers, undo: UndoRow): AskerStanding {
	if (!askers.has(undo.asked_by)) return "unknown";
	const asker = askers.get(undo.asked_by);
	return asker === undefined ? "not-allowed" : (staff.findRefusal(asker, "reverse") ?? "may");
}
