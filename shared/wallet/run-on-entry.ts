import type { Platform } from "../platform";
import type { EconomyCommand, LockIdentity } from "../protocol/command";
import { type CommandOutcome, reduceCommand } from "./reduce-command";
import { createEntry, type EntryState, type EntryWrite, readEntry, readLock, withWallet } from "./stored-entry";
import type { Wallet } from "./wallet";
import { decodeWallet } from "./wallet-codec";

export interface CommandRun {
	readonly command: EconomyCommand;
	readonly outcome: CommandOutcome;
}

/** What the commands of one absent player come to on the entry as it is read. */
export type EntryRun =
	| { readonly kind: "locked"; readonly lock: LockIdentity }
	| { readonly kind: "unreadable" }
	/** `before` is stored now; `after` is what `write` would store. Without `write` nothing settled. */
	| {
			readonly kind: "decided";
			readonly runs: ReadonlyArray<CommandRun>;
			readonly before: Wallet | undefined;
			readonly after: Wallet | undefined;
			readonly write: EntryWrite | undefined;
	  };

function isSameLock(a: LockIdentity, b: LockIdentity | undefined): boolean {
	return b !== undefined && a.job === b.job && a.loads === b.loads && a.updated === b.updated;
}

/**
 * Decides all commands on one player's entry, in order. Pure, because it runs again whenever another server wrote in
 * between; game servers and the companion decide by this one function. A session's lock stops it, unless a command
 * names exactly this lock as dead (rules X2, X3 and B3).
 */
export function runOnEntry(
	platform: Platform,
	value: unknown,
	userIds: ReadonlyArray<number>,
	commands: ReadonlyArray<EconomyCommand>,
	now: number,
): EntryRun {
	const state = readEntry(value);
	if (state.kind === "damaged") return { kind: "unreadable" };
	const lock = state.kind === "present" ? readLock(platform, state.entry) : undefined;
	if (lock !== undefined && !commands.some((command) => isSameLock(lock, command.breakLock))) {
		return { kind: "locked", lock };
	}
	const decoded = decodeWallet(platform, state.kind === "present" ? state.entry.Data.wallet : undefined);
	if (!decoded.ok) return { kind: "unreadable" };
	return decide(platform, state, decoded.value, userIds, commands, now);
}

function decide(
	platform: Platform,
	state: Exclude<EntryState, { kind: "damaged" }>,
	before: Wallet | undefined,
	userIds: ReadonlyArray<number>,
	commands: ReadonlyArray<EconomyCommand>,
	now: number,
): EntryRun {
	let wallet = before;
	let hasSettled = false;
	const runs: Array<CommandRun> = [];
	for (const command of commands) {
		const outcome = reduceCommand(wallet, command, now);
		runs.push({ command, outcome });
		if (outcome.kind === "settled") hasSettled = true;
		// Only a settled command may bring a wallet into being.
		if (wallet !== undefined || outcome.kind === "settled") wallet = outcome.wallet ?? wallet;
	}
	if (!hasSettled || wallet === undefined) return { kind: "decided", runs, before, after: before, write: undefined };
	return {
		kind: "decided",
		runs,
		before,
		after: wallet,
		write: writeOf(platform, state, wallet, userIds, commands, now),
	};
}

function writeOf(
	platform: Platform,
	state: Exclude<EntryState, { kind: "damaged" }>,
	wallet: Wallet,
	userIds: ReadonlyArray<number>,
	commands: ReadonlyArray<EconomyCommand>,
	now: number,
): EntryWrite {
	const [first] = commands;
	assert(first !== undefined, "a write needs a command");
	if (state.kind === "absent") return createEntry(first.userId, wallet, state.globalUpdates, now);
	const isLocked = readLock(platform, state.entry) !== undefined;
	return { value: withWallet(state.entry, wallet, isLocked), userIds };
}
