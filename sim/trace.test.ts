import { expect, test } from "bun:test";
import { Trace } from "./trace";

test("the hash depends on every line and its time, and reading it changes nothing", () => {
	const make = (time: number, what: string): Trace => {
		const trace = new Trace();
		trace.line(10_000_000, "server", "started");
		trace.hash();
		trace.line(time, "server", what);
		return trace;
	};
	expect(make(11_000_000, "x").hash()).toBe(make(11_000_000, "x").hash());
	expect(make(11_000_000, "x").hash()).not.toBe(make(11_000_001, "x").hash());
	expect(make(11_000_000, "x").hash()).not.toBe(make(11_000_000, "y").hash());
});

test("only the newest lines are kept while the sink sees all", () => {
	const all: string[] = [];
	const trace = new Trace({ keepLast: 3, sink: (line) => all.push(line) });
	for (let index = 0; index < 20; index += 1) trace.line(index, "a", String(index));
	expect(trace.last()).toEqual(all.slice(-3));
	expect(all).toHaveLength(20);
	expect(trace.count()).toBe(20);
});
