import { isJsonObject, parseJson } from "../../json";
import { findKey, isExpired, type ApiKey } from "./api-key";
import { gatewayError } from "./answers";
import type { Call, Route } from "./route";

/** Scopes of this family are bound to data stores, the others of a universe to universes. */
const DATA_STORES = "universe-datastores.";

/** What a key may do, and in what state it is. Described in prose only: creator-docs, `cloud/auth/api-keys.md`. */
export function introspectRoute(): Route {
	return {
		method: "POST",
		pattern: /^\/api-keys\/v1\/introspect$/,
		shape: "gateway",
		needsKey: false,
		scope: null,
		perMinute: 1_000,
		respond: introspect,
	};
}

function introspect(call: Call): Response {
	const body = parseJson(call.body);
	const text = isJsonObject(body) ? body["apiKey"] : undefined;
	if (typeof text !== "string") return gatewayError(400, "apiKey is required");
	const { apiKeys, scheduler } = call.backend;
	const key = findKey(apiKeys, text);
	if (key === undefined) return gatewayError(401, "Invalid API Key");
	return Response.json({
		name: key.name ?? "local key",
		authorizedUserId: key.ownerId ?? 1,
		scopes: describeScopes(key),
		enabled: key.isEnabled ?? true,
		expired: isExpired(key, scheduler.unixMillis()),
		...(key.expiresAt === undefined ? {} : { expirationTimeUtc: new Date(key.expiresAt).toISOString() }),
	});
}

/** One object for each name, with its operations; a scope without an operation has an empty list. */
function describeScopes(key: ApiKey): readonly Record<string, unknown>[] {
	const operations = new Map<string, string[]>();
	for (const scope of key.scopes) {
		const [name = "", operation] = scope.split(":");
		operations.set(name, [...(operations.get(name) ?? []), ...(operation === undefined ? [] : [operation])]);
	}
	return [...operations].map(([name, list]) => ({ name, operations: list, ...resourcesOf(key, name) }));
}

/** A star stands for all of them. */
function resourcesOf(key: ApiKey, name: string): Record<string, unknown> {
	const universeIds = key.universeIds?.map(String) ?? ["*"];
	if (name.startsWith(DATA_STORES)) {
		const storeNames = key.storeNames ?? ["*"];
		const pairs = universeIds.flatMap((universeId) =>
			storeNames.map((datastoreName) => ({ universeId, datastoreName })),
		);
		return { universeDatastores: pairs };
	}
	return name.startsWith("universe") ? { universeIds } : {};
}
