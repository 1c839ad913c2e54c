import { expect, test } from "bun:test";
import { KeyedListeners } from "./keyed-listeners";

test("listeners of a key come in the order in which they were added", () => {
	const listeners = new KeyedListeners<string>();
	const [first, other, second] = [() => undefined, () => undefined, () => undefined];
	listeners.add("a", first);
	listeners.add("b", other);
	listeners.add("a", second);
	expect(listeners.of("a")).toEqual([first, second]);
	expect(listeners.of("c")).toEqual([]);
});

test("stopping twice takes nobody else's place", () => {
	const listeners = new KeyedListeners<string>();
	const [gone, stays] = [() => undefined, () => undefined];
	const stop = listeners.add("a", gone);
	stop();
	listeners.add("a", stays);
	stop();
	expect(listeners.of("a")).toEqual([stays]);
});
