import { fail, ok } from "../../../shared/result";
import type { ConditionalEntries } from "./conditional-entries";
import type { DataStores } from "./open-cloud";

/**
 * Conditional writes by the `etag` of version 2. The description says that one "may be sent", not what happens when it
 * is stale, so this way is off until it was tried on the live platform; `bun run contract --live` tries it.
 */
export function createEntriesV2(dataStores: DataStores, store: string): ConditionalEntries {
	return {
		read: async (key, options) => {
			const entry = await dataStores.get({ store, key }, options);
			if (!entry.ok || entry.value === undefined) return entry.ok ? ok(undefined) : entry;
			const { value, users, attributes, etag } = entry.value;
			if (etag !== undefined && etag !== "") return ok({ value, users, attributes, version: etag });
			return fail({ code: "unreadable", operation: "get-entry", retriable: false, outcomeUnknown: false });
		},
		write: async (key, content, condition, options) => {
			const address = { store, key };
			const written =
				condition === "absent"
					? await dataStores.create(address, content, options)
					: await dataStores.update(address, content, { etag: condition.version }, options);
			if (written.ok) return ok(undefined);
			// An entry that is gone is not the one that was read.
			const isGone = condition !== "absent" && written.error.code === "not-found";
			return fail(isGone ? { ...written.error, code: "condition-failed" } : written.error);
		},
	};
}
