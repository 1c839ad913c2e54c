export type Report = Readonly<Record<string, unknown>>;

export interface Scenario {
	readonly name: string;
	readonly story: string;
	/** The protocol's rules without which it ends badly. */
	readonly rule: string;
	/** Script beside this file that plays it in a process of its own and prints one JSON object. */
	readonly file: string;
	readonly args?: readonly string[];
	/** Did it end well? Without this the report says so itself, as `ok`. */
	readonly holds?: (report: Report) => boolean;
}

/** A scenario of `named/`, which says itself whether it ended well. */
export function named(name: string, rule: string, story: string): Scenario {
	return { name, rule, story, file: `named/${name}.ts` };
}

/** One that ended well when its report shows these facts, and `settledAfter` is no more than so many seconds. */
export function shows(facts: Report, settledSecondsMax?: number): (report: Report) => boolean {
	return (report) => {
		const isAsShown = Object.entries(facts).every(([name, value]) => Bun.deepEquals(report[name], value));
		if (settledSecondsMax === undefined) return isAsShown;
		const { settledAfter } = report;
		const times: readonly unknown[] = Array.isArray(settledAfter) ? settledAfter : [settledAfter];
		return isAsShown && times.every((time) => typeof time === "number" && time <= settledSecondsMax);
	};
}
