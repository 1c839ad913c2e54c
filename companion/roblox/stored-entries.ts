import { bunPlatform } from "../../shared/bun/platform";
import { fail, ok, type Result } from "../../shared/result";
import type { CompanionConfig } from "../config-type";
import { callOpenCloud, type OpenCloudPorts, type OpenCloudProblem } from "./call-open-cloud";
import { createTokenBucket } from "./token-bucket";

/** An entry with everything a write has to give back, or the platform would drop it. */
export interface StoredEntry {
	readonly value: unknown;
	readonly version: string;
	/** Headers as they were read: Roblox's list of user ids, and the attributes as JSON. */
	readonly userIds: string | undefined;
	readonly attributes: string | undefined;
}

/** The write happens only while this holds at that moment. */
export type WriteCondition = { readonly version: string } | "absent";

export interface EntryContent {
	readonly value: unknown;
	readonly userIds?: string | undefined;
	readonly attributes?: string | undefined;
}

/** Entries of one data store, through version 1 of the API: its writes can be made conditional on a version. */
export interface StoredEntries {
	/** `undefined` inside `ok`: there is none. */
	read(key: string): Promise<Result<StoredEntry | undefined, OpenCloudProblem>>;
	/**
	 * `conflict`: the condition does not hold any more; because a lost answer is tried again, that may also mean that
	 * this very write was stored. Any other problem leaves open whether it was.
	 */
	write(key: string, content: EntryContent, condition: WriteCondition): Promise<Result<undefined, WriteProblem>>;
}

export type WriteProblem = OpenCloudProblem | { readonly kind: "conflict" };

/** Of the 300 reads and 300 writes a minute that Roblox gives this interface. */
const USUAL_BUDGET = { perMinute: 60 };
const BURST = { burst: 20, waitMillisecondsMax: 5_000 };
/** Roblox documents none of the two for a condition that failed, so both are taken as that. */
const CONDITION_FAILED: readonly (number | undefined)[] = [409, 412];

export function createStoredEntries(
	ports: OpenCloudPorts,
	config: Pick<CompanionConfig, "robloxApiUrl" | "universeId" | "apiKey">,
	storeName: string,
	budget: { readonly perMinute: number } = USUAL_BUDGET,
): StoredEntries {
	const readBucket = createTokenBucket(ports, { ...BURST, ...budget });
	const writeBucket = createTokenBucket(ports, { ...BURST, ...budget });
	const base = `${config.robloxApiUrl}/datastores/v1/universes/${config.universeId}/standard-datastores`;
	const urlOf = (key: string, condition: Record<string, string> = {}): string => {
		const query = new URLSearchParams({ datastoreName: storeName, entryKey: key, ...condition });
		return `${base}/datastore/entries/entry?${query.toString()}`;
	};
	return {
		read: async (key) => {
			const init = { method: "GET" };
			const call = { operation: "read-entry", bucket: readBucket, url: urlOf(key), init };
			const answer = await callOpenCloud(ports, config.apiKey, call);
			if (!answer.ok) return answer.error.status === 404 ? ok(undefined) : answer;
			// Roblox documents both 404 and 204 for an entry that was removed.
			return answer.value.status === 204 ? ok(undefined) : await readAnswer(answer.value);
		},
		write: async (key, content, condition) => {
			const url = urlOf(
				key,
				condition === "absent" ? { exclusiveCreate: "true" } : { matchVersion: condition.version },
			);
			const init = { method: "POST", body: JSON.stringify(content.value), headers: headersOf(content) };
			const answer = await callOpenCloud(ports, config.apiKey, {
				operation: "write-entry",
				bucket: writeBucket,
				url,
				init,
			});
			if (answer.ok) return ok(undefined);
			return fail(CONDITION_FAILED.includes(answer.error.status) ? { kind: "conflict" } : answer.error);
		},
	};
}

function headersOf({ userIds, attributes }: EntryContent): Record<string, string> {
	return {
		...(userIds === undefined ? {} : { "roblox-entry-userids": userIds }),
		...(attributes === undefined ? {} : { "roblox-entry-attributes": attributes }),
	};
}

async function readAnswer(response: Response): Promise<Result<StoredEntry, OpenCloudProblem>> {
	const text = await response.text().catch(() => "");
	const value = bunPlatform.decodeJson(text);
	const version = response.headers.get("roblox-entry-version");
	if (value === undefined || version === null) {
		return fail({ kind: "unreadable", operation: "read-entry", status: response.status });
	}
	const userIds = response.headers.get("roblox-entry-userids") ?? undefined;
	return ok({ value, version, userIds, attributes: response.headers.get("roblox-entry-attributes") ?? undefined });
}
