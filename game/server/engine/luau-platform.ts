import { HttpService } from "@rbxts/services";
import type { Platform } from "../../../shared/platform";
import { hmacSha256Hex, sha256Hex } from "./hash";

/** A list has the keys 1 to n and no others. Luau cannot tell an empty list from an empty object. */
function isList(value: object): value is ReadonlyArray<defined> {
	let count = 0;
	let highest = 0;
	for (const [key] of pairs(value)) {
		if (!typeIs(key, "number")) return false;
		count += 1;
		highest = math.max(highest, key);
	}
	return count === highest;
}

/** `shared/` on Luau. No method yields. */
export const luauPlatform: Platform = {
	encodeJson(value) {
		return HttpService.JSONEncode(value);
	},
	decodeJson(text) {
		const [decoded, value] = pcall((): unknown => HttpService.JSONDecode(text));
		return decoded ? value : undefined;
	},
	asList(value) {
		return typeIs(value, "table") && isList(value) ? value : undefined;
	},
	entriesOf(value) {
		const entries: Array<readonly [string, unknown]> = [];
		if (!typeIs(value, "table")) return entries;
		for (const [key, item] of pairs(value)) {
			if (typeIs(key, "string")) entries.push([key, item]);
		}
		return entries;
	},
	hasControlCharacters(text) {
		const [found] = string.find(text, "%c");
		return found !== undefined;
	},
	isIdText(text) {
		const [found] = string.find(text, "^[%w%._:%-]+$");
		return found !== undefined;
	},
	byteLength(text) {
		return text.size();
	},
	sha256(text) {
		return sha256Hex(text);
	},
	hmacSha256(secret, text) {
		return hmacSha256Hex(secret, text);
	},
};
