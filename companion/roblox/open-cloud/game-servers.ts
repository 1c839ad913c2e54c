import { bunPlatform } from "../../../shared/bun/platform";
import { ok, type Result } from "../../../shared/result";
import { fieldOf } from "../../answer-fields";
import { readJson, unreadable } from "./answer";
import type { Core } from "./core";
import type { CallOptions, GameServers, OpenCloudProblem } from "./open-cloud";
import { readPages } from "./pages";
import type { Call } from "./call";
import { DEADLINE_MILLISECONDS, send } from "./send";

const OPERATION = "list-game-servers";
const PAGE_MAX = 100;

type Read<Value> = Promise<Result<Value, OpenCloudProblem>>;

/** The server-management API. Source: the official description, `GameServers_*`. */
export function createGameServers(core: Core): GameServers {
	const place = (placeId: number) => `/server-management/v1/universes/${core.universeId}/places/${placeId}`;
	return {
		listRunningJobs: async (placeId, options = {}) => {
			const { clock } = core.ports;
			const deadlineAt = clock.now() + (options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS);
			const rest = (): CallOptions => ({ ...options, deadlineMilliseconds: deadlineAt - clock.now() });
			const filters = `${place(placeId)}/game-servers:filter-options?Filter=PlaceVersion`;
			const versions = await readAs(core, filters, rest(), readVersions);
			if (!versions.ok) return versions;
			const jobs = new Set<string>();
			for (const version of versions.value) {
				const path = `${place(placeId)}/versions/${version}/game-servers`;
				const listed = await listVersion(core, path, rest(), jobs);
				if (!listed.ok) return listed;
			}
			return ok(jobs);
		},
	};
}

async function readAs<Value>(
	core: Core,
	path: string,
	options: CallOptions,
	read: (body: unknown) => Value | undefined,
): Read<Value> {
	const call: Call = {
		...{ operation: OPERATION, budget: core.budgets.gameServers, method: "GET", needsKey: true, effect: "read" },
		url: `${core.apiUrl}${path}`,
	};
	const answered = await send(core, call, options);
	if (!answered.ok) return answered;
	const body = readJson(call, answered.value);
	if (!body.ok) return body;
	const value = read(body.value);
	return value === undefined ? unreadable(call, answered.value.status) : ok(value);
}

async function listVersion(core: Core, path: string, options: CallOptions, jobs: Set<string>): Read<undefined> {
	const readPage = async (token: string, rest: CallOptions): Read<string> => {
		const size = String(PAGE_MAX);
		const query = new URLSearchParams({ MaxPageSize: size, ...(token === "" ? {} : { PageToken: token }) });
		const page = await readAs(core, `${path}?${query.toString()}`, rest, readServers);
		if (!page.ok) return page;
		for (const job of page.value.running) jobs.add(job);
		return ok(page.value.nextToken);
	};
	return await readPages(core.ports, options, readPage, OPERATION);
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

function readServers(body: unknown): { readonly running: readonly string[]; readonly nextToken: string } | undefined {
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
