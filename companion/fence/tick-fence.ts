import type { Database } from "bun:sqlite";
import { readJournalLife, writeJournalLife, type JournalLife } from "../database/journal-life";
import type { Transactions } from "../database/transactions";
import type { ConditionalEntries, StoredEntry } from "../roblox/open-cloud/conditional-entries";
import { compareFence, type FenceProblem } from "./compare-fence";
import { decodeFenceEntry, FENCE_KEY, fenceContent, type FenceEntry } from "./fence-entry";

export type TickOutcome =
	/** The fence names this database, with a new tick. */
	| { readonly kind: "ticked" }
	| { readonly kind: "differs"; readonly problem: FenceProblem }
	/** Nothing is known but what was known before. */
	| { readonly kind: "trouble"; readonly reason: string };

export interface TickParts {
	readonly database: Database;
	readonly transactions: Transactions;
	readonly entries: ConditionalEntries;
	/** Of the journal this process was started with. */
	readonly epoch: number;
	/** Name of the newest finished backup. */
	readonly newestBackup: () => string | undefined;
}

/** Two processes on one file get in each other's way now and then; more often than this it is no accident. */
const ROUNDS_MAX = 5;

/**
 * Compares the fence with the database, and moves both on by one tick: intent in the database -> fence, on the version
 * that was read -> database. A process that ends anywhere in between is recognised by the intent.
 */
export async function tickFence(parts: TickParts): Promise<TickOutcome> {
	for (let round = 0; round < ROUNDS_MAX; round += 1) {
		const outcome = await tryTick(parts);
		if (outcome.kind !== "again") return outcome;
	}
	return { kind: "trouble", reason: "the fence kept changing" };
}

async function tryTick(parts: TickParts): Promise<TickOutcome | { readonly kind: "again" }> {
	const before = readJournalLife(parts.database);
	const read = await parts.entries.read(FENCE_KEY);
	if (!read.ok) return { kind: "trouble", reason: read.error.code };
	const fence = read.value === undefined ? undefined : decodeFenceEntry(read.value.value);
	if (read.value !== undefined && fence === undefined) return { kind: "differs", problem: "fence-unreadable" };
	const step = await parts.transactions.run(() => intend(parts, before, fence));
	if (step.kind !== "write") return step;
	return await writeTick(parts, read.value, step.entry);
}

type Step = { readonly kind: "write"; readonly entry: FenceEntry } | { readonly kind: "again" } | TickOutcome;

/** One unit: what was read counts only if the database did not move on meanwhile, by another process on the same file. */
function intend(parts: TickParts, before: JournalLife, fence: FenceEntry | undefined): Step {
	const life = readJournalLife(parts.database);
	if (life.epoch !== parts.epoch) return { kind: "differs", problem: "restored-meanwhile" };
	if (life.tick !== before.tick || life.tickIntent !== before.tickIntent) return { kind: "again" };
	const standing = compareFence(fence, life);
	if (standing.kind === "differs") return standing;
	const tick = fence?.tick ?? 0;
	writeJournalLife(parts.database, { tick, tickIntent: tick + 1 });
	const backup = parts.newestBackup() ?? fence?.backup;
	return { kind: "write", entry: { lineage: life.lineage, epoch: life.epoch, tick: tick + 1, backup } };
}

async function writeTick(
	parts: TickParts,
	read: StoredEntry | undefined,
	entry: FenceEntry,
): Promise<TickOutcome | { readonly kind: "again" }> {
	const condition = read === undefined ? "absent" : { version: read.version };
	const written = await parts.entries.write(FENCE_KEY, fenceContent(entry), condition);
	if (!written.ok && written.error.code === "condition-failed") return { kind: "again" };
	if (!written.ok) return { kind: "trouble", reason: written.error.code };
	await parts.transactions.run(() => {
		// Another process on this file may be further already.
		const { tick } = readJournalLife(parts.database);
		writeJournalLife(parts.database, { tick: Math.max(tick, entry.tick) });
	});
	return { kind: "ticked" };
}
