import type { GameServer } from "../game-server";
import { problemDetails } from "./answers";
import type { Call, Route } from "./route";

const DAY_MILLIS = 86_400_000;
const PAGE_DEFAULT = 25;
const PAGE_MAX = 100;

/** Servers of a place version, running ones and, for a day, those that ended. */
export function gameServersRoute(): Route {
	return {
		method: "GET",
		pattern: new RegExp(
			String.raw`^/server-management/v1/universes/(?<universe>\d+)/places/(?<place>\d+)/versions/(?<version>\d+)/game-servers$`,
		),
		shape: "details",
		needsKey: true,
		scope: "universe:read",
		perMinute: 100,
		respond: listServers,
	};
}

/** Which place versions have servers, running ones or, for a day, ended ones. Shape: openapi, `FilterOptionsResponse`. */
export function filterOptionsRoute(): Route {
	return {
		method: "GET",
		pattern: new RegExp(
			String.raw`^/server-management/v1/universes/(?<universe>\d+)/places/(?<place>\d+)/game-servers:filter-options$`,
		),
		shape: "details",
		needsKey: true,
		scope: "universe:read",
		perMinute: 100,
		respond: listFilterOptions,
	};
}

function listFilterOptions(call: Call): Response {
	const { backend, path, query } = call;
	if (query.get("Filter") !== "PlaceVersion") return problemDetails(400, "Only PlaceVersion is offered here.");
	const isHere = Number(path["place"]) === backend.place.placeId;
	const versions = isHere ? listedServers(call).map((server) => server.placeVersion()) : [];
	const values = [...new Set(versions)].sort((a, b) => a - b).map(String);
	return Response.json({ filters: { placeVersion: { field: "PlaceVersion", type: "Number", values } } });
}

function listedServers({ backend }: Call): readonly GameServer[] {
	const now = backend.scheduler.unixMillis();
	return backend.servers().filter((server) => now - (server.endedUnixMillis() ?? now) < DAY_MILLIS);
}

function listServers(call: Call): Response {
	const { backend, path, query } = call;
	if (query.get("Filter")) return problemDetails(400, "Filters are not supported here.");
	const isHere = Number(path["place"]) === backend.place.placeId;
	const version = Number(path["version"]);
	const listed = isHere ? listedServers(call).filter((server) => server.placeVersion() === version) : [];
	const size = Math.min(PAGE_MAX, Math.max(0, Number(query.get("MaxPageSize") ?? PAGE_DEFAULT)));
	const start = Number(query.get("PageToken") || 0);
	if (!Number.isInteger(size) || !Number.isInteger(start))
		return problemDetails(400, "MaxPageSize or PageToken is not valid.");
	const end = start + size;
	return Response.json({
		gameServers: listed.slice(start, end).map((server) => describeServer(server, call)),
		nextPageToken: size > 0 && end < listed.length ? String(end) : null,
		previousPageToken: null,
		totalCount: listed.length,
		shutdownServersFetchError: false,
		activeServersFetchError: false,
	});
}

function describeServer(server: GameServer, call: Call): Record<string, unknown> {
	const { place, scheduler } = call.backend;
	const ended = server.endedUnixMillis();
	const playerIds = server.playerIds();
	return {
		placeId: String(place.placeId),
		placeVersion: String(server.placeVersion()),
		jobId: server.jobId,
		engineVersion: "0.735.0",
		createTime: new Date(server.startedUnixMillis).toISOString(),
		uptime: spanText((ended ?? scheduler.unixMillis()) - server.startedUnixMillis),
		memoryUsageBytes: 0,
		frameRate: null,
		occupancy: playerIds.length,
		maxOccupancy: 50,
		type: 0,
		full: false,
		shutDown: ended !== null,
		status: ended === null ? "active" : server.status(),
		terminationTime: ended === null ? null : new Date(ended).toISOString(),
		playerIds,
	};
}

/** `d.hh:mm:ss`, as the documented example `1.02:03:04`. */
function spanText(millis: number): string {
	const seconds = Math.floor(millis / 1_000);
	const parts = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
	const days = Math.floor(seconds / 86_400);
	return `${days > 0 ? `${days}.` : ""}${parts.map((part) => String(part).padStart(2, "0")).join(":")}`;
}
