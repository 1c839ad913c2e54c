import type { Platform } from "../platform";
import type { LockIdentity } from "../protocol/command";

/** What a write puts in an entry's place: the value, and the user ids that Roblox keeps beside it. */
export interface EntryWrite {
	readonly value: object;
	readonly userIds: ReadonlyArray<number>;
}

/** How ProfileService 1.4.2 stores a profile. An entry that lacks one of the three parts counts as damaged there. */
export interface StoredEntry {
	readonly Data: Readonly<Record<string, unknown>>;
	readonly MetaData: Readonly<Record<string, unknown>>;
	readonly GlobalUpdates: object;
}

export type EntryState =
	| { readonly kind: "absent"; readonly globalUpdates: object | undefined }
	| { readonly kind: "present"; readonly entry: StoredEntry }
	/** The module would replace such an entry by an empty profile; this program leaves it alone. */
	| { readonly kind: "damaged" };

/** Stands for the job id of a server in Studio, which has none. */
export const STUDIO_JOB = "studio";

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeIs(value, "table");
}

export function readEntry(value: unknown): EntryState {
	if (value === undefined) return { kind: "absent", globalUpdates: undefined };
	if (!isRecord(value)) return { kind: "damaged" };
	const { Data, MetaData, GlobalUpdates } = value;
	if (!isRecord(GlobalUpdates)) return { kind: "damaged" };
	// Gifts may wait for someone who never joined: an entry with nothing but them is legal.
	if (Data === undefined && MetaData === undefined) return { kind: "absent", globalUpdates: GlobalUpdates };
	if (!isRecord(Data) || !isRecord(MetaData)) return { kind: "damaged" };
	return { kind: "present", entry: { ...value, Data, MetaData, GlobalUpdates } };
}

/** The session lock on an entry, as whoever meets it reports it (rule X5). */
export function readLock(platform: Platform, entry: StoredEntry): LockIdentity | undefined {
	const session = entry.MetaData.ActiveSession;
	if (!typeIs(session, "table")) return undefined;
	// `{place id, job id}`.
	const job = platform.asList(session)?.[1];
	return {
		// Servers in Studio have no job id.
		job: typeIs(job, "string") && job !== "" ? job : STUDIO_JOB,
		loads: wholeNumber(entry.MetaData.SessionLoadCount),
		updated: wholeNumber(entry.MetaData.LastUpdate),
	};
}

/** Place whose server holds the lock; `undefined` when there is no lock, or none that names a place. */
export function readLockPlace(platform: Platform, entry: StoredEntry): number | undefined {
	const place = platform.asList(entry.MetaData.ActiveSession)?.[0];
	return typeIs(place, "number") && place > 0 && place % 1 === 0 ? place : undefined;
}

function wholeNumber(value: unknown): number {
	return typeIs(value, "number") && value > 0 ? value - (value % 1) : 0;
}

/** The entry with another wallet in it; everything else stays, the lock's claim by a joining player too. */
export function withWallet(entry: StoredEntry, wallet: object, breakLock: boolean): StoredEntry {
	const MetaData = breakLock ? { ...entry.MetaData, ActiveSession: undefined } : entry.MetaData;
	return { ...entry, Data: { ...entry.Data, wallet }, MetaData };
}

/** An entry ProfileService takes for a profile that was loaded and released before. */
export function createEntry(
	userId: number,
	wallet: object,
	globalUpdates: object | undefined,
	now: number,
): EntryWrite {
	const value = {
		Data: { wallet },
		MetaData: { ProfileCreateTime: now, SessionLoadCount: 0, MetaTags: {} },
		GlobalUpdates: globalUpdates ?? [0, []],
		UserIds: [userId],
	};
	return { value, userIds: [userId] };
}
