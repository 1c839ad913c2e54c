import type { AllowedMentions } from "../bodies/body-types";

/** Whom a message pings. */
export interface Pings {
	readonly users: readonly string[];
	readonly roles: readonly string[];
	readonly everyone: boolean;
}

/** "Allowed Mentions": without them a channel message pings all it names, an answer of an interaction only people. */
const USUALLY = { channel: ["users", "roles", "everyone"], interaction: ["users"] } as const;

/** Only what stands in the content pings; embeds never do. */
export function findPings(
	content: string,
	allowed: AllowedMentions | null | undefined,
	place: keyof typeof USUALLY,
): Pings {
	const parsed: readonly string[] = allowed ? (allowed.parse ?? []) : USUALLY[place];
	const named = (kind: "users" | "roles", form: RegExp): readonly string[] => {
		const ids = [...new Set([...content.matchAll(form)].map(([, id = ""]) => id))];
		return parsed.includes(kind) ? ids : ids.filter((id) => (allowed?.[kind] ?? []).includes(id));
	};
	return {
		users: named("users", /<@!?(\d+)>/g),
		roles: named("roles", /<@&(\d+)>/g),
		everyone: parsed.includes("everyone") && /@(everyone|here)\b/.test(content),
	};
}
