import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fail, ok, type Result } from "../../shared/result";
import { addToPlace, type Place, type PlaceNode } from "../luau/place-tree";
import { readPlace, type ReadPlace } from "../rojo/load-place";
import type { ProjectProblem } from "../rojo/problems";

/** The project with the scripts given beside it. All problems at once. */
export function readGame(project: string, scripts: readonly string[]): Result<ReadPlace, readonly ProjectProblem[]> {
	const read = readPlace(project);
	const missing = scripts.filter((file) => !existsSync(file));
	const problems = missing.map((file): ProjectProblem => {
		return { code: "missing-path", file, text: "there is no such script" };
	});
	if (!read.ok) return fail([...read.error, ...problems]);
	if (problems.length > 0) return fail(problems);
	const added = scripts.map((file) => ({
		parent: "ServerScriptService",
		name: basename(file).replace(/(\.server)?\.luau?$/, ""),
		className: "Script",
		source: readFileSync(file, "utf8"),
	}));
	return ok({ ...read.value, place: addToPlace(read.value.place, added) });
}

function someNode(nodes: readonly PlaceNode[], matches: (node: PlaceNode) => boolean): boolean {
	return nodes.some((node) => matches(node) || someNode(node.children ?? [], matches));
}

/** Whether a server would have anything to do. */
export function hasServerScript(place: Place): boolean {
	return someNode(place, (node) => node.className === "Script" && node.source !== undefined);
}

/** `HttpService.HttpEnabled` of the project: off unless it says otherwise, as in a new experience. */
export function isHttpEnabled(place: Place): boolean {
	return place.some(({ name, properties }) => name === "HttpService" && properties?.HttpEnabled === true);
}
