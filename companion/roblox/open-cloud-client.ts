import { fail, ok, type Result } from "../../shared/result";
import { bunPlatform } from "../../shared/bun/platform";
import type { CompanionConfig } from "../config-type";
import { callOpenCloud, type OpenCloudPorts, type OpenCloudProblem } from "./call-open-cloud";
import { createGameServerClient, type GameServerClient } from "./game-server-client";
import { createTokenBucket, type TokenBucket } from "./token-bucket";

export type { OpenCloudProblem } from "./call-open-cloud";

export interface DataStoreEntry {
	readonly value: unknown;
	readonly version: string | undefined;
}

export interface OpenCloudClient extends GameServerClient {
	/** Publishes to the topic; success says nothing about who heard it. */
	publish(topic: string, message: string): Promise<Result<undefined, OpenCloudProblem>>;
	/** Reads an entry of the wallet store; `undefined` inside `ok` when there is none. */
	readEntry(key: string): Promise<Result<DataStoreEntry | undefined, OpenCloudProblem>>;
}

type OpenCloudConfig = Pick<CompanionConfig, "robloxApiUrl" | "universeId" | "apiKey" | "storeName">;

/** Open Cloud allows 5,000 a minute; servers of one experience hear far fewer on one topic. */
const PUBLISH_BUCKET = { perMinute: 600, burst: 60, waitMillisecondsMax: 5_000 };
/** Version 1 of the data store API has a pool of 300 reads a minute of its own, apart from what servers use. */
const READ_BUCKET = { perMinute: 240, burst: 30, waitMillisecondsMax: 5_000 };

export function createOpenCloudClient(ports: OpenCloudPorts, config: OpenCloudConfig): OpenCloudClient {
	const publishBucket = createTokenBucket(ports, PUBLISH_BUCKET);
	const readBucket = createTokenBucket(ports, READ_BUCKET);
	const call = (operation: string, bucket: TokenBucket, url: string, init: RequestInit) =>
		callOpenCloud(ports, config.apiKey, { operation, bucket, url, init });
	return {
		...createGameServerClient(ports, config),
		publish: async (topic, message) => {
			const url = `${config.robloxApiUrl}/cloud/v2/universes/${config.universeId}:publishMessage`;
			const body = JSON.stringify({ topic, message });
			const answer = await call("publish", publishBucket, url, { method: "POST", body });
			return answer.ok ? ok(undefined) : answer;
		},
		readEntry: async (key) => {
			const query = new URLSearchParams({ datastoreName: config.storeName, entryKey: key });
			const base = `${config.robloxApiUrl}/datastores/v1/universes/${config.universeId}/standard-datastores`;
			const answer = await call("read-entry", readBucket, `${base}/datastore/entries/entry?${query.toString()}`, {
				method: "GET",
			});
			if (!answer.ok) return answer.error.status === 404 ? ok(undefined) : answer;
			// Roblox documents both 404 and 204 for an entry that was removed.
			if (answer.value.status === 204) return ok(undefined);
			return await readEntryBody(answer.value);
		},
	};
}

async function readEntryBody(response: Response): Promise<Result<DataStoreEntry, OpenCloudProblem>> {
	const text = await response.text().catch(() => "");
	const value = bunPlatform.decodeJson(text);
	if (value === undefined) return fail({ kind: "unreadable", operation: "read-entry", status: response.status });
	return ok({ value, version: response.headers.get("roblox-entry-version") ?? undefined });
}
