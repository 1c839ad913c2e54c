/** Run-time side of `roblox-ts.d.ts`. Import it once, before anything of `shared/`; importing it again changes nothing. */
function define(target: object, name: string, value: unknown): void {
	if (!(name in target)) Object.defineProperty(target, name, { value, enumerable: false, configurable: true });
}

define(Array.prototype, "size", function size(this: unknown[]): number {
	return this.length;
});
define(Array.prototype, "isEmpty", function isEmpty(this: unknown[]): boolean {
	return this.length === 0;
});
define(globalThis, "typeIs", (value: unknown, type: string): boolean =>
	type === "table" ? typeof value === "object" && value !== null : typeof value === type,
);
define(globalThis, "assert", (condition: unknown, message = "assertion failed"): void => {
	if (condition === false || condition === undefined || condition === null) throw new Error(message);
});

export {};
