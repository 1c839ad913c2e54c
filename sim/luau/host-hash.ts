import { createHash, type Hash } from "node:crypto";
import type { WireValue } from "./imports";
import { VmDead } from "./vm-dead";

const ALGORITHMS = new Set(["md5", "sha1", "sha256"]);

/** Where the bytes of a host call lie. */
export interface HashBytes {
	payload(length: number): Uint8Array;
	writePayload(bytes: Uint8Array): boolean;
}

/**
 * The host half of EncodingService: called with (algorithm, byte count, is last piece) while the bytes stand in the
 * channel; after the last piece the digest stands there and its length is returned.
 */
export function createHostHash(bytes: () => HashBytes): (args: readonly WireValue[]) => readonly WireValue[] {
	let current: Hash | undefined;
	return ([algorithm, length, isLast]) => {
		const name = algorithm?.value ?? "";
		if (!ALGORITHMS.has(name)) throw new VmDead(`the kernel asked for the hash ${name}`);
		current ??= createHash(name);
		current.update(bytes().payload(Number(length?.value)));
		if (isLast?.value !== "true") return [{ type: "number", value: "0" }];
		const digest = current.digest();
		current = undefined;
		bytes().writePayload(digest);
		return [{ type: "number", value: String(digest.length) }];
	};
}
