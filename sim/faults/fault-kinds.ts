/** Faults that are decided call by call, each with a share of the calls. */
export const RATED_KINDS = [
	"message.lost",
	"message.late",
	"message.doubled",
	"message.reordered",
	"store.slow",
	"store.throttled",
	"store.failed",
	"store.failed-though-written",
	"store.conflict",
	"http.request-lost",
	"http.answer-lost",
	"http.error-500",
	"server.started-late",
	"server.clock-skewed",
	"discord.answer-lost",
	"discord.interaction-doubled",
	"discord.command-repeated",
] as const;

export type RatedKind = (typeof RATED_KINDS)[number];

/** Faults that last for a while and strike what is called or sent meanwhile. */
export const WINDOW_KINDS = ["topic.silent", "http.outage", "http.outage-of-an-hour", "server.partitioned"] as const;

export type WindowKind = (typeof WINDOW_KINDS)[number];

/** Faults that begin at a moment and last for a while, or strike once. */
export const TIMED_KINDS = [
	...WINDOW_KINDS,
	"server.crashed",
	"server.shut-down",
	"server.hung",
	"companion.killed",
	"companion.killed-in-commit",
	"companion.disk-full",
	"companion.restored",
	"companion.second-database",
	"companion.two-processes",
	"update.companion",
	"update.game",
] as const;

export type TimedKind = (typeof TIMED_KINDS)[number];

/** Everything that can be made to go wrong. A report counts each of them, also those that never happened. */
export const FAULT_KINDS = [...RATED_KINDS, ...TIMED_KINDS, "player.hopped", "player.rejoined"] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** What a report counts: faults, and the calls and messages that those of them which last a while have struck. */
export type CountName = FaultKind | `${WindowKind}.calls`;
