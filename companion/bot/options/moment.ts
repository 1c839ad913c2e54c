import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const AGO = /^(\d{1,4}) ?([smhd])(?: ago)?$/i;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)(?: ?utc)?$/i;
const DATE = /^(\d{4}-\d\d-\d\d)(?:[ t]([01]?\d|2[0-3]):([0-5]\d))?(?: ?(?:z|utc))?$/i;
/** A time as Discord copies it out of a message. */
const STAMP = /^<t:(\d{1,12})(?::[a-z])?>$/i;

/** A moment as people write it; where it lies depends on when they do. Unix milliseconds. */
export type Moment = (now: number) => number;

/** `30m`, `2h`, `1d` back from now; `14:30`, the last time it was that in UTC; a date, in UTC; or Discord's own stamp. */
export function readMoment(value: unknown): Result<Moment, Code> {
	const text = typeof value === "string" ? value.trim() : "";
	const moment = readAgo(text) ?? readClock(text) ?? readDate(text) ?? readStamp(text);
	return moment === undefined ? fail("time-malformed") : ok(moment);
}

function readAgo(text: string): Moment | undefined {
	const [, count, unit = ""] = AGO.exec(text) ?? [];
	const name = unit.toLowerCase();
	return count !== undefined && isUnit(name) ? (now) => now - Number(count) * UNITS[name] : undefined;
}

function readClock(text: string): Moment | undefined {
	const [, hours, minutes] = CLOCK.exec(text) ?? [];
	if (hours === undefined) return undefined;
	const inDay = Number(hours) * UNITS.h + Number(minutes) * UNITS.m;
	return (now) => {
		const today = Math.floor(now / UNITS.d) * UNITS.d + inDay;
		return today <= now ? today : today - UNITS.d;
	};
}

function readDate(text: string): Moment | undefined {
	const [, day, hours = "0", minutes = "0"] = DATE.exec(text) ?? [];
	if (day === undefined) return undefined;
	const at = Date.parse(`${day}T${hours.padStart(2, "0")}:${minutes.padStart(2, "0")}:00Z`);
	// A day that the month does not have would become one of the next.
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? () => at : undefined;
}

function readStamp(text: string): Moment | undefined {
	const [, seconds] = STAMP.exec(text) ?? [];
	return seconds === undefined ? undefined : () => Number(seconds) * 1_000;
}

function isUnit(text: string): text is keyof typeof UNITS {
	return Object.hasOwn(UNITS, text);
}
