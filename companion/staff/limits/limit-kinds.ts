import type { Code } from "../../../shared/codes";
import { BALANCE_MAX } from "../../../shared/limits";

/** What is limited, with what it is until `/limits` says otherwise; `max` is the largest amount of a command. */
export const LIMIT_KINDS = {
	alone: {
		usual: (max) => Math.ceil(max / 10),
		meaning: "one command, without a second person",
		code: "needs-approval",
	},
	command: { usual: (max) => max, meaning: "one command", code: "over-command-limit" },
	pace: { usual: () => 100, meaning: "commands of one of the staff in ten minutes", code: "frozen" },
	actor: { usual: (max) => 10 * max, meaning: "one of the staff, a day", code: "over-actor-limit" },
	player: { usual: (max) => 10 * max, meaning: "one player, a day", code: "over-player-limit" },
	server: { usual: (max) => 100 * max, meaning: "all staff together, a day", code: "over-server-limit" },
} as const satisfies Readonly<Record<string, { usual: (max: number) => number; meaning: string; code: Code }>>;

export type LimitKind = keyof typeof LIMIT_KINDS;

export const LIMIT_KIND_NAMES = Object.keys(LIMIT_KINDS).filter(isLimitKind);

export function isLimitKind(text: string): text is LimitKind {
	return Object.hasOwn(LIMIT_KINDS, text);
}

/** Limits by their kind. */
export type Limits = Readonly<Record<LimitKind, number>>;

export function usualLimit(kind: LimitKind, amountMax: number): number {
	return Math.min(BALANCE_MAX, LIMIT_KINDS[kind].usual(amountMax));
}
