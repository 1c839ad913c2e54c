import type { PlainValue, PlaceNode } from "../luau/place-tree";
import { isObject, type JsonObject } from "./json-files";
import type { Reading } from "./reading";

type PlainValues = Readonly<Record<string, PlainValue>>;

/** Explicit values, `{ "Bool": true }` for one, whose content is a plain value. */
const PLAIN_TYPES: readonly string[] = [
	...["String", "Bool", "Int32", "Int64", "Float32", "Float64", "Enum", "Content", "ContentId", "BinaryString"],
];

function isPlain(value: unknown): value is PlainValue {
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Undefined for vectors, colours and the like: the headless server has no use for them. */
function plainValue(value: unknown): PlainValue | undefined {
	if (isPlain(value)) return value;
	if (!isObject(value)) return undefined;
	const [[type, content] = ["", undefined], ...others] = Object.entries(value);
	return others.length === 0 && PLAIN_TYPES.includes(type) && isPlain(content) ? content : undefined;
}

function plainValues(reading: Reading, file: string, owner: string, values: JsonObject): PlainValues {
	const plain: Record<string, PlainValue> = {};
	for (const [name, value] of Object.entries(values)) {
		const content = plainValue(value);
		if (content === undefined) reading.note(file, `${owner}.${name} is left out: not a plain value`);
		else plain[name] = content;
	}
	return plain;
}

interface Given {
	readonly file: string;
	/** The instance, for messages. */
	readonly owner: string;
	readonly properties: JsonObject;
	readonly attributes: JsonObject;
}

/** The node with these properties and attributes over its own. */
export function withProperties(reading: Reading, node: PlaceNode, given: Given): PlaceNode {
	const { file, owner } = given;
	// Name and parent come from where a node stands; older projects write attributes as a property.
	const { Name: _name, Parent: _parent, Attributes: nested, ...rest } = given.properties;
	const properties = { ...node.properties, ...plainValues(reading, file, owner, rest) };
	const older = isObject(nested) ? nested : {};
	const attributes = { ...node.attributes, ...plainValues(reading, file, owner, { ...older, ...given.attributes }) };
	return {
		...node,
		...(Object.keys(properties).length > 0 ? { properties } : {}),
		...(Object.keys(attributes).length > 0 ? { attributes } : {}),
	};
}
