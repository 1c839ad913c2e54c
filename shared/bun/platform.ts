import "./install";
import type { Platform } from "../platform";

function decodeJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Unicode calls them "control"; those above 0x7f are text to us, as they are in Luau's bytes. */
const CONTROL_CHARACTER = /[^\P{Cc}\u0080-\u009f]/u;
const ID_TEXT = /^[A-Za-z0-9._:-]+$/;

/**
 * `shared/` on Bun. Hashing is synchronous on purpose: `crypto.subtle` would need a turn of the event loop. Bun's own
 * hashers take half the time of `node:crypto`, which makes a stream for each text.
 */
export const bunPlatform: Platform = {
	encodeJson: (value) => JSON.stringify(value),
	decodeJson,
	asList: (value) => (Array.isArray(value) ? value : undefined),
	entriesOf: (value) =>
		typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [],
	hasControlCharacters: (text) => CONTROL_CHARACTER.test(text),
	isIdText: (text) => ID_TEXT.test(text),
	byteLength: (text) => Buffer.byteLength(text, "utf8"),
	sha256: (text) => Bun.CryptoHasher.hash("sha256", text, "hex"),
	hmacSha256: (secret, text) => new Bun.CryptoHasher("sha256", secret).update(text).digest("hex"),
};
