import { timingSafeEqual } from "node:crypto";
import { bunPlatform } from "../../../shared/bun/platform";
import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import type { Ports } from "../../ports";
import type { HmacSecret, HmacSecrets } from "../../secrets/long-lived-keys";

/** Discord: a custom id has 1 to 100 characters. */
const CUSTOM_ID_MAX = 100;
/** 72 bits, which is 12 characters. */
const MARK_BYTES = 9;

export interface CustomId {
	readonly prefix: string;
	readonly payload: string;
}

/**
 * Custom ids of buttons. A client may send any text as one, so each carries a mark that only we can make, and the time
 * until which it holds. Nothing is remembered: a button outlives a restart.
 */
export interface CustomIds {
	/** The payload holds no colon at its ends, and fits with the rest into 100 characters. */
	make(id: CustomId, lifetimeSeconds: number): string;
	read(text: string): Result<CustomId, Extract<Code, "button-unknown" | "button-expired">>;
}

/** Marks by the first secret and takes those of all of them, so that a secret can be replaced; asks for them at each use. */
export function createCustomIds(
	clock: Pick<Ports["clock"], "now">,
	guildId: string,
	secrets: () => HmacSecrets,
): CustomIds {
	return {
		make: ({ prefix, payload }, lifetimeSeconds) => {
			const expiresAt = Math.floor(clock.now() / 1_000) + lifetimeSeconds;
			const body = `${prefix}:${payload}:${expiresAt.toString(36)}`;
			const text = `${body}:${markOf(secrets()[0], guildId, body)}`;
			if (text.length > CUSTOM_ID_MAX) throw new Error(`a custom id of ${text.length} characters: ${prefix}`);
			return text;
		},
		read: (text) => {
			const [, body, prefix, payload, expiry, mark] = FORM.exec(text) ?? [];
			if (body === undefined || prefix === undefined || payload === undefined) return fail("button-unknown");
			if (mark === undefined || !secrets().some((secret) => isSame(mark, markOf(secret, guildId, body)))) {
				return fail("button-unknown");
			}
			if (Number.parseInt(expiry ?? "", 36) * 1_000 <= clock.now()) return fail("button-expired");
			return ok({ prefix, payload });
		},
	};
}

const FORM = /^(([a-z-]+):(.*):([0-9a-z]+)):([A-Za-z0-9_-]{12})$/;

function markOf({ secret }: HmacSecret, guildId: string, body: string): string {
	const key = bunPlatform.hmacSha256(secret, "purser-custom-id-key-v1");
	const digest = bunPlatform.hmacSha256(key, `${guildId}\n${body}`);
	return Buffer.from(digest.slice(0, 2 * MARK_BYTES), "hex").toString("base64url");
}

function isSame(given: string, ours: string): boolean {
	return timingSafeEqual(Buffer.from(given), Buffer.from(ours));
}
