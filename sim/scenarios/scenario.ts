import { isJsonObject } from "../json";

/** Virtual seconds in which a command ends though the owner of its wallet crashed; the later of crash and command counts. */
export const OWNER_CRASH_SECONDS = 180;

export type Report = Readonly<Record<string, unknown>>;

/** What did not come true, in words; nothing when it ended well. */
export type Judge = (report: Report) => readonly string[];

export interface Scenario {
	readonly name: string;
	readonly story: string;
	/** The protocol's rules without which it ends badly. */
	readonly rule: string;
	/** Script beside this file that plays it in a process of its own and prints one JSON object. */
	readonly file: string;
	readonly args?: readonly string[];
	/** Of the machine's own time, where a minute is not enough. */
	readonly secondsMax?: number;
	/** What it is played with among all others, where it takes long as it is. */
	readonly shortArgs?: readonly string[];
	readonly judge: Judge;
}

/** A scenario of `named/`, which says itself what came true and what checkers found. */
export function named(name: string, rule: string, story: string): Scenario {
	return { name, rule, story, file: `named/${name}.ts`, judge: judgeClaims };
}

function judgeClaims({ claims, violations }: Report): readonly string[] {
	if (!isJsonObject(claims) || !Array.isArray(violations)) return ["the story reported neither claims nor violations"];
	const untrue = Object.keys(claims).filter((claim) => claims[claim] !== true);
	const found = violations.map((violation: Report) => {
		const { checker, rule, what } = violation;
		return `${String(checker)} (${String(rule)}): ${String(what)}`;
	});
	return [...untrue.map((claim) => `not so: ${claim}`), ...found];
}

/** One that ended well when its report shows these facts, nested ones at least. */
export function shows(facts: Report): Judge {
	return (report) => findOthers(facts, report);
}

/** One that ended well when these numbers, or all of these lists of numbers, are no higher. */
export function atMost(bounds: Readonly<Record<string, number>>): Judge {
	return (report) =>
		Object.entries(bounds).flatMap(([name, highest]) => {
			const seen: unknown = report[name];
			const numbers: readonly unknown[] = Array.isArray(seen) ? seen : [seen];
			const isWithin = numbers.every((number) => typeof number === "number" && number <= highest);
			return isWithin ? [] : [`${name} is ${JSON.stringify(seen)}, more than ${highest}`];
		});
}

/** Every one of them has to be content. */
export function all(...judges: readonly Judge[]): Judge {
	return (report) => judges.flatMap((judge) => judge(report));
}

function findOthers(facts: Report, seen: Report): readonly string[] {
	return Object.entries(facts).flatMap(([name, expected]) => {
		const actual = seen[name];
		if (isJsonObject(expected) && isJsonObject(actual)) {
			return findOthers(expected, actual).map((words) => `${name}.${words}`);
		}
		if (Bun.deepEquals(actual, expected)) return [];
		return [`${name} is ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
	});
}
