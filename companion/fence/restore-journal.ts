import type { Database } from "bun:sqlite";
import { readJournalLife, writeJournalLife, type JournalLife } from "../database/journal-life";
import type { ConditionalEntries } from "../roblox/open-cloud/open-cloud";
import { compareFence } from "./compare-fence";
import { decodeFenceEntry, FENCE_KEY, fenceContent, type FenceEntry } from "./fence-entry";

export type RestoreOutcome =
	/** The fence names this database as it is: there is nothing to restore. */
	| { readonly kind: "not-needed" }
	/** Nothing was changed; `lineage` is what the person has to repeat. */
	| { readonly kind: "unconfirmed"; readonly lineage: string; readonly warnings: readonly string[] }
	| { readonly kind: "restored"; readonly epoch: number }
	| { readonly kind: "trouble"; readonly reason: string };

interface Parts {
	readonly database: Database;
	readonly entries: ConditionalEntries;
	/** Unix milliseconds. */
	readonly now: number;
}

/**
 * Makes this database the one that commands its store, as a new life of the journal (rule F2): first the fence, on the
 * version that was read, then the database. Everything that is open counts as sent from then on (rule F4), because the
 * lost part of the journal may have sent it. `confirmed` is the lineage a person typed.
 */
export async function restoreJournal(parts: Parts, confirmed: string | undefined): Promise<RestoreOutcome> {
	const life = readJournalLife(parts.database);
	const read = await parts.entries.read(FENCE_KEY);
	if (!read.ok) return { kind: "trouble", reason: `the fence cannot be read: ${read.error.code}` };
	const fence = read.value === undefined ? undefined : decodeFenceEntry(read.value.value);
	if (read.value !== undefined && fence === undefined)
		return { kind: "trouble", reason: "the fence cannot be understood" };
	const standing = compareFence(fence, life);
	if (standing.kind === "equal" || standing.kind === "free") return { kind: "not-needed" };
	const lineage = fence?.lineage ?? life.lineage;
	if (confirmed !== lineage) return { kind: "unconfirmed", lineage, warnings: listWarnings(fence, life) };
	const epoch = Math.max(fence?.epoch ?? 0, life.epoch) + 1;
	const entry: FenceEntry = { lineage: life.lineage, epoch, tick: 1, backup: life.copyOf ?? fence?.backup };
	const condition = read.value === undefined ? "absent" : { version: read.value.version };
	const written = await parts.entries.write(FENCE_KEY, fenceContent(entry), condition);
	if (!written.ok) {
		// Whether it was stored or not: asked again, it takes the epoch after that one.
		return { kind: "trouble", reason: `the fence was not written for certain (${written.error.code}); run it again` };
	}
	parts.database.transaction(() => beginEpoch(parts, epoch, life.copyOf)).immediate();
	return { kind: "restored", epoch };
}

function listWarnings(fence: FenceEntry | undefined, life: JournalLife): string[] {
	const warnings: string[] = [];
	if (fence === undefined) warnings.push("This store has no fence any more.");
	else if (fence.lineage !== life.lineage) {
		warnings.push("Another database commands this store. What only that one knows is lost to this one.");
	}
	// Made after that one was finished, it holds all of it: a backup made by hand does.
	const isNewest = fence?.backup === life.copyOf || fence?.backup === life.newestBackup;
	if (fence?.backup !== undefined && !isNewest) {
		warnings.push(
			`The newest finished backup is ${fence.backup}; this database is not it. ` +
				"Audit rows may be lost, and a lost command that is asked for again may take effect again.",
		);
	}
	return warnings;
}

function beginEpoch({ database, now }: Parts, epoch: number, copyOf: string | undefined): void {
	const base = copyOf === undefined ? {} : { newestBackup: copyOf };
	writeJournalLife(database, { epoch, tick: 1, tickIntent: 1, copyOf: null, ...base });
	database.run(
		"UPDATE command SET state = 'published', sent_at = ? WHERE settled_at IS NULL AND sent_at IS NULL AND opens = 0",
		[now],
	);
	// A person has looked; and what stopped a wallet were numbers of the journal that ends here.
	database.run("UPDATE wallet SET stopped = NULL");
}
