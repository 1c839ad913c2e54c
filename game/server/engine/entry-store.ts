import { DataStoreService } from "@rbxts/services";
import type { EntryWrite } from "../../../shared/wallet/stored-entry";
import type { EntryStore } from "../ports";

/** Entries of the wallet store, written without ProfileService and without its lock. */
export function createEntryStore(storeName: string): EntryStore {
	return {
		updateAsync(key, transform) {
			let last: EntryWrite | undefined;
			const [answered, stored] = pcall((): unknown => {
				const [value] = DataStoreService.GetDataStore(storeName).UpdateAsync<unknown, unknown>(key, (value, info) => {
					last = transform(value, info === undefined ? [] : info.GetUserIds());
					if (last === undefined) return $tuple(undefined);
					// What is not returned is cleared: the entry's own metadata goes along.
					return $tuple(last.value, [...last.userIds], info === undefined ? undefined : info.GetMetadata());
				});
				return value;
			});
			if (!answered) return "unknown";
			if (last === undefined) return "cancelled";
			return stored === undefined ? "unknown" : "stored";
		},
	};
}
