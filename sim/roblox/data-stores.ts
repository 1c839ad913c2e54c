import type { EntryRecord } from "../luau/records";
import type { Scheduler } from "../clock/scheduler";
import { addressText, type EntryContent, type StoreAddress } from "./store-limits";
import { VersionHistory, type StoredVersion } from "./version-history";

/** Job id of a game server, or this for writes through Open Cloud. */
export const OPEN_CLOUD_WRITER = "open-cloud";

/** A write that landed, whether or not its writer ever learned of it. */
export interface CommittedWrite extends StoreAddress {
	/** Microseconds of the world. */
	readonly time: number;
	readonly writer: string;
	readonly versionBefore: string | null;
	readonly versionAfter: string;
	/** JSON texts; null for no entry, and for the tombstone that a removal leaves. */
	readonly valueBefore: string | null;
	readonly value: string | null;
}

export interface VersionQuery {
	readonly ascending: boolean;
	/** Unix milliseconds, 0 for open. */
	readonly from: number;
	readonly to: number;
	readonly pageSize: number;
	readonly cursor: string | null;
}

export interface ListedEntry extends StoreAddress {
	readonly isDeleted: boolean;
}

export interface VersionPage {
	readonly items: readonly { readonly version: string; readonly createdTime: number; readonly isDeleted: boolean }[];
	readonly cursor: string | null;
}

/** The stored truth that all servers and Open Cloud share. Every method is one atomic step; limits are checked before. */
export class DataStores {
	readonly #scheduler: Scheduler;
	readonly #onWrite: (write: CommittedWrite) => void;
	readonly #entries = new Map<string, { readonly address: StoreAddress; readonly history: VersionHistory }>();
	readonly #writes: CommittedWrite[] = [];

	constructor(scheduler: Scheduler, onWrite: (write: CommittedWrite) => void = () => undefined) {
		this.#scheduler = scheduler;
		this.#onWrite = onWrite;
	}

	/** Every write ever, in order. For checkers: the real thing keeps far less. */
	get history(): readonly CommittedWrite[] {
		return this.#writes;
	}

	/** The latest version, a tombstone too. */
	latest(address: StoreAddress): StoredVersion | undefined {
		return this.#entries.get(addressText(address))?.history.latest(this.#scheduler.unixMillis());
	}

	/** Null for no entry and for a removed one. */
	read(address: StoreAddress): EntryRecord | null {
		return toRecord(this.latest(address));
	}

	set(address: StoreAddress, content: EntryContent, writer: string): EntryRecord {
		return { ...this.#write(address, content, writer), value: content.value };
	}

	/** Writes only when the entry's version is still `expect`; null expects no entry, or a removed one. */
	compareAndSet(
		address: StoreAddress,
		expect: string | null,
		content: EntryContent,
		writer: string,
	): EntryRecord | null {
		const current = this.read(address);
		return (current?.version ?? null) === expect ? this.set(address, content, writer) : null;
	}

	/** Leaves a tombstone. Returns what was there. */
	remove(address: StoreAddress, writer: string): EntryRecord | null {
		const current = this.read(address);
		if (current !== null) this.#write(address, { value: null, userIds: [], metadata: {} }, writer);
		return current;
	}

	version(address: StoreAddress, version: string): StoredVersion | undefined {
		return this.readable(address).find((stored) => stored.version === version);
	}

	/** Every version that can still be read, oldest first. */
	readable(address: StoreAddress): readonly StoredVersion[] {
		return this.#entries.get(addressText(address))?.history.readable(this.#scheduler.unixMillis()) ?? [];
	}

	versions(address: StoreAddress, query: VersionQuery): VersionPage {
		const ordered = this.readable(address).filter(
			(stored) => stored.updatedTime >= query.from && (query.to === 0 || stored.updatedTime <= query.to),
		);
		const all = query.ascending ? ordered : ordered.toReversed();
		const start = query.cursor === null ? 0 : Number(query.cursor);
		const items = all.slice(start, start + query.pageSize).map((stored) => ({
			version: stored.version,
			createdTime: stored.updatedTime,
			isDeleted: stored.value === null,
		}));
		const end = start + items.length;
		return { items, cursor: end < all.length ? String(end) : null };
	}

	hasStore(store: string): boolean {
		return [...this.#entries.values()].some((entry) => entry.address.store === store);
	}

	/** Names in alphabetic order. */
	storeNames(): readonly string[] {
		return [...new Set([...this.#entries.values()].map((entry) => entry.address.store))].sort();
	}

	/** Entries of a store by scope and key, the removed ones too until they are gone for good. */
	listed(store: string): readonly ListedEntry[] {
		const listed = [...this.#entries.values()].flatMap(({ address, history }) => {
			const latest = address.store === store ? history.latest(this.#scheduler.unixMillis()) : undefined;
			return latest === undefined ? [] : [{ ...address, isDeleted: latest.value === null }];
		});
		return listed.sort((a, b) => compare(a.scope, b.scope) || compare(a.key, b.key));
	}

	#write(
		address: StoreAddress,
		content: Pick<StoredVersion, "value" | "userIds" | "metadata">,
		writer: string,
	): StoredVersion {
		const name = addressText(address);
		const { store, scope, key } = address;
		const entry = this.#entries.get(name) ?? { address: { store, scope, key }, history: new VersionHistory() };
		this.#entries.set(name, entry);
		const before = entry.history.latest(this.#scheduler.unixMillis());
		const after = entry.history.write(content, this.#scheduler.unixMillis());
		const write: CommittedWrite = {
			store,
			scope,
			key,
			time: this.#scheduler.now(),
			writer,
			versionBefore: before === undefined || before.value === null ? null : before.version,
			versionAfter: after.version,
			valueBefore: before?.value ?? null,
			value: content.value,
		};
		this.#writes.push(write);
		this.#onWrite(write);
		return after;
	}
}

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

export function toRecord(stored: StoredVersion | undefined): EntryRecord | null {
	return stored === undefined || stored.value === null ? null : { ...stored, value: stored.value };
}
