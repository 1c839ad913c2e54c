import type { LockIdentity } from "../../../shared/protocol/command";
import type { EntryWrite } from "../ports";

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
export function readLock(entry: StoredEntry): LockIdentity | undefined {
	const session = entry.MetaData.ActiveSession;
	if (!isRecord(session)) return undefined;
	// `{place id, job id}`.
	const job = rawget(session, 2);
	const loads = entry.MetaData.SessionLoadCount;
	const updated = entry.MetaData.LastUpdate;
	return {
		// Servers in Studio have no job id.
		job: typeIs(job, "string") && job !== "" ? job : "studio",
		loads: typeIs(loads, "number") ? math.floor(loads) : 0,
		updated: typeIs(updated, "number") ? math.floor(updated) : 0,
	};
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
