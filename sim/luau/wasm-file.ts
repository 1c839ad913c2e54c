import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../node_modules/luau-web/src/lib/Luau.Web.Asyncify.js", import.meta.url));

/** SHA-256 of the WebAssembly inside luau-web 1.4.0 (Luau 0.711). All offsets in this folder belong to this build. */
export const WASM_SHA256 = "922ec950bb3c30604cf06654ad554cded3a43d7d65378f292aefe506c0b2903b";

/** First table slot that the patched limits add; the build itself uses 0 to 573. */
export const FREE_TABLE_SLOT = 574;

interface Patch {
	readonly section: number;
	/** First bytes of the section's content, up to the limits. */
	readonly prefix: readonly number[];
	readonly before: readonly number[];
	readonly after: readonly number[];
}

const PATCHES: readonly Patch[] = [
	// Table limits 574..574 become 600..600: room for functions of our own.
	{ section: 4, prefix: [0x01, 0x70, 0x01], before: [0xbe, 0x04, 0xbe, 0x04], after: [0xd8, 0x04, 0xd8, 0x04] },
	// Memory limits 274..274 pages become 128..2048: 8 MiB at the start, may grow to 128 MiB.
	{ section: 5, prefix: [0x01, 0x01], before: [0x92, 0x02, 0x92, 0x02], after: [0x80, 0x01, 0x80, 0x10] },
];

/** The WebAssembly bytes as the package ships them. Throws when the file is not the build this host is written for. */
export function readWasmBytes(): Uint8Array {
	const match = /base64Decode\("(AGFzbQ[A-Za-z0-9+/=]*)"\)/.exec(readFileSync(FILE, "utf8"));
	if (match?.[1] === undefined) throw new Error("luau-web holds no WebAssembly literal");
	const bytes = new Uint8Array(Buffer.from(match[1], "base64"));
	const sum = createHash("sha256").update(bytes).digest("hex");
	if (sum !== WASM_SHA256) throw new Error(`luau-web holds another build: ${sum}`);
	return bytes;
}

function readLeb(bytes: Uint8Array, start: number): { value: number; next: number } {
	let value = 0;
	for (let at = start, shift = 0; ; at++, shift += 7) {
		const byte = bytes[at];
		if (byte === undefined) throw new Error("truncated WebAssembly section");
		value |= (byte & 0x7f) << shift;
		if (byte < 0x80) return { value, next: at + 1 };
	}
}

function findSection(bytes: Uint8Array, wanted: number): number {
	for (let at = 8; at < bytes.length;) {
		const size = readLeb(bytes, at + 1);
		if (bytes[at] === wanted) return size.next;
		at = size.next + size.value;
	}
	throw new Error(`WebAssembly section ${wanted} is missing`);
}

/** Widens the table and memory limits by edits of equal length; nothing else moves. */
export function patchLimits(bytes: Uint8Array): void {
	for (const { section, prefix, before, after } of PATCHES) {
		const start = findSection(bytes, section);
		const expected = [...prefix, ...before];
		if (!expected.every((byte, index) => bytes[start + index] === byte)) {
			throw new Error(`limits of WebAssembly section ${section} are not where they should be`);
		}
		bytes.set(after, start + prefix.length);
	}
}

let compiled: WebAssembly.Module | undefined;

/** The patched module, compiled once for all VMs of this process. */
export function luauModule(): WebAssembly.Module {
	if (compiled === undefined) {
		const bytes = readWasmBytes();
		patchLimits(bytes);
		compiled = new WebAssembly.Module(bytes);
	}
	return compiled;
}
