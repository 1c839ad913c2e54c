import type { EntryRecord, StoreRequest } from "../records";

/** A data store just good enough to check the VM against: versions, compare-and-set, history. */
export class TinyStore {
	readonly entries = new Map<string, EntryRecord>();
	readonly history: { readonly key: string; readonly entry: EntryRecord }[] = [];
	/** Compare-and-set requests that met another version. */
	conflicts = 0;

	constructor(private readonly unixMillis: () => number) {}

	answer(request: StoreRequest): unknown {
		const id = `${request.store}/${request.scope}/${request.key}`;
		const current = this.entries.get(id);
		switch (request.kind) {
			case "store.get":
				return current ?? null;
			case "store.cas":
				if ((current?.version ?? null) !== request.expect) {
					this.conflicts++;
					return { conflict: true };
				}
				return this.write(id, request);
			case "store.set":
				return this.write(id, request);
			case "store.remove":
				this.entries.delete(id);
				return current ?? null;
			case "store.version":
				return this.history.find((past) => past.entry.version === request.version)?.entry ?? null;
			case "store.versions":
				return this.listVersions(id, request.ascending, request.pageSize, request.cursor);
		}
	}

	private listVersions(id: string, ascending: boolean, pageSize: number, cursor: string | null): unknown {
		const all = this.history.filter((past) => past.key === id).map(({ entry }) => entry);
		if (!ascending) all.reverse();
		const start = Number(cursor ?? 0);
		const items = all.slice(start, start + pageSize).map((entry) => ({
			version: entry.version,
			createdTime: entry.updatedTime,
			isDeleted: false,
		}));
		return { items, cursor: start + pageSize < all.length ? String(start + pageSize) : null };
	}

	private write(id: string, fields: Pick<EntryRecord, "value" | "userIds" | "metadata">): EntryRecord {
		const now = this.unixMillis();
		const { value, userIds, metadata } = fields;
		const version = `V${String(this.history.length + 1).padStart(6, "0")}`;
		const createdTime = this.entries.get(id)?.createdTime ?? now;
		const entry: EntryRecord = { value, version, createdTime, updatedTime: now, userIds, metadata };
		this.entries.set(id, entry);
		this.history.push({ key: id, entry });
		return entry;
	}
}
