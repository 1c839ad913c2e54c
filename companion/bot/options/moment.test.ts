import { expect, test } from "bun:test";
import { readMoment } from "./moment";

const NOW = Date.parse("2026-03-01T12:00:00Z");

test.each([
	["30s", "2026-03-01T11:59:30Z"],
	["15m", "2026-03-01T11:45:00Z"],
	["2h", "2026-03-01T10:00:00Z"],
	["2 H ago", "2026-03-01T10:00:00Z"],
	["1d", "2026-02-28T12:00:00Z"],
	["09:05", "2026-03-01T09:05:00Z"],
	["9:05 UTC", "2026-03-01T09:05:00Z"],
	["12:00", "2026-03-01T12:00:00Z"],
	["12:01", "2026-02-28T12:01:00Z"],
	["2026-02-27", "2026-02-27T00:00:00Z"],
	["2026-02-27 8:30", "2026-02-27T08:30:00Z"],
	["2026-02-27T08:30Z", "2026-02-27T08:30:00Z"],
	["<t:1772272800:f>", "2026-02-28T10:00:00Z"],
	[" <t:1772272800> ", "2026-02-28T10:00:00Z"],
])("%p is %s", (text, expected) => {
	const moment = readMoment(text);
	expect(moment.ok && new Date(moment.value(NOW)).toISOString()).toBe(new Date(expected).toISOString());
});

test.each([
	"",
	"yesterday",
	"2",
	"2w",
	"-2h",
	"24:00",
	"12:60",
	"2026-02-30",
	"2026-13-01",
	"99999h",
	"<t:x>",
	7,
	undefined,
])("%p is no time", (text) => {
	expect(readMoment(text)).toEqual({ ok: false, error: "time-malformed" });
});
