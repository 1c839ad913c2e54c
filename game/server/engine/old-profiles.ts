import { DataStoreService } from "@rbxts/services";
import { fail, ok } from "../../../shared/result";
import type { OldProfiles } from "../ports";

/** Reads only: the old profile stays what it is, whoever holds its lock. */
export const engineOldProfiles: OldProfiles = {
	readAsync(storeName, key) {
		const [answered, value] = pcall((): unknown => {
			const [stored] = DataStoreService.GetDataStore(storeName).GetAsync<unknown>(key);
			return stored;
		});
		return answered ? ok(value) : fail("store-unavailable");
	},
};
