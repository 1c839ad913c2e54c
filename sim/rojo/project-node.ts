import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { PlaceNode } from "../luau/place-tree";
import { isObject, type JsonObject } from "./json-files";
import { withProperties } from "./properties";
import { readPath } from "./read-path";
import type { Scope } from "./reading";

/** The last three matter to syncing into Studio alone. */
const FIELDS: readonly string[] = [
	...["$className", "$path", "$properties", "$attributes"],
	...["$ignoreUnknownInstances", "$id", "$schema"],
];

/** A node of a project's tree, with the file it stands in. */
interface NodeSource {
	readonly scope: Scope;
	readonly file: string;
	readonly name: string;
	/** Class of the node above; undefined for a project's root. */
	readonly parentClass: string | undefined;
}

/** Undefined for a node that is left out, be it because a problem was found. */
export function readProjectNode(source: NodeSource, value: unknown): PlaceNode | undefined {
	const { scope, file, name } = source;
	const { reading } = scope;
	if (!isObject(value)) return reading.refuse("bad-project", file, `node ${name} must be an object`);
	for (const field of Object.keys(value)) {
		if (field.startsWith("$") && !FIELDS.includes(field)) {
			reading.refuse("bad-project", file, `node ${name} has an unknown ${field}`);
		}
	}
	const mounted = readMounted(source, value.$path);
	if (mounted === "left-out" && value.$className === undefined) return undefined;
	const fromPath = typeof mounted === "object" ? mounted : undefined;
	const className = readClass(source, value, fromPath);
	if (className === undefined) return undefined;
	const own = Object.entries(value)
		.filter(([key]) => !key.startsWith("$"))
		.flatMap(([key, child]) => readProjectNode({ ...source, name: key, parentClass: className }, child) ?? []);
	const children = [...(fromPath?.children ?? []), ...own];
	const node = { ...fromPath, name, className, ...(children.length > 0 ? { children } : {}) };
	return withProperties(reading, node, {
		file,
		owner: name,
		properties: readValues(source, value, "$properties"),
		attributes: readValues(source, value, "$attributes"),
	});
}

/** What `$path` brings; `left-out` when it brings nothing, and that is fine or was told already. */
function readMounted({ scope, file, name }: NodeSource, given: unknown): PlaceNode | "left-out" | undefined {
	const { reading } = scope;
	if (given === undefined) return undefined;
	const isOptional = isObject(given) && typeof given.optional === "string";
	const path = isOptional ? given.optional : given;
	if (typeof path !== "string") {
		reading.refuse("bad-project", file, `$path of ${name} must be a string or { "optional": string }`);
		return "left-out";
	}
	const target = resolve(dirname(file), path);
	if (!existsSync(target)) {
		if (!isOptional) {
			reading.refuse(
				"missing-path",
				file,
				`${path}, where ${name} should come from, is missing; compile the game first?`,
			);
		}
		return "left-out";
	}
	const before = reading.problems.length;
	const node = readPath(scope, target);
	if (node !== undefined) return node;
	if (reading.problems.length === before && !isOptional) {
		reading.refuse("unknown-file", file, `${path}, where ${name} should come from, is no file that Rojo knows`);
	}
	return "left-out";
}

function readClass(source: NodeSource, value: JsonObject, mounted: PlaceNode | undefined): string | undefined {
	const { scope, file, name } = source;
	const { reading } = scope;
	const given = value.$className;
	if (given !== undefined && typeof given !== "string") {
		return reading.refuse("bad-project", file, `$className of ${name} must be a string`);
	}
	if (mounted !== undefined && mounted.className !== "Folder") {
		if (given === undefined || given === mounted.className) return mounted.className;
		const text = `${name} has $className ${given}, but its $path makes it a ${mounted.className}`;
		return reading.refuse("class-conflict", file, text);
	}
	const className = given ?? inferClass(source) ?? mounted?.className;
	if (className !== undefined || value.$path !== undefined) return className;
	return reading.refuse("missing-class", file, `${name} needs a $className or a $path`);
}

/** Rojo knows services by a list of its own; a name in a place without class and path is taken for one here. */
function inferClass({ name, parentClass }: NodeSource): string | undefined {
	if (parentClass === "DataModel") return name;
	const isStarter = name === "StarterPlayerScripts" || name === "StarterCharacterScripts";
	if (parentClass === "StarterPlayer" && isStarter) return name;
	return parentClass === "Workspace" && name === "Terrain" ? name : undefined;
}

function readValues(
	{ scope, file, name }: NodeSource,
	value: JsonObject,
	field: "$properties" | "$attributes",
): JsonObject {
	const values = value[field] ?? {};
	if (isObject(values)) return values;
	scope.reading.refuse("bad-project", file, `${field} of ${name} must be an object`);
	return {};
}
