import { readRange, type AddressRange } from "../http/limits/client-address";
import type { Reading } from "./setting";

/** Addresses and ranges, separated by commas. */
export function readTrustedProxies(text: string): Reading<readonly AddressRange[]> {
	const items = text.split(",").map((item) => item.trim());
	const given = items.filter((item) => item !== "");
	const ranges = given.map(readRange).filter((range) => range !== undefined);
	if (ranges.length === given.length) return { ok: true, value: ranges };
	return { ok: false, problem: "has to be addresses or ranges, separated by commas" };
}
