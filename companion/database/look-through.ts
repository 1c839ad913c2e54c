import type { Database } from "bun:sqlite";

/** Up to here it takes well under a second, so that every start can afford it. */
const BYTES_MAX = 256 * 1_048_576;

/**
 * Throws when the file is damaged, before anything is answered from it. A larger one is not looked through at each
 * start; `doctor` does it when asked, and what a request meets of the damage is refused.
 */
export function refuseDamaged(database: Database, bytesMax = BYTES_MAX): void {
	if (readNumber(database, "page_count") * readNumber(database, "page_size") > bytesMax) return;
	const damage = findDamage(database);
	if (damage !== undefined) throw new Error(`it is damaged (${damage}); restore the newest backup`);
}

/** The first thing that is wrong with the form of the file, in SQLite's words, on one line. Reads all of it. */
export function findDamage(database: Database): string | undefined {
	const found = database.query<Record<string, string>, []>("PRAGMA quick_check(1)").get();
	const [verdict = "no verdict"] = Object.values(found ?? {});
	return verdict === "ok" ? undefined : verdict.replaceAll(/\s+/g, " ");
}

function readNumber(database: Database, setting: "page_count" | "page_size"): number {
	const row = database.query<Record<string, number>, []>(`PRAGMA ${setting}`).get();
	const [value = 0] = Object.values(row ?? {});
	return value;
}
