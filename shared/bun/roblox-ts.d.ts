/**
 * The few roblox-ts words that `shared/` uses and JavaScript lacks. `install.ts` supplies them at run time.
 * Checking `shared/` against these and against the roblox-ts types keeps it inside what both languages share.
 */
interface ReadonlyArray<T> {
	size(): number;
	isEmpty(): boolean;
}
interface Array<T> {
	size(): number;
	isEmpty(): boolean;
}
declare function typeIs(value: unknown, type: "number"): value is number;
declare function typeIs(value: unknown, type: "string"): value is string;
declare function typeIs(value: unknown, type: "boolean"): value is boolean;
declare function typeIs(value: unknown, type: "table"): value is object;
declare function assert(condition: unknown, message?: string): asserts condition;
/** Anything but `undefined`: a list in Luau has no holes. */
type defined = NonNullable<unknown>;
