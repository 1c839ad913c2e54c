import { bunPlatform } from "../../shared/bun/platform";
import { walletKey } from "../../shared/store-keys";
import { runOnEntry } from "../../shared/wallet/run-on-entry";
import type { Transactions } from "../database/transactions";
import { toCommand } from "../dispatch/envelope";
import type { OpenCommands, Outgoing } from "../dispatch/open-commands";
import type { OnIngested } from "../ledger/on-ingested";
import { takeNote } from "../ledger/take-note";
import type { Ports } from "../ports";
import type { ConditionalEntries } from "../roblox/open-cloud/conditional-entries";
import { describeProblem } from "../roblox/open-cloud/problem";
import { readStored } from "./read-stored";
import { takeReading, type Reading, type ReadingContext } from "./take-reading";

/** A race lost so often in a row is left to the next visit. */
const ROUNDS_MAX = 5;

export interface ReconcileParts {
	readonly ports: Pick<Ports, "clock" | "log">;
	readonly transactions: Transactions;
	readonly entries: ConditionalEntries;
	readonly openCommands: OpenCommands;
	readonly onIngested: OnIngested;
	readonly context: ReadingContext;
	/** Whether the companion may execute by itself at this moment (rule X3). */
	readonly mayExecute: () => boolean;
	/** How the last conditional write ended; `undefined` when it was answered. */
	readonly noteWrite: (problem: string | undefined) => void;
}

/**
 * Reads one player's entry and brings journal, audit and entry together: receipts that no server sent are taken, and
 * commands that no server can take are applied by a conditional write. Awaits Open Cloud. A failed read or write
 * concludes nothing (rule D6); the entry is read again later. True when something moved and more may follow at once.
 */
export async function reconcileEntry(parts: ReconcileParts, userId: number): Promise<boolean> {
	// The mark is durable before anything of the command leaves.
	const taken = await parts.transactions.run(() => {
		const now = parts.ports.clock.now();
		parts.context.reads.begin(userId, now);
		return parts.mayExecute() ? parts.openCommands.takeOver(userId, now) : [];
	});
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		const visit = await visitOnce(parts, userId, taken);
		if (visit !== "lost-race") return visit === "moved";
	}
	parts.ports.log({ level: "warning", event: "entry-contended", facts: { userId } });
	return false;
}

/** `lost-race`: another write came first, so that all has to be decided again. */
type Visit = "moved" | "unmoved" | "lost-race";

async function visitOnce(parts: ReconcileParts, userId: number, taken: readonly Outgoing[]): Promise<Visit> {
	const { clock } = parts.ports;
	const askedAt = clock.now();
	// Whose commands nobody else can take comes first; reading of what is quiet can wait.
	const priority = taken.length > 0 ? "command" : "poll";
	const read = await parts.entries.read(walletKey(userId), { priority });
	if (!read.ok) {
		await noteFailedRead(parts, userId, taken);
		return "unmoved";
	}
	const entry = read.value;
	const stored = readStored(entry?.value);
	const commands = taken.map((outgoing) => toCommand(outgoing, clock.now()));
	const reading: Reading = { userId, stored, runs: [], locked: [], askedAt };
	if (commands.length === 0 || stored.kind === "unreadable") return await keep(parts, reading);
	const nowSeconds = Math.floor(clock.now() / 1000);
	const run = runOnEntry(bunPlatform, entry?.value, entry?.users ?? [], commands, nowSeconds);
	if (run.kind !== "decided") return await keep(parts, { ...reading, locked: commands });
	if (run.write === undefined) return await keep(parts, { ...reading, runs: run.runs });
	// Another database may have taken the store over while the entry was read.
	if (!parts.mayExecute()) return "unmoved";
	const written = await parts.entries.write(
		walletKey(userId),
		{ value: run.write.value, users: run.write.userIds, attributes: entry?.attributes ?? {} },
		entry === undefined ? "absent" : { version: entry.version },
	);
	if (!written.ok && written.error.code === "condition-failed") {
		parts.noteWrite(undefined);
		return "lost-race";
	}
	if (!written.ok) {
		parts.noteWrite(describeProblem(written.error));
		parts.ports.log({ level: "warning", event: "entry-write-failed", facts: { userId, ...written.error } });
		// What was read stands; what was to be written may be stored, now or later.
		return await keep(parts, reading);
	}
	parts.noteWrite(undefined);
	return await keep(parts, {
		...reading,
		stored: { kind: "readable", wallet: run.after, lock: undefined },
		runs: run.runs,
	});
}

async function keep(parts: ReconcileParts, reading: Reading): Promise<Visit> {
	const { context, ports } = parts;
	return await parts.transactions.run((afterCommit) => {
		const now = ports.clock.now();
		const settled = takeReading(context, reading, now);
		parts.onIngested({ settled }, now, afterCommit);
		const isLockConfirmed = context.locks.find(reading.userId)?.confirmedAt === now;
		return settled.length > 0 || isLockConfirmed ? "moved" : "unmoved";
	});
}

async function noteFailedRead(parts: ReconcileParts, userId: number, taken: readonly Outgoing[]): Promise<void> {
	await parts.transactions.run(() => {
		const now = parts.ports.clock.now();
		for (const { row } of taken) {
			takeNote(parts.context, { commandId: row.id, userId, seq: row.seq, code: "store-unavailable" }, now);
		}
	});
}
