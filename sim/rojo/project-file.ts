import { dirname, relative, sep } from "node:path";
import type { PlaceNode } from "../luau/place-tree";
import { readJsonObject, unknownNames, type JsonObject } from "./json-files";
import { readProjectNode } from "./project-node";
import type { Scope } from "./reading";

/** All but the first four matter to other commands of Rojo alone. */
const FIELDS: readonly string[] = [
	...["name", "tree", "globIgnorePaths", "emitLegacyScripts", "syncRules", "syncbackRules", "$schema"],
	...["servePort", "serveAddress", "serveAllowedHosts", "servePlaceIds", "blockedPlaceIds", "placeId", "gameId"],
];

/** A project, or one inside another; `name` is what it is called when it does not say so itself. */
export function readProjectFile(outer: Scope, path: string, name: string): PlaceNode | undefined {
	const { reading } = outer;
	return reading.within(path, () => {
		const project = readJsonObject(reading, path, "bad-project");
		if (project === undefined) return undefined;
		for (const field of unknownNames(project, FIELDS)) reading.refuse("bad-project", path, `has an unknown ${field}`);
		const scope = readScope(outer, path, project);
		if (!("tree" in project)) return reading.refuse("bad-project", path, "has no tree");
		const root = { scope, file: path, name: readName(outer, path, project.name, name), parentClass: undefined };
		return readProjectNode(root, project.tree);
	});
}

function readName({ reading }: Scope, path: string, given: unknown, usual: string): string {
	if (typeof given === "string") return given;
	if (given !== undefined) reading.refuse("bad-project", path, "name must be a string");
	return usual;
}

function readScope(outer: Scope, path: string, project: JsonObject): Scope {
	const { reading } = outer;
	const { emitLegacyScripts = true, syncRules = [] } = project;
	if (typeof emitLegacyScripts !== "boolean") {
		reading.refuse("bad-project", path, "emitLegacyScripts must be true or false");
	}
	if (!Array.isArray(syncRules) || syncRules.length > 0) {
		reading.refuse("sync-rules", path, "syncRules are not followed by the headless server");
	}
	const rules = readIgnoreRules(outer, path, project.globIgnorePaths);
	const isIgnored = (file: string): boolean =>
		rules.reduce((soFar, { glob, ignores, base }) => {
			return glob.match(relative(base, file).split(sep).join("/")) ? ignores : soFar;
		}, outer.isIgnored(file));
	return { reading, isIgnored, emitsLegacyScripts: emitLegacyScripts !== false };
}

interface IgnoreRule {
	readonly glob: Bun.Glob;
	/** False for a pattern that begins with `!`: it brings back what an earlier one left out. */
	readonly ignores: boolean;
	readonly base: string;
}

function readIgnoreRules({ reading }: Scope, path: string, given: unknown): readonly IgnoreRule[] {
	const patterns: readonly unknown[] = Array.isArray(given) ? given : [];
	if (given !== undefined && !Array.isArray(given))
		reading.refuse("bad-project", path, "globIgnorePaths must be a list");
	return patterns.flatMap((pattern) => {
		if (typeof pattern !== "string") {
			reading.refuse("bad-project", path, "globIgnorePaths must hold strings");
			return [];
		}
		const ignores = !pattern.startsWith("!");
		return [{ glob: new Bun.Glob(ignores ? pattern : pattern.slice(1)), ignores, base: dirname(path) }];
	});
}
