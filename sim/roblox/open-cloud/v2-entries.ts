import { OPEN_CLOUD_WRITER, toRecord } from "../data-stores";
import type { StoreAddress } from "../store-limits";
import type { StoredVersion } from "../version-history";
import { errorV2 } from "./answers";
import { useExperience } from "./limits";
import type { Call, Route } from "./route";
import {
	addressOf,
	bodyOf,
	describeEntry,
	entryNotFound,
	invalidArgument,
	patternsOf,
	readLoad,
	writeLoad,
} from "./v2-fields";

const OBJECTS = "universe-datastores.objects";
const LATEST = "latest";
const TEN_MINUTES_MILLIS = 600_000;

/** Entries of data stores v2, which draw on the pool that the game servers draw on. Described in openapi, `DataStoreEntry`. */
export function v2EntryRoutes(): readonly Route[] {
	const common = { shape: "v2", needsKey: true, perMinute: 1_000_000 } as const;
	const entry = patternsOf("/entries/(?<key>[^/]+)");
	return [
		...entry.map((pattern) => ({
			...common,
			method: "GET",
			pattern,
			scope: `${OBJECTS}:read`,
			respond: getEntry,
		})),
		...entry.map((pattern) => ({
			...common,
			method: "PATCH",
			pattern,
			scope: `${OBJECTS}:update`,
			respond: updateEntry,
		})),
		...patternsOf("/entries").map((pattern) => ({
			...common,
			method: "POST",
			pattern,
			scope: `${OBJECTS}:create`,
			respond: createEntry,
		})),
	];
}

/**
 * What stands behind the last `@` names a revision: its id, `latest`, or `latest:` and a time. A removed entry is
 * answered like one that never was; the documents leave that open.
 */
function getEntry(call: Call): Response {
	const name = call.path["key"] ?? "";
	const at = name.lastIndexOf("@");
	const revision = at < 0 ? LATEST : name.slice(at + 1);
	const address = addressOf(call, at < 0 ? name : name.slice(0, at));
	if (address instanceof Response) return address;
	const stored = lookUp(call, address, revision);
	if (stored instanceof Response) return stored;
	const refusal = useExperience(call, "read", readLoad(address, stored?.value ?? ""));
	if (refusal !== undefined) return refusal;
	const entry = toRecord(stored);
	if (entry === null) return entryNotFound();
	return Response.json(describeEntry(call, address, entry, stored?.version === revision ? revision : undefined));
}

function lookUp({ backend }: Call, address: StoreAddress, revision: string): StoredVersion | undefined | Response {
	const { stores, scheduler } = backend;
	if (revision === LATEST) return stores.latest(address);
	if (!revision.startsWith(`${LATEST}:`)) return stores.version(address, revision);
	const time = Date.parse(revision.slice(LATEST.length + 1));
	if (!(time > 0 && time <= scheduler.unixMillis() + TEN_MINUTES_MILLIS)) {
		return invalidArgument("The time is not after 1970, or more than ten minutes from now.");
	}
	return stores.readable(address).findLast((stored) => stored.updatedTime <= time);
}

/** An entry that exists is a 400, as the description says. */
function createEntry(call: Call): Response {
	const id = call.query.get("id");
	if (id === null) return invalidArgument("id is required.");
	const address = addressOf(call, id);
	if (address instanceof Response) return address;
	const body = bodyOf(call);
	if (body instanceof Response) return body;
	const refusal = useExperience(call, "write", writeLoad(address, body.content));
	if (refusal !== undefined) return refusal;
	const { stores } = call.backend;
	if (stores.read(address) !== null) return invalidArgument("The entry exists already.");
	return Response.json(describeEntry(call, address, stores.set(address, body.content, OPEN_CLOUD_WRITER)));
}

/** Replaces all of an entry. An `@` in the key is part of it here: no revision can be changed. */
function updateEntry(call: Call): Response {
	const address = addressOf(call, call.path["key"] ?? "");
	if (address instanceof Response) return address;
	const body = bodyOf(call);
	if (body instanceof Response) return body;
	const allowMissing = call.query.get("allowMissing") ?? "false";
	if (!["true", "false"].includes(allowMissing)) return invalidArgument("allowMissing is not a boolean.");
	const refusal = useExperience(call, "write", writeLoad(address, body.content));
	if (refusal !== undefined) return refusal;
	const { stores } = call.backend;
	const current = stores.read(address);
	if (current === null && allowMissing === "false") return entryNotFound();
	if (body.etag !== undefined && body.etag !== current?.version) {
		return errorV2(409, "ABORTED", "The entry is not the one that the etag names.");
	}
	return Response.json(describeEntry(call, address, stores.set(address, body.content, OPEN_CLOUD_WRITER)));
}
