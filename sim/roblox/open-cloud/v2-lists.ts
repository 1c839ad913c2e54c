import type { ListedEntry } from "../data-stores";
import { prefixOf, spanOf } from "./filters";
import { useExperience } from "./limits";
import { pageOf } from "./pages";
import type { Call, Route } from "./route";
import { addressOf, describeRevision, entryNotFound, invalidArgument, patternsOf, readLoad } from "./v2-fields";

const STORES_MAX = 100;
const ENTRIES_MAX = 256;
const REVISIONS_MAX = 100;
/** Lists the entries of all scopes. */
const ANY_SCOPE = "-";

/** Lists of data stores v2; default and largest pages from openapi. */
export function v2ListRoutes(): readonly Route[] {
	const common = { method: "GET", shape: "v2", needsKey: true, perMinute: 1_000_000 } as const;
	return [
		{
			...common,
			pattern: /^\/cloud\/v2\/universes\/(?<universe>\d+)\/data-stores$/,
			scope: "universe-datastores.control:list",
			respond: listStores,
		},
		...patternsOf("/entries").map((pattern) => ({
			...common,
			pattern,
			scope: "universe-datastores.objects:list",
			respond: listEntries,
		})),
		...patternsOf("/entries/(?<key>[^/]+):listRevisions").map((pattern) => ({
			...common,
			pattern,
			scope: "universe-datastores.versions:list",
			respond: listRevisions,
		})),
	];
}

function listStores(call: Call): Response {
	const prefix = prefixOf(call.query.get("filter"));
	if (prefix === undefined) return invalidArgument("The provided filter is invalid.");
	const names = call.backend.stores.storeNames().filter((name) => name.startsWith(prefix));
	const page = pageOf(call, names, STORES_MAX);
	if (page instanceof Response) return page;
	const refusal = useExperience(call, "list");
	if (refusal !== undefined) return refusal;
	return Response.json({ dataStores: page.items.map((name) => describeStore(call, name)), ...page.rest });
}

function describeStore({ backend, path }: Call, name: string): Record<string, unknown> {
	const { stores, scheduler } = backend;
	const began = stores.history.find((write) => write.store === name)?.time ?? scheduler.now();
	const createdTime = scheduler.unixMillis() - Math.round((scheduler.now() - began) / 1_000);
	return {
		path: `universes/${path["universe"]}/data-stores/${name}`,
		createTime: new Date(createdTime).toISOString(),
		state: "ACTIVE",
		id: name,
	};
}

function listEntries(call: Call): Response {
	const prefix = prefixOf(call.query.get("filter"));
	if (prefix === undefined) return invalidArgument("The provided filter is invalid.");
	const listed = call.backend.stores
		.listed(call.path["store"] ?? "")
		.filter((entry) => call.query.get("showDeleted") === "true" || !entry.isDeleted)
		.filter((entry) => isWanted(entry, call.path["scope"], prefix));
	const page = pageOf(call, listed, ENTRIES_MAX);
	if (page instanceof Response) return page;
	const refusal = useExperience(call, "list");
	if (refusal !== undefined) return refusal;
	const dataStoreEntries = page.items.map((entry) => describeListed(call, entry));
	return Response.json({ dataStoreEntries, ...page.rest });
}

/**
 * Over all scopes a prefix begins with the scope. Without a scope in the path, creator-docs show that form
 * (`cloud/guides/data-stores/request-handling.md`), and the path itself suggests the plain one: both are taken.
 */
function isWanted({ scope, key }: ListedEntry, asked: string | undefined, prefix: string): boolean {
	const withScope = `${scope}/${key}`.startsWith(prefix);
	if (asked === ANY_SCOPE) return withScope;
	if (asked === undefined) return scope === "global" && (withScope || key.startsWith(prefix));
	return scope === asked && key.startsWith(prefix);
}

/** Only these two fields are filled. */
function describeListed({ path }: Call, { store, scope, key }: ListedEntry): Record<string, unknown> {
	const middle = path["scope"] === undefined ? "" : `/scopes/${scope}`;
	return { path: `universes/${path["universe"]}/data-stores/${store}${middle}/entries/${key}`, id: key };
}

/** Newest first; what was removed is among them. */
function listRevisions(call: Call): Response {
	const address = addressOf(call, call.path["key"] ?? "");
	if (address instanceof Response) return address;
	const span = spanOf(call.query.get("filter"));
	if (span === undefined) return invalidArgument("The provided filter is invalid.");
	const all = call.backend.stores.readable(address).toReversed();
	const wanted = all.filter(({ updatedTime }) => updatedTime >= span.from && updatedTime <= span.to);
	const page = pageOf(call, wanted, REVISIONS_MAX);
	if (page instanceof Response) return page;
	const refusal = useExperience(call, "list", readLoad(address));
	if (refusal !== undefined) return refusal;
	if (all.length === 0) return entryNotFound();
	const dataStoreEntries = page.items.map((stored) => describeRevision(call, address, stored, stored.version));
	return Response.json({ dataStoreEntries, ...page.rest });
}
