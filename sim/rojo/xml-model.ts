import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { PlaceNode, PlainValue } from "../luau/place-tree";
import { isObject, type JsonObject } from "./json-files";
import type { Reading, Scope } from "./reading";

/** An element in the parser's ordered form: its name with what it holds, and its attributes under `:@`. */
type Element = JsonObject;

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: "",
	trimValues: false,
	parseTagValue: false,
	cdataPropName: "cdata",
});

function childrenOf(element: Element, name: string): readonly Element[] {
	const content = element[name];
	return Array.isArray(content) ? content.filter(isObject) : [];
}

function elements(list: readonly Element[], name: string): readonly Element[] {
	return list.filter((element) => name in element);
}

function attribute(element: Element, name: string): string | undefined {
	const attributes = element[":@"];
	const value = isObject(attributes) ? attributes[name] : undefined;
	return typeof value === "string" ? value : undefined;
}

function textOf(list: readonly Element[]): string {
	return list
		.map((part) => {
			if (typeof part["#text"] === "string") return part["#text"];
			return textOf(childrenOf(part, "cdata"));
		})
		.join("");
}

function plainValue(type: string, text: string): PlainValue | undefined {
	switch (type) {
		case "string":
		case "ProtectedString":
		case "Content":
			return text;
		case "bool":
			return text === "true";
		case "int":
		case "int64":
		case "float":
		case "double":
		case "token":
			return Number(text);
		default:
			return undefined;
	}
}

/** `.rbxmx`: one instance, as Rojo asks. */
export function readXmlModel(scope: Scope, path: string, name: string): PlaceNode | undefined {
	const nodes = readXmlFile(scope.reading, path);
	const [node, ...others] = nodes ?? [];
	if (node !== undefined && others.length === 0) return { ...node, name };
	if (nodes === undefined) return undefined;
	return scope.reading.refuse("bad-model", path, `must hold one instance at its top, and holds ${nodes.length}`);
}

/** The instances at the top of a `.rbxmx` or `.rbxlx`. */
export function readXmlFile(reading: Reading, path: string): readonly PlaceNode[] | undefined {
	const text = reading.text(path);
	if (text === undefined) return undefined;
	const valid = XMLValidator.validate(text);
	if (valid !== true) return reading.refuse("bad-xml", path, `line ${valid.err.line}: ${valid.err.msg}`);
	const parsed: unknown = parser.parse(text);
	const top = (Array.isArray(parsed) ? parsed : []).filter(isObject);
	const [root] = elements(top, "roblox");
	if (root === undefined) return reading.refuse("bad-xml", path, "has no roblox element");
	return readItems(reading, path, childrenOf(root, "roblox"));
}

function readItems(reading: Reading, path: string, list: readonly Element[]): readonly PlaceNode[] {
	return elements(list, "Item").flatMap((item) => {
		const className = attribute(item, "class");
		if (className !== undefined) return [readItem(reading, path, className, childrenOf(item, "Item"))];
		reading.refuse("bad-model", path, "an Item has no class");
		return [];
	});
}

function readItem(reading: Reading, path: string, className: string, content: readonly Element[]): PlaceNode {
	const all: Record<string, PlainValue> = {};
	for (const property of elements(content, "Properties").flatMap((list) => childrenOf(list, "Properties"))) {
		const [type = ""] = Object.keys(property).filter((key) => key !== ":@");
		const name = attribute(property, "name");
		if (name === undefined) continue;
		const value = plainValue(type, textOf(childrenOf(property, type)));
		if (value === undefined) reading.note(path, `${className}.${name} is left out: not a plain value`);
		else all[name] = value;
	}
	const { Name: name, Source: source, ...properties } = all;
	const children = readItems(reading, path, content);
	return {
		name: String(name ?? className),
		className,
		...(source === undefined ? {} : { source: String(source) }),
		...(Object.keys(properties).length > 0 ? { properties } : {}),
		...(children.length > 0 ? { children } : {}),
	};
}
