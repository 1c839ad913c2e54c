import type { Platform } from "../../../shared/platform";
import type { LockIdentity, SignedCommand } from "../../../shared/protocol/command";
import { type CommandOutcome, reduceCommand } from "../../../shared/wallet/reduce-command";
import type { Wallet } from "../../../shared/wallet/wallet";
import { decodeWallet } from "../../../shared/wallet/wallet-codec";
import type { EntryWrite } from "../ports";
import { createEntry, type EntryState, readEntry, readLock, withWallet } from "./stored-entry";

export interface CommandRun {
	readonly command: SignedCommand;
	readonly outcome: CommandOutcome;
}

/** What the commands of one absent player come to on the entry as it is read. */
export type AbsentRun =
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
 * Decides all commands on one player's entry, in order. Pure, because the engine runs it again whenever another server
 * wrote in between. A session's lock stops it, unless a command names exactly this lock as dead (rules X2 and B3).
 */
export function runOnEntry(
	platform: Platform,
	value: unknown,
	userIds: ReadonlyArray<number>,
	commands: ReadonlyArray<SignedCommand>,
	now: number,
): AbsentRun {
	const state = readEntry(value);
	if (state.kind === "damaged") return { kind: "unreadable" };
	const lock = state.kind === "present" ? readLock(state.entry) : undefined;
	if (lock !== undefined && !commands.some((command) => isSameLock(lock, command.breakLock))) {
		return { kind: "locked", lock };
	}
	const decoded = decodeWallet(platform, state.kind === "present" ? state.entry.Data.wallet : undefined);
	if (!decoded.ok) return { kind: "unreadable" };
	return decide(state, decoded.value, userIds, commands, now);
}

function decide(
	state: Exclude<EntryState, { kind: "damaged" }>,
	before: Wallet | undefined,
	userIds: ReadonlyArray<number>,
	commands: ReadonlyArray<SignedCommand>,
	now: number,
): AbsentRun {
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
	return { kind: "decided", runs, before, after: wallet, write: writeOf(state, wallet, userIds, commands, now) };
}

function writeOf(
	state: Exclude<EntryState, { kind: "damaged" }>,
	wallet: Wallet,
	userIds: ReadonlyArray<number>,
	commands: ReadonlyArray<SignedCommand>,
	now: number,
): EntryWrite {
	const [first] = commands;
	assert(first !== undefined, "a write needs a command");
	if (state.kind === "absent") return createEntry(first.userId, wallet, state.globalUpdates, now);
	const isLocked = readLock(state.entry) !== undefined;
	return { value: withWallet(state.entry, wallet, isLocked), userIds };
}
