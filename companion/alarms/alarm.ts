/** Something the owners of the Discord server should look at now. */
export interface FreezeAlarm {
	readonly kind: "freeze";
	readonly actorId: string;
	readonly actorName: string;
	/** Within the window that counts. */
	readonly commands: number;
	readonly amount: number;
}

/** All coins there are became many more, or many fewer, than they were at `since`. */
export interface SupplyAlarm {
	readonly kind: "supply";
	readonly before: number;
	readonly after: number;
	/** Unix milliseconds. */
	readonly since: number;
}

/** One of the staff began a batch that would have frozen him, had he typed its lines. */
export interface BatchAlarm {
	readonly kind: "batch";
	readonly actorId: string;
	readonly actorName: string;
	readonly lines: number;
	/** Coins of all its lines. */
	readonly gives: number;
	readonly takes: number;
	readonly perMinute: number;
	/** Unix milliseconds. */
	readonly startsAt: number;
}

export type AlarmContent = FreezeAlarm | SupplyAlarm | BatchAlarm;

/** Where it is told. */
export type AlarmPlace = "channel" | "owner";

export interface Alarm {
	readonly id: number;
	/** Unix milliseconds. */
	readonly at: number;
	readonly content: AlarmContent;
	/** Where it was not told yet. */
	readonly open: readonly AlarmPlace[];
}

/** Alarms, kept until they were told. */
export interface Alarms {
	/** Part of the unit that found the reason for it. */
	raise(content: AlarmContent, now: number): void;
	/** The oldest that was not told everywhere. Part of a unit. */
	next(): Alarm | undefined;
	/** It was told there, or cannot be. Part of a unit. */
	close(id: number, place: AlarmPlace): void;
	/** Called when one was raised, maybe before its unit is committed. Returns the way to stop listening. */
	onRaised(listener: () => void): () => void;
}
