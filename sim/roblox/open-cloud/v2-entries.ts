import { addressText, checkAddress } from "../store-limits";
import { parseJson } from "../json";
import { errorV2 } from "./answers";
import type { Call, Route } from "./route";

const UNIVERSE = String.raw`^/cloud/v2/universes/(?<universe>\d+)/data-stores/(?<store>[^/]+)`;

/** Data stores v2, reading one entry; it draws on the pool that the game servers draw on. */
export function v2EntryRoutes(): readonly Route[] {
	const common = {
		method: "GET",
		shape: "v2",
		needsKey: true,
		scope: "universe-datastores.objects:read",
		perMinute: 1_000_000,
		respond: getEntry,
	} as const;
	return [
		{ ...common, pattern: new RegExp(`${UNIVERSE}/entries/(?<key>[^/]+)$`) },
		{ ...common, pattern: new RegExp(`${UNIVERSE}/scopes/(?<scope>[^/]+)/entries/(?<key>[^/]+)$`) },
	];
}

/** A removed entry is answered like one that never was; the documents leave that open. */
function getEntry(call: Call): Response {
	const { stores, budgets } = call.backend;
	const address = {
		store: call.path["store"] ?? "",
		scope: call.path["scope"] ?? "global",
		key: call.path["key"] ?? "",
	};
	const problem = checkAddress(address);
	if (problem !== undefined) return errorV2(400, "INVALID_ARGUMENT", problem.message);
	const entry = stores.read(address);
	const load = {
		key: addressText(address),
		readBytes: Math.max(1, Buffer.byteLength(entry?.value ?? "")),
		writeBytes: 0,
	};
	if (!budgets.throughput.fits(load) || !budgets.take("read")) {
		return errorV2(429, "RESOURCE_EXHAUSTED", "The request rate exceeds the allowed maximum.");
	}
	budgets.throughput.use(load);
	if (entry === null) return errorV2(404, "NOT_FOUND", "Entry not found.");
	const scope = call.path["scope"] === undefined ? "" : `/scopes/${address.scope}`;
	return Response.json({
		path: `universes/${call.path["universe"]}/data-stores/${address.store}${scope}/entries/${address.key}`,
		createTime: new Date(entry.createdTime).toISOString(),
		revisionId: entry.version,
		revisionCreateTime: new Date(entry.updatedTime).toISOString(),
		state: "ACTIVE",
		etag: entry.version,
		value: parseJson(entry.value),
		id: address.key,
		users: entry.userIds.map((id) => `users/${id}`),
		attributes: entry.metadata,
	});
}
