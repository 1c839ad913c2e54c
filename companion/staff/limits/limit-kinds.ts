import type { Code } from "../../../shared/codes";
import { BALANCE_MAX } from "../../../shared/limits";

/** What is limited, with how many times the largest amount of a command it is until `/limits` says otherwise. */
export const LIMIT_KINDS = {
	alone: { times: 0.1, meaning: "one command, without a second person", code: "needs-approval" },
	command: { times: 1, meaning: "one command", code: "over-command-limit" },
	actor: { times: 10, meaning: "one of the staff, a day", code: "over-actor-limit" },
	player: { times: 10, meaning: "one player, a day", code: "over-player-limit" },
	server: { times: 100, meaning: "all staff together, a day", code: "over-server-limit" },
} as const satisfies Readonly<Record<string, { times: number; meaning: string; code: Code }>>;

export type LimitKind = keyof typeof LIMIT_KINDS;

export const LIMIT_KIND_NAMES = Object.keys(LIMIT_KINDS).filter(isLimitKind);

export function isLimitKind(text: string): text is LimitKind {
	return Object.hasOwn(LIMIT_KINDS, text);
}

/** Limits by their kind. */
export type Limits = Readonly<Record<LimitKind, number>>;

export function usualLimit(kind: LimitKind, amountMax: number): number {
	return Math.min(BALANCE_MAX, Math.ceil(LIMIT_KINDS[kind].times * amountMax));
}
