import type { EntryRecord } from "../../luau/records";
import { OPEN_CLOUD_WRITER, toRecord } from "../data-stores";
import { addressText, type StoreAddress } from "../store-limits";
import type { Call, Route } from "./route";
import {
	addressOf,
	conditionFailed,
	contentOf,
	insufficientScope,
	md5,
	notFound,
	pageSize,
	timeText,
	tooMany,
} from "./v1-fields";
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
	if (!pool.takeRead(bytes) || !call.backend.budgets.throughput.fits(load)) return tooMany();
	call.backend.budgets.throughput.use(load);
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
	const { stores, budgets } = call.backend;
	const current = stores.read(address);
	const scopes = current === null ? [`${OBJECTS}:create`] : [`${OBJECTS}:update`];
	if (!stores.hasStore(address.store)) scopes.push("universe-datastores.control:create");
	if (!scopes.every((scope) => call.hasScope(scope))) return insufficientScope();
	const content = contentOf(call);
	if (content instanceof Response) return content;
	const bytes = Buffer.byteLength(call.body);
	const load = { key: addressText(address), readBytes: 0, writeBytes: bytes };
	if (!pool.takeWrite(bytes) || !budgets.throughput.fits(load)) return tooMany();
	budgets.throughput.use(load);
	const wanted = call.query.get("matchVersion");
	const mismatch = wanted !== null && wanted !== current?.version;
	if (mismatch || (call.query.get("exclusiveCreate") === "true" && current !== null)) return conditionFailed(call);
	const entry = stores.set(address, content, OPEN_CLOUD_WRITER);
	return Response.json({
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
	if (!pool.takeWrite(1) || !call.backend.budgets.throughput.fits(load)) return tooMany();
	call.backend.budgets.throughput.use(load);
	const removed = call.backend.stores.remove(address, OPEN_CLOUD_WRITER);
	return removed === null ? notFound() : new Response(null, { status: 204 });
}

function listVersions(call: Call, pool: V1Pool): Response {
	const address = addressOf(call);
	if (address instanceof Response) return address;
	if (!pool.takeRead(1)) return tooMany();
	const page = call.backend.stores.versions(address, {
		ascending: call.query.get("sortOrder") === "Ascending",
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
	return Response.json({ versions, nextPageCursor: page.cursor ?? "" });
}

function listKeys(call: Call, pool: V1Pool): Response {
	if (!pool.takeRead(1)) return tooMany();
	const prefix = call.query.get("prefix") ?? "";
	const scope = call.query.get("scope") ?? "global";
	const all = call.backend.stores
		.keys(call.query.get("datastoreName") ?? "", scope)
		.filter((key) => key.startsWith(prefix));
	const start = Number(call.query.get("cursor") || 0);
	const keys = all.slice(start, start + pageSize(call)).map((key) => ({ key }));
	const end = start + keys.length;
	return Response.json({ keys, nextPageCursor: end < all.length ? String(end) : "" });
}
