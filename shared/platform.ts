/**
 * What both runtimes offer under different names. Handed in, because roblox-ts has neither JSON nor hashes.
 * No method yields.
 */
export interface Platform {
	encodeJson(value: unknown): string;
	/** `undefined` when the text is not JSON. */
	decodeJson(text: string): unknown;
	/** The items when a decoded value is a JSON array. An empty object and an empty array are the same in Luau. */
	asList(value: unknown): ReadonlyArray<defined> | undefined;
	/** The fields when a decoded value is a JSON object, in no particular order; nothing for any other value. */
	entriesOf(value: unknown): ReadonlyArray<readonly [string, unknown]>;
	/** The same as in `text.ts`, by the runtime's own pattern matching: decoding a wallet asks it thousands of times. */
	hasControlCharacters(text: string): boolean;
	isIdText(text: string): boolean;
	/** Bytes of UTF-8. */
	byteLength(text: string): number;
	/** Lower-case hex. */
	sha256(text: string): string;
	/** Lower-case hex. */
	hmacSha256(secret: string, text: string): string;
}
