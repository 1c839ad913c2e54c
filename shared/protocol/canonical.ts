import type { Platform } from "../platform";
import { integerText } from "../store-keys";

/** One value of a signed string: its length in bytes before it, so that no two field lists look alike. */
export function canonicalText(platform: Platform, value: string | undefined): string {
	return value === undefined ? "-" : `${platform.byteLength(value)}:${value}`;
}

export function canonicalInteger(platform: Platform, value: number | undefined): string {
	return canonicalText(platform, value === undefined ? undefined : integerText(value));
}

export function canonicalFlag(platform: Platform, value: boolean | undefined): string {
	return canonicalText(platform, value === undefined ? undefined : value ? "true" : "false");
}
