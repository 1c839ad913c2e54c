import { expect, test } from "bun:test";
import { checkAddress, checkContent, VALUE_LENGTH_MAX } from "./store-limits";
import { describeProblem, type StoreProblem } from "./store-problems";

const text = (problem: StoreProblem | undefined): string => (problem === undefined ? "fine" : describeProblem(problem));
const address = (key: string): string => text(checkAddress({ store: "S", scope: "global", key }));
const content = (parts: { value?: string; userIds?: number[]; metadata?: Record<string, unknown> }): string =>
	text(checkContent({ value: "1", userIds: [], metadata: {}, ...parts }));

test("a key of 50 characters passes, an empty or longer one does not", () => {
	expect(address("k".repeat(50))).toBe("fine");
	expect(address("k".repeat(51))).toStartWith("102: KeyNameLimit");
	expect(address("")).toStartWith("101: KeyNameEmpty");
});

test("a value at the limit passes, one character more does not", () => {
	expect(content({ value: `"${"a".repeat(VALUE_LENGTH_MAX - 2)}"` })).toBe("fine");
	expect(content({ value: `"${"a".repeat(VALUE_LENGTH_MAX - 1)}"` })).toStartWith("105: ValueTooLarge");
});

test("what is neither UTF-8 nor JSON is refused", () => {
	expect(content({ value: '"\ud800"' })).toStartWith("104: CantStoreValue");
	expect(content({ value: '{"a":nan}' })).toStartWith("104: CantStoreValue");
});

test("metadata has limits for names, values and all together", () => {
	expect(content({ metadata: { name: "v".repeat(250) } })).toBe("fine");
	expect(content({ metadata: { name: "v".repeat(251) } })).toStartWith("511: AttributeSizeTooLarge");
	expect(content({ metadata: { ["n".repeat(51)]: 1 } })).toStartWith("511: AttributeSizeTooLarge");
	expect(content({ metadata: { a: "v".repeat(150), b: "v".repeat(150) } })).toStartWith("511: AttributeSizeTooLarge");
	expect(content({ userIds: [1.5] })).toStartWith("513: AttributeFormatError");
});
