import { isJsonObject, listOr, objectOr } from "../../json";
import type { Probe } from "./probe";
import type { Question } from "./question";

/** Versions to look at; each costs a call. */
const VERSIONS_MAX = 5;

export const GAME_SERVER_LIST: Question = {
	number: 8,
	question: "What do the filter options of the game-server list look like, and does a key see playerIds?",
	ask: async (probe) => {
		const { apiUrl, universeId, placeId } = probe.settings;
		const place = `${apiUrl}/server-management/v1/universes/${universeId}/places/${placeId}`;
		const url = `${place}/game-servers:filter-options?Filter=PlaceVersion`;
		const options = await probe.need("filter options", { method: "GET", url });
		const filters = Object.entries(objectOr(options.json["filters"]));
		const values = filters.flatMap(([, filter]) => listOr(objectOr(filter)["values"])).map(String);
		const versions = values.filter((value) => /^\d+$/.test(value)).slice(0, VERSIONS_MAX);
		const servers: unknown[] = [];
		for (const version of versions) servers.push(...(await listServers(probe, place, version)));
		const described = filters.map(([name, filter]) => `${name}: ${describeFilter(filter)}`);
		return `filters ${described.join(", ") || "none"}; ${describeServers(servers)}`;
	},
};

async function listServers(probe: Probe, place: string, version: string): Promise<readonly unknown[]> {
	const url = `${place}/versions/${version}/game-servers?MaxPageSize=100`;
	return listOr((await probe.need(`servers of version ${version}`, { method: "GET", url })).json["gameServers"]);
}

function describeFilter(filter: unknown): string {
	const { field, type, values } = objectOr(filter);
	const kinds = [...new Set(listOr(values).map((value) => typeof value))].join(" or ");
	return `field ${String(field)}, type ${String(type)}, values ${kinds || "empty"}`;
}

function describeServers(servers: readonly unknown[]): string {
	if (servers.length === 0) return "no server to look at";
	const lists = servers.filter((server) => isJsonObject(server) && Array.isArray(server["playerIds"]));
	const filled = lists.filter((server) => listOr(objectOr(server)["playerIds"]).length > 0);
	return `${servers.length} servers, playerIds present in ${lists.length} and filled in ${filled.length}`;
}
