import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlaceNode } from "../luau/place-tree";
import { isObject, readJsonObject, unknownNames, type JsonObject } from "./json-files";
import { withProperties } from "./properties";
import type { Scope } from "./reading";

/** The last two matter to syncing into Studio alone. */
const FIELDS: readonly string[] = ["properties", "attributes", "ignoreUnknownInstances", "id", "$schema"];
const ENDINGS: readonly string[] = [".meta.json", ".meta.jsonc"];

/** Applies `name.meta.json` beside a file. */
export function withFileMeta(scope: Scope, node: PlaceNode, path: string, name: string): PlaceNode {
	return ENDINGS.reduce((soFar, ending) => applyMeta(scope, soFar, join(dirname(path), name + ending), []), node);
}

/** Applies `init.meta.json` inside a folder, which may also give the folder a class. */
export function withFolderMeta(scope: Scope, node: PlaceNode, folder: string): PlaceNode {
	return ENDINGS.reduce((soFar, ending) => applyMeta(scope, soFar, join(folder, `init${ending}`), ["className"]), node);
}

function applyMeta(scope: Scope, node: PlaceNode, path: string, more: readonly string[]): PlaceNode {
	const { reading } = scope;
	const meta = existsSync(path) ? readJsonObject(reading, path, "bad-meta") : undefined;
	if (meta === undefined) return node;
	for (const name of unknownNames(meta, [...FIELDS, ...more]))
		reading.refuse("bad-meta", path, `has an unknown ${name}`);
	const values = (name: "properties" | "attributes"): JsonObject => {
		const value = meta[name] ?? {};
		if (!isObject(value)) reading.refuse("bad-meta", path, `${name} must be an object`);
		return isObject(value) ? value : {};
	};
	const className = readClass(scope, node, path, meta.className);
	const given = { file: path, owner: node.name, properties: values("properties"), attributes: values("attributes") };
	return withProperties(reading, { ...node, className }, given);
}

function readClass({ reading }: Scope, node: PlaceNode, path: string, className: unknown): string {
	if (className === undefined) return node.className;
	if (typeof className !== "string") reading.refuse("bad-meta", path, "className must be a string");
	else if (node.className === "Folder") return className;
	else reading.refuse("class-conflict", path, `gives ${node.name} a className, but it is a ${node.className} already`);
	return node.className;
}
