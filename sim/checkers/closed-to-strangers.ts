import type { Checker } from "../run/history";

/** Nothing that somebody without the right or without a fresh signature tried was taken. */
export const checkClosedToStrangers: Checker = (history) =>
	(history.intrusions ?? [])
		.filter((intrusion) => intrusion.wasTaken)
		.map(({ what, time }) => ({ rule: "closed", what: `${what} was taken`, time }));
