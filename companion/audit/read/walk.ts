import type { AuditFilter } from "../audit-view";
import type { JoinedRow } from "./joined-row";

/** Where a walk has come to: numbers that the next page begins behind. */
export type Position = readonly number[];

/** A row, and the position behind it. */
export interface Step {
	readonly row: JoinedRow;
	readonly position: Position;
}

/**
 * One order in which rows are read, each along an index of its own: how long the way to the first row is depends on no
 * size of the audit. Rows it yields may still fail other filters.
 */
export interface Walk {
	/** Stands in front of its cursors. */
	readonly letter: string;
	/** How many numbers a position has. */
	readonly size: number;
	/** Taken when one of these is asked for; none: it suits whatever is asked. */
	readonly suits: readonly (keyof AuditFilter)[];
	/** What its rows need not be asked about again. */
	readonly seesTo: readonly (keyof AuditFilter)[];
	/** At most `rowsMax` rows behind the position, or from the start. */
	read(filter: AuditFilter, behind: Position | undefined, rowsMax: number): readonly Step[];
}
