import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Place, PlaceNode } from "./place-tree";

type JsonObject = Readonly<Record<string, unknown>>;

interface Reader {
	readonly root: string;
	isIgnored(path: string): boolean;
}

const SCRIPT_FILE = /^(?<name>.+?)(?:\.(?<kind>server|client))?\.luau?$/;

function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function scriptClass(kind: string | undefined): string {
	if (kind === "server") return "Script";
	return kind === "client" ? "LocalScript" : "ModuleScript";
}

function readScript(path: string): PlaceNode | undefined {
	const groups = SCRIPT_FILE.exec(basename(path))?.groups;
	if (groups === undefined) return undefined;
	return { name: groups.name ?? "", className: scriptClass(groups.kind), source: readFileSync(path, "utf8") };
}

/** A folder becomes a Folder, or the script of its init file with the rest as children. */
function readFolder(reader: Reader, path: string): PlaceNode {
	const entries = readdirSync(path)
		.filter((entry) => !reader.isIgnored(join(path, entry)))
		.sort();
	const nodes = entries.flatMap((entry) => readPath(reader, join(path, entry)) ?? []);
	const init = nodes.find((node) => node.name === "init" && node.source !== undefined);
	const name = basename(path);
	if (init === undefined) return { name, className: "Folder", children: nodes };
	return { ...init, name, children: nodes.filter((node) => node !== init) };
}

/** Undefined for files that a place does not contain (declarations, readme files and so on). */
function readPath(reader: Reader, path: string): PlaceNode | undefined {
	return statSync(path).isDirectory() ? readFolder(reader, path) : readScript(path);
}

function readProperties(value: unknown): PlaceNode["properties"] {
	if (value === undefined) return undefined;
	if (!isObject(value)) throw new Error("$properties must be an object");
	const properties: Record<string, string | number | boolean> = {};
	for (const [name, property] of Object.entries(value)) {
		if (typeof property !== "string" && typeof property !== "number" && typeof property !== "boolean") {
			throw new Error(`property ${name} of the project file is not a plain value`);
		}
		properties[name] = property;
	}
	return properties;
}

function readBase(reader: Reader, name: string, path: unknown, className: string | undefined): PlaceNode {
	if (path === undefined) return { name, className: className ?? name };
	if (typeof path !== "string") throw new Error(`$path of ${name} is not a string`);
	const target = resolve(reader.root, path);
	if (!existsSync(target)) throw new Error(`${path} is missing; compile the game first`);
	const node = readPath(reader, target);
	if (node === undefined) throw new Error(`${path} is nothing that a place can contain`);
	return { ...node, name, className: className ?? node.className };
}

function readProjectNode(reader: Reader, name: string, value: unknown): PlaceNode {
	if (!isObject(value)) throw new Error(`node ${name} of the project file is not an object`);
	const className = value.$className;
	if (className !== undefined && typeof className !== "string")
		throw new Error(`$className of ${name} is not a string`);
	const base = readBase(reader, name, value.$path, className);
	const children = Object.entries(value)
		.filter(([key]) => !key.startsWith("$"))
		.map(([key, child]) => readProjectNode(reader, key, child));
	const properties = readProperties(value.$properties);
	return { ...base, properties, children: [...(base.children ?? []), ...children] };
}

function createReader(root: string, patterns: unknown): Reader {
	const list: readonly unknown[] = Array.isArray(patterns) ? patterns : [];
	const globs = list.map((pattern) => new Bun.Glob(String(pattern)));
	return {
		root,
		isIgnored(path) {
			const name = relative(root, path).split(sep).join("/");
			return globs.some((glob) => glob.match(name));
		},
	};
}

function readProject(projectFile: string): Place {
	const project: unknown = JSON.parse(readFileSync(projectFile, "utf8"));
	if (!isObject(project)) throw new Error(`${basename(projectFile)} is not a project file`);
	const reader = createReader(dirname(projectFile), project.globIgnorePaths);
	return readProjectNode(reader, "game", project.tree).children ?? [];
}

const places = new Map<string, Place>();

/**
 * The instance tree of a Rojo project, read once per process. Throws with the path's name when compiled output is
 * missing. Differences from Rojo: no model, meta or JSON files; plain property values only.
 */
export function loadPlace(projectFile: string): Place {
	const path = resolve(projectFile);
	const known = places.get(path);
	if (known !== undefined) return known;
	const place = readProject(path);
	places.set(path, place);
	return place;
}
