import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fail, ok, type Result } from "../../shared/result";
import type { Place, PlaceNode } from "../luau/place-tree";
import { describeProblem, type ProjectProblem } from "./problems";
import { readProjectFile } from "./project-file";
import { Reading, type Scope } from "./reading";
import { readXmlFile, readXmlModel } from "./xml-model";

export interface ReadPlace {
	readonly place: Place;
	/** What of the project the headless server leaves out. */
	readonly notes: readonly string[];
}

/** A project that describes a model stands where any script can require it. */
function asPlace(root: PlaceNode): Place {
	if (root.className === "DataModel") return root.children ?? [];
	return [{ name: "ReplicatedStorage", className: "ReplicatedStorage", children: [root] }];
}

function projectName(path: string): string {
	const file = basename(path);
	return file.startsWith("default.project.") ? basename(dirname(path)) : file.replace(/\.project\.jsonc?$/, "");
}

/**
 * The instance tree of a Rojo project, or of a place or model file in Roblox's XML form. All problems at once when
 * there are any. A folder stands for the `default.project.json` in it.
 */
export function readPlace(file: string): Result<ReadPlace, readonly ProjectProblem[]> {
	const given = resolve(file);
	const isFolder = existsSync(given) && statSync(given).isDirectory();
	const path = isFolder ? join(given, "default.project.json") : given;
	const reading = new Reading(path);
	const place = existsSync(path) ? readFile(reading, path) : undefined;
	if (!existsSync(path)) reading.refuse("missing-path", path, "there is no such file");
	return place !== undefined && reading.problems.length === 0
		? ok({ place, notes: reading.notes })
		: fail(reading.problems);
}

function readFile(reading: Reading, path: string): Place | undefined {
	if (path.endsWith(".rbxlx")) return readXmlFile(reading, path);
	const root = readRoot(reading, path);
	return root && asPlace(root);
}

function readRoot(reading: Reading, path: string): PlaceNode | undefined {
	const scope: Scope = { reading, isIgnored: () => false, emitsLegacyScripts: true };
	if (path.endsWith(".rbxmx")) return readXmlModel(scope, path, basename(path, ".rbxmx"));
	if (/\.project\.jsonc?$/.test(path)) return readProjectFile(scope, path, projectName(path));
	return reading.refuse("unknown-file", path, "must end in .project.json, .rbxlx or .rbxmx");
}

const places = new Map<string, Place>();

/** A place of this repository, read once per process. Throws with what is wrong, a missing compilation for one. */
export function loadPlace(file: string): Place {
	const path = resolve(file);
	const known = places.get(path);
	if (known !== undefined) return known;
	const read = readPlace(path);
	if (!read.ok) throw new Error(read.error.map(describeProblem).join("\n"));
	places.set(path, read.value.place);
	return read.value.place;
}
