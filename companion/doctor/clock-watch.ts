import type { Ports } from "../ports";

/** What the answers of others said about the time. */
export interface ClockWatch {
	/** As the port, noting the `date` of each answer. */
	readonly fetch: Ports["fetch"];
	/**
	 * By how many milliseconds this machine is ahead for certain (below 0: behind), by the answer that came quickest.
	 * `undefined`: no answer carried a date.
	 */
	aheadMilliseconds(): number | undefined;
}

/** Dates of answers are whole seconds, cut off. Source: RFC 9110, 5.6.7. */
const DATE_MILLISECONDS = 1_000;

export function createClockWatch(ports: Pick<Ports, "clock" | "fetch">): ClockWatch {
	let best: { readonly took: number; readonly ahead: number } | undefined;

	function note(date: string | null, sentAt: number, answeredAt: number): void {
		const theirs = date === null ? Number.NaN : Date.parse(date);
		const took = answeredAt - sentAt;
		if (Number.isNaN(theirs) || took < 0 || (best !== undefined && best.took <= took)) return;
		// They looked at their clock at some moment between the two of ours.
		const aheadMin = sentAt - (theirs + DATE_MILLISECONDS);
		const aheadMax = answeredAt - theirs;
		best = { took, ahead: aheadMin > 0 ? aheadMin : Math.min(0, aheadMax) };
	}

	return {
		fetch: async (request) => {
			const sentAt = ports.clock.now();
			const response = await ports.fetch(request);
			note(response.headers.get("date"), sentAt, ports.clock.now());
			return response;
		},
		aheadMilliseconds: () => best?.ahead,
	};
}
