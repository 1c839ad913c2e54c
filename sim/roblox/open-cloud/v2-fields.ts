import { isJsonObject, parseJson } from "../../json";
import type { KeyLoad } from "../key-throughput";
import { addressText, checkAddress, checkContent, type EntryContent, type StoreAddress } from "../store-limits";
import type { StoredVersion } from "../version-history";
import { errorV2 } from "./answers";
import type { Call } from "./route";

const STORE = String.raw`^/cloud/v2/universes/(?<universe>\d+)/data-stores/(?<store>[^/]+)`;

/** Patterns of a path below a data store, without and with a scope. */
export function patternsOf(tail: string): readonly RegExp[] {
	return [new RegExp(`${STORE}${tail}$`), new RegExp(`${STORE}/scopes/(?<scope>[^/]+)${tail}$`)];
}

export function invalidArgument(message: string): Response {
	return errorV2(400, "INVALID_ARGUMENT", message);
}

export function entryNotFound(): Response {
	return errorV2(404, "NOT_FOUND", "Entry not found.");
}

/** The entry under this key, in the store and scope of the path. */
export function addressOf(call: Call, key: string): StoreAddress | Response {
	const address = { store: call.path["store"] ?? "", scope: call.path["scope"] ?? "global", key };
	const problem = checkAddress(address);
	return problem === undefined ? address : invalidArgument(problem.message);
}

/** The path of an entry, with its scope only where the call named one. */
export function entryPath(call: Call, { store, scope, key }: StoreAddress): string {
	const middle = call.path["scope"] === undefined ? "" : `/scopes/${scope}`;
	return `universes/${call.path["universe"]}/data-stores/${store}${middle}/entries/${key}`;
}

/** What writes take from a body; the fields that the server makes itself are not looked at. */
export interface EntryBody {
	readonly content: EntryContent;
	readonly etag: string | undefined;
}

/** The value is required; users and attributes that are left out are none. */
export function bodyOf(call: Call): EntryBody | Response {
	const body = parseJson(call.body);
	if (!isJsonObject(body)) return invalidArgument("The body is not a JSON object.");
	const { value, users = [], attributes = {}, etag } = body;
	if (value === undefined) return invalidArgument("value is required.");
	const userIds = userIdsOf(users);
	if (userIds === undefined) return invalidArgument("users is not a list of users/{user_id}.");
	if (!isJsonObject(attributes)) return invalidArgument("attributes is not an object.");
	if (etag !== undefined && typeof etag !== "string") return invalidArgument("etag is not a string.");
	const content = { value: JSON.stringify(value), userIds, metadata: attributes };
	const problem = checkContent(content);
	return problem === undefined ? { content, etag } : invalidArgument(problem.message);
}

function userIdsOf(users: unknown): readonly number[] | undefined {
	if (!Array.isArray(users)) return undefined;
	const ids = users.map((user: unknown) => /^users\/(\d+)$/.exec(String(user))?.[1]);
	return ids.every((id) => id !== undefined) ? ids.map(Number) : undefined;
}

export function writeLoad(address: StoreAddress, { value }: EntryContent): KeyLoad {
	return { key: addressText(address), readBytes: 0, writeBytes: Math.max(1, Buffer.byteLength(value)) };
}

export function readLoad(address: StoreAddress, text = ""): KeyLoad {
	return { key: addressText(address), readBytes: Math.max(1, Buffer.byteLength(text)), writeBytes: 0 };
}

/** The fields that lists of revisions have too. `revision` is what stands behind the key in path and id, if anything. */
export function describeRevision(
	call: Call,
	address: StoreAddress,
	stored: Omit<StoredVersion, "metadata" | "userIds">,
	revision?: string,
): Record<string, unknown> {
	const suffix = revision === undefined ? "" : `@${revision}`;
	return {
		path: entryPath(call, address) + suffix,
		createTime: new Date(stored.createdTime).toISOString(),
		revisionId: stored.version,
		revisionCreateTime: new Date(stored.updatedTime).toISOString(),
		state: stored.value === null ? "DELETED" : "ACTIVE",
		etag: stored.version,
		id: address.key + suffix,
	};
}

export function describeEntry(
	call: Call,
	address: StoreAddress,
	stored: StoredVersion & { readonly value: string },
	revision?: string,
): Record<string, unknown> {
	return {
		...describeRevision(call, address, stored, revision),
		value: parseJson(stored.value),
		users: stored.userIds.map((id) => `users/${id}`),
		attributes: stored.metadata,
	};
}
