import type { EntryRecord } from "../../luau/records";
import { OPEN_CLOUD_WRITER, toRecord } from "../data-stores";
import { addressText, type StoreAddress } from "../store-limits";
import { insufficientScope } from "./answers";
import { useKeyBytes } from "./limits";
import type { Call, Route } from "./route";
import { addressOf, conditionFailed, contentOf, md5, notFound, pageSize, timeText } from "./v1-fields";
import type { V1Pool } from "./v1-pool";

const BASE = String.raw`^/datastores/v1/universes/(?<universe>\d+)/standard-datastores`;
const ENTRY = new RegExp(`${BASE}/datastore/entries/entry$`);
const OBJECTS = "universe-datastores.objects";
const PER_MINUTE = 5_000;

/** Legacy v1 data stores, the calls that are conditional on a version. Shapes: creator-docs, `datastores-api/v1.json`. */
export function v1EntryRoutes(pool: V1Pool): readonly Route[] {
	const common = { shape: "v1", needsKey: true, perMinute: PER_MINUTE } as const;
	const versions = new RegExp(`${BASE}/datastore/entries/entry/versions$`);
	const version = new RegExp(`${BASE}/datastore/entries/entry/versions/version$`);
	const keys = new RegExp(`${BASE}/datastore/entries$`);
	return [
		{ ...common, method: "GET", pattern: ENTRY, scope: `${OBJECTS}:read`, respond: (call) => getEntry(call, pool) },
		{ ...common, method: "POST", pattern: ENTRY, scope: null, respond: (call) => setEntry(call, pool) },
		{
			...common,
			method: "DELETE",
			pattern: ENTRY,
			scope: `${OBJECTS}:delete`,
			respond: (call) => deleteEntry(call, pool),
		},
		{
			...common,
			method: "GET",
			pattern: versions,
			scope: "universe-datastores.versions:list",
			respond: (call) => listVersions(call, pool),
		},
		{
			...common,
			method: "GET",
			pattern: version,
			scope: "universe-datastores.versions:read",
			respond: (call) => getVersion(call, pool),
		},
		{ ...common, method: "GET", pattern: keys, scope: `${OBJECTS}:list`, respond: (call) => listKeys(call, pool) },
	];
}

function getEntry(call: Call, pool: V1Pool): Response {
	const address = addressOf(call);
	if (address instanceof Response) return address;
	const entry = call.backend.stores.read(address);
	return readAnswer(call, pool, address, entry);
}

function getVersion(call: Call, pool: V1Pool): Response {
	const address = addressOf(call);
	if (address instanceof Response) return address;
	const stored = call.backend.stores.version(address, call.query.get("versionId") ?? "");
	return readAnswer(call, pool, address, toRecord(stored));
}

function readAnswer(call: Call, pool: V1Pool, address: StoreAddress, entry: EntryRecord | null): Response {
	const bytes = Buffer.byteLength(entry?.value ?? "");
	const load = { key: addressText(address), readBytes: Math.max(1, bytes), writeBytes: 0 };
	const refusal = pool.useRead(bytes) ?? useKeyBytes(call, "v1", load);
	if (refusal !== undefined) return refusal;
	if (entry === null) return notFound();
	return new Response(entry.value, {
		headers: {
			"content-type": "application/json",
			"content-md5": md5(entry.value),
			"roblox-entry-version": entry.version,
			"roblox-entry-created-time": timeText(entry.createdTime),
			"roblox-entry-version-created-time": timeText(entry.updatedTime),
			"roblox-entry-attributes": JSON.stringify(entry.metadata),
			"roblox-entry-userids": JSON.stringify(entry.userIds),
		},
	});
}

function setEntry(call: Call, pool: V1Pool): Response {
	const address = addressOf(call);
	if (address instanceof Response) return address;
	const { stores } = call.backend;
	const current = stores.read(address);
	const scopes = current === null ? [`${OBJECTS}:create`] : [`${OBJECTS}:update`];
	if (!stores.hasStore(address.store)) scopes.push("universe-datastores.control:create");
	if (!scopes.every((scope) => call.hasScope(scope))) return insufficientScope("v1");
	const content = contentOf(call);
	if (content instanceof Response) return content;
	const bytes = Buffer.byteLength(call.body);
	const load = { key: addressText(address), readBytes: 0, writeBytes: bytes };
	const refusal = pool.useWrite(bytes) ?? useKeyBytes(call, "v1", load);
	if (refusal !== undefined) return refusal;
	const wanted = call.query.get("matchVersion");
	const mismatch = wanted !== null && wanted !== current?.version;
	if (mismatch || (call.query.get("exclusiveCreate") === "true" && current !== null)) return conditionFailed(call);
	const entry = stores.set(address, content, OPEN_CLOUD_WRITER);
	return asTextJson({
		version: entry.version,
		deleted: false,
		contentLength: bytes,
		createdTime: timeText(entry.updatedTime),
		objectCreatedTime: timeText(entry.createdTime),
	});
}

function deleteEntry(call: Call, pool: V1Pool): Response {
	const address = addressOf(call);
	if (address instanceof Response) return address;
	const load = { key: addressText(address), readBytes: 0, writeBytes: 1 };
	const refusal = pool.useWrite(1) ?? useKeyBytes(call, "v1", load);
	if (refusal !== undefined) return refusal;
	const removed = call.backend.stores.remove(address, OPEN_CLOUD_WRITER);
	return removed === null ? notFound() : new Response(null, { status: 204 });
}

function listVersions(call: Call, pool: V1Pool): Response {
	const address = addressOf(call);
	if (address instanceof Response) return address;
	const refusal = pool.useRead(1);
	if (refusal !== undefined) return refusal;
	const page = call.backend.stores.versions(address, {
		ascending: call.query.get("sortOrder") !== "Descending",
		from: Date.parse(call.query.get("startTime") ?? "") || 0,
		to: Date.parse(call.query.get("endTime") ?? "") || 0,
		pageSize: pageSize(call),
		cursor: call.query.get("cursor") || null,
	});
	const versions = page.items.map((item) => ({
		version: item.version,
		deleted: item.isDeleted,
		contentLength: Buffer.byteLength(call.backend.stores.version(address, item.version)?.value ?? ""),
		createdTime: timeText(item.createdTime),
		objectCreatedTime: timeText(call.backend.stores.version(address, item.version)?.createdTime ?? item.createdTime),
	}));
	return asTextJson({ versions, nextPageCursor: page.cursor ?? "" });
}

/** Removed entries are among them until they are gone for good. */
function listKeys(call: Call, pool: V1Pool): Response {
	const refusal = pool.useRead(1);
	if (refusal !== undefined) return refusal;
	const { query, backend } = call;
	const prefix = query.get("prefix") ?? "";
	const scope = query.get("scope") || "global";
	const all = backend.stores
		.listed(query.get("datastoreName") ?? "")
		.filter((entry) => query.get("allScopes") === "true" || entry.scope === scope)
		.filter((entry) => entry.key.startsWith(prefix));
	const start = Number(query.get("cursor") || 0);
	const keys = all.slice(start, start + pageSize(call)).map(({ key }) => ({ key }));
	const end = start + keys.length;
	return Response.json({ keys, nextPageCursor: end < all.length ? String(end) : "" });
}

/** The media type under which the specification describes versions. */
function asTextJson(body: unknown): Response {
	return Response.json(body, { headers: { "content-type": "text/json" } });
}
