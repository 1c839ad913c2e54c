import type { CommandRow } from "../ledger/command-row";

/** A player who goes on spending meanwhile is followed so many times. */
export const ATTEMPTS_MAX = 5;

/** How it ended for one command. */
export type ItemEnd =
	/** All of it was taken back. */
	| "whole"
	/** As much as was left in the wallet. */
	| "part"
	/** Nothing was left. */
	| "spent"
	/** The wallet refused for another reason, or ran out of time, or went on spending. */
	| "refused"
	/** The command itself changed nothing. */
	| "no-effect"
	/** The wallet that it changed is no more. */
	| "wallet-gone"
	/** What became of the reversal cannot be told. */
	| "unknown";

export type NextAttempt =
	| { readonly kind: "wait" }
	| { readonly kind: "submit"; readonly attempt: number; readonly delta: number }
	| { readonly kind: "end"; readonly end: ItemEnd; readonly moved: number };

type Settled = Pick<CommandRow, "state" | "delta" | "code" | "balance" | "settled_at">;

/**
 * What comes next for a command that is taken back. `attempts` are its reversals, oldest first; those that were refused
 * before `since` are counted and no more, so that somebody who has coins again can be asked again. A wallet takes no
 * part of an amount, but a refusal states what it holds; the next try asks for that.
 */
export function nextAttempt(
	command: Pick<CommandRow, "state" | "delta" | "user_id" | "born">,
	attempts: readonly Settled[],
	wallet: { readonly born: string } | undefined,
	since: number,
): NextAttempt {
	if (command.state === "pending" || command.state === "published") return { kind: "wait" };
	if (command.state !== "committed") return end("no-effect");
	const newest = attempts.at(-1);
	if (newest !== undefined && newest.settled_at === null) return { kind: "wait" };
	if (newest?.state === "committed") {
		return end(newest.delta === -command.delta ? "whole" : "part", newest.delta);
	}
	if (newest?.state === "unknown") return end("unknown");
	if (wallet?.born !== command.born) return end("wallet-gone");
	const attempt = attempts.length + 1;
	const own = attempts.filter(({ settled_at: at }) => at !== null && at >= since);
	if (newest === undefined || own.length === 0) return { kind: "submit", attempt, delta: -command.delta };
	const left = leftFor(newest);
	if (left === 0) return end("spent");
	if (left === undefined || own.length >= ATTEMPTS_MAX) return end("refused");
	return { kind: "submit", attempt, delta: left };
}

/** What to ask for after this refusal, 0 when nothing is left; `undefined`: asking again is of no use. */
function leftFor({ state, code, delta, balance }: Settled): number | undefined {
	if (state === "expired") return delta;
	if (code !== "insufficient-funds") return undefined;
	// Not more than before: coins that have no number yet are missing in what a receipt states.
	const held = Math.min(balance ?? 0, -delta);
	return held === 0 ? 0 : -held;
}

function end(how: ItemEnd, moved = 0): NextAttempt {
	return { kind: "end", end: how, moved };
}
