import { bunPlatform } from "../../../shared/bun/platform";
import { fail, ok, type Result } from "../../../shared/result";
import { fieldOf, isRecord } from "../../answer-fields";
import { readJson, readUserPaths, unreadable } from "./answer";
import type { Core } from "./core";
import type { Answered } from "../../exchange";
import type { DataStores, Entry, EntryAddress, EntryContent, OpenCloudProblem } from "./open-cloud";
import { listRevisions } from "./revisions";
import type { Call } from "./call";
import { send } from "./send";

/** Data stores v2. Source: the official description, `Cloud_*DataStoreEntry__Using_Universes_DataStores`. */
export function createDataStores(core: Core): DataStores {
	const { storeReads, storeWrites } = core.budgets;
	const read: DataStores["get"] = async (address, options) => {
		const url = entryUrl(core, address, options?.revision);
		const call: Call = {
			operation: "get-entry",
			budget: storeReads,
			method: "GET",
			url,
			needsKey: true,
			effect: "read",
		};
		const answered = await send(core, call, options);
		if (answered.ok) return readEntry(call, answered.value);
		const isAbsent = answered.error.code === "not-found" && options?.revision === undefined;
		return isAbsent ? ok(undefined) : answered;
	};
	return {
		get: read,
		create: async (address, content, options) => {
			const url = `${storeUrl(core, address.store)}/entries?${new URLSearchParams({ id: address.key }).toString()}`;
			const call: Call = {
				...{ operation: "create-entry", budget: storeWrites, method: "POST", url, needsKey: true },
				body: JSON.stringify(bodyOf(content)),
				effect: "repeatable",
			};
			const answered = await send(core, call, options);
			if (answered.ok) return readStored(call, answered.value);
			if (answered.error.code !== "invalid-request" || address.key === "") return answered;
			// Roblox answers 400 to an entry that is there as well as to one that it does not take.
			const there = await read(address, options);
			const isThere = there.ok && there.value !== undefined;
			core.health.lastProblem = isThere ? undefined : answered.error;
			return fail(isThere ? { ...answered.error, code: "condition-failed" } : answered.error);
		},
		update: async (address, content, condition = {}, options) => {
			const query = condition.allowMissing === true ? "?allowMissing=true" : "";
			const call: Call = {
				...{ operation: "update-entry", budget: storeWrites, method: "PATCH", needsKey: true },
				url: `${entryUrl(core, address)}${query}`,
				body: JSON.stringify({ ...bodyOf(content), ...(condition.etag === undefined ? {} : { etag: condition.etag }) }),
				effect: condition.etag === undefined ? "once" : "repeatable",
			};
			const answered = await send(core, call, options);
			return answered.ok ? readStored(call, answered.value) : answered;
		},
		listRevisions: (address, limit, options) => listRevisions(core, entryUrl(core, address), limit, options),
	};
}

function storeUrl({ apiUrl, universeId }: Core, store: string): string {
	return `${apiUrl}/cloud/v2/universes/${universeId}/data-stores/${encodeURIComponent(store)}`;
}

/** The last `@` in a path separates a revision, so a key that holds one needs a revision of its own: `@latest`. */
function entryUrl(core: Core, { store, key }: EntryAddress, revision?: string): string {
	const suffix = revision ?? (key.includes("@") ? "latest" : undefined);
	const id = encodeURIComponent(suffix === undefined ? key : `${key}@${suffix}`);
	return `${storeUrl(core, store)}/entries/${id}`;
}

function bodyOf({ value, users = [], attributes = {} }: EntryContent): object {
	return { value, users: users.map((id) => `users/${id}`), attributes };
}

function readStored(call: Call, answered: Answered): Result<Entry, OpenCloudProblem> {
	const entry = readEntry(call, answered);
	if (!entry.ok) return entry;
	return entry.value === undefined ? unreadable(call, answered.status) : ok(entry.value);
}

/** A deleted entry counts as none: whether Roblox shows those with their state or as 404 is not documented. */
function readEntry(call: Call, answered: Answered): Result<Entry | undefined, OpenCloudProblem> {
	const body = readJson(call, answered);
	if (!body.ok) return body;
	const revision = fieldOf(body.value, "revisionId");
	const etag = fieldOf(body.value, "etag");
	const users = readUserPaths(fieldOf(body.value, "users"));
	const attributes = fieldOf(body.value, "attributes") ?? {};
	if (fieldOf(body.value, "state") === "DELETED") return ok(undefined);
	if (typeof revision !== "string" || users === undefined || !isRecord(attributes))
		return unreadable(call, answered.status);
	if (!bunPlatform.entriesOf(body.value).some(([name]) => name === "value")) return unreadable(call, answered.status);
	return ok({
		...{ value: fieldOf(body.value, "value"), revision, users, attributes },
		etag: typeof etag === "string" ? etag : undefined,
	});
}
