import type { PlaceNode } from "../luau/place-tree";
import { isObject, readJsonObject, unknownNames, type JsonObject } from "./json-files";
import { withProperties } from "./properties";
import type { Reading, Scope } from "./reading";

const FIELDS: readonly string[] = ["name", "className", "children", "properties", "attributes", "id", "$schema"];

/** Older files write these names with a capital letter. */
function withSmallNames(value: JsonObject): JsonObject {
	const entries = Object.entries(value).map(([name, field]) => {
		const small = name.charAt(0).toLowerCase() + name.slice(1);
		return [FIELDS.includes(small) ? small : name, field] as const;
	});
	return Object.fromEntries(entries);
}

/** `name.model.json`: an instance with its children. The file's name is the instance's. */
export function readJsonModel({ reading }: Scope, path: string, name: string): PlaceNode | undefined {
	const text = reading.text(path);
	if (text === undefined || text.trim() === "") return undefined;
	const model = readJsonObject(reading, path, "bad-model");
	return model === undefined ? undefined : readInstance(reading, path, model, name);
}

function readInstance(reading: Reading, path: string, value: unknown, fileName?: string): PlaceNode | undefined {
	if (!isObject(value)) return reading.refuse("bad-model", path, "every child must be an object");
	const { name: ownName, className, children = [], properties = {}, attributes = {}, ...rest } = withSmallNames(value);
	for (const unknown of unknownNames(rest, FIELDS)) reading.refuse("bad-model", path, `has an unknown ${unknown}`);
	if (typeof className !== "string") return reading.refuse("bad-model", path, "every instance needs a className");
	if (!Array.isArray(children)) return reading.refuse("bad-model", path, "children must be a list");
	if (!isObject(properties) || !isObject(attributes)) {
		return reading.refuse("bad-model", path, "properties and attributes must be objects");
	}
	const name = fileName ?? (typeof ownName === "string" ? ownName : className);
	const below = children.flatMap((child: unknown) => readInstance(reading, path, child) ?? []);
	// Code is a property in a model, and no property to scripts.
	const { Source: source, ...plain } = properties;
	const node: PlaceNode = {
		name,
		className,
		...(typeof source === "string" ? { source } : {}),
		...(below.length > 0 ? { children: below } : {}),
	};
	return withProperties(reading, node, { file: path, owner: name, properties: plain, attributes });
}
