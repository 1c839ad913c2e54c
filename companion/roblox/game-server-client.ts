import { bunPlatform } from "../../shared/bun/platform";
import { fail, ok, type Result } from "../../shared/result";
import type { CompanionConfig } from "../config-type";
import { callOpenCloud, type OpenCloudPorts, type OpenCloudProblem } from "./call-open-cloud";
import { createTokenBucket } from "./token-bucket";

/** Whether Roblox still runs the servers of a place. */
export interface GameServerClient {
	/**
	 * Job ids that run in a place, in every version that has servers; a server that ended is not among them. A list that
	 * Roblox marks as partial, or that is in no known form, is a problem: nobody may take a job for ended then (rule B1).
	 */
	listRunningJobs(placeId: number): Promise<Result<ReadonlySet<string>, OpenCloudProblem>>;
}

/** The server-management API allows 100 calls a minute. */
const LIST_BUCKET = { perMinute: 60, burst: 20, waitMillisecondsMax: 10_000 };
/** 100 servers a page; a list that is longer than this counts as unreadable, so that a loop of tokens ends. */
const PAGES_MAX = 200;
const OPERATION = "list-game-servers";

type Pages = Result<ReadonlySet<string>, OpenCloudProblem>;

export function createGameServerClient(
	ports: OpenCloudPorts,
	config: Pick<CompanionConfig, "robloxApiUrl" | "universeId" | "apiKey">,
): GameServerClient {
	const bucket = createTokenBucket(ports, LIST_BUCKET);
	const get = async (path: string): Promise<Result<unknown, OpenCloudProblem>> => {
		const url = `${config.robloxApiUrl}${path}`;
		const answer = await callOpenCloud(ports, config.apiKey, {
			operation: OPERATION,
			bucket,
			url,
			init: { method: "GET" },
		});
		if (!answer.ok) return answer;
		const body = bunPlatform.decodeJson(await answer.value.text().catch(() => ""));
		return body === undefined ? unreadable() : ok(body);
	};
	return {
		listRunningJobs: async (placeId) => {
			const place = `/server-management/v1/universes/${config.universeId}/places/${placeId}`;
			const options = await get(`${place}/game-servers:filter-options?Filter=PlaceVersion`);
			if (!options.ok) return options;
			const versions = readVersions(options.value);
			if (versions === undefined) return unreadable();
			const jobs = new Set<string>();
			for (const version of versions) {
				const listed = await listVersion(get, `${place}/versions/${version}/game-servers`, jobs);
				if (!listed.ok) return listed;
			}
			return ok(jobs);
		},
	};
}

async function listVersion(
	get: (path: string) => Promise<Result<unknown, OpenCloudProblem>>,
	path: string,
	jobs: Set<string>,
): Promise<Pages> {
	let token = "";
	for (let page = 0; page < PAGES_MAX; page += 1) {
		const query = new URLSearchParams({ MaxPageSize: "100", ...(token === "" ? {} : { PageToken: token }) });
		const answer = await get(`${path}?${query.toString()}`);
		if (!answer.ok) return answer;
		const servers = readPage(answer.value);
		if (servers === undefined) return unreadable();
		for (const job of servers.running) jobs.add(job);
		if (servers.nextToken === "") return ok(jobs);
		token = servers.nextToken;
	}
	return unreadable();
}

function readVersions(body: unknown): readonly string[] | undefined {
	const filters = bunPlatform.entriesOf(fieldOf(body, "filters"));
	const infos = filters.map(([, info]) => info).filter((info) => fieldOf(info, "field") === "PlaceVersion");
	if (infos.length !== 1) return undefined;
	// The field says `nullable`: no server at all may come as nothing.
	const values = bunPlatform.asList(fieldOf(infos[0], "values") ?? []);
	const versions = values?.map((value) => (typeof value === "number" ? String(value) : value));
	return versions?.every((value) => typeof value === "string" && /^\d{1,12}$/.test(value)) === true
		? versions.map(String)
		: undefined;
}

function readPage(body: unknown): { readonly running: readonly string[]; readonly nextToken: string } | undefined {
	if (fieldOf(body, "shutdownServersFetchError") === true || fieldOf(body, "activeServersFetchError") === true) {
		return undefined;
	}
	const servers = bunPlatform.asList(fieldOf(body, "gameServers"));
	const nextToken = fieldOf(body, "nextPageToken") ?? "";
	if (servers === undefined || typeof nextToken !== "string") return undefined;
	const running: string[] = [];
	for (const server of servers) {
		const job = fieldOf(server, "jobId");
		if (typeof job !== "string") return undefined;
		// In doubt it runs: only a plain `true` ends a server.
		if (fieldOf(server, "shutDown") !== true) running.push(job);
	}
	return { running, nextToken };
}

function unreadable(): { readonly ok: false; readonly error: OpenCloudProblem } {
	return fail({ kind: "unreadable", operation: OPERATION });
}

function fieldOf(value: unknown, name: string): unknown {
	return bunPlatform.entriesOf(value).find(([key]) => key === name)?.[1];
}
