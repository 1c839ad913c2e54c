import { isJsonObject, listOr, objectOr, type JsonObject } from "../json";

/** Fields that only one side sends: `readOnly` never stands in a request, `writeOnly` never in an answer. */
export type Direction = "request" | "answer";

/** Keywords that mean the same in both languages. */
const SAME = new Set([
	...["type", "format", "enum", "const", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern"],
	...["minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
]);
/** Keywords that are translated below. */
const TRANSLATED = new Set([
	...["$ref", "nullable", "properties", "required", "items", "additionalProperties"],
	...["allOf", "oneOf", "anyOf", "not", "readOnly", "writeOnly"],
]);
/** Keywords that only tell people something. */
const TOLD = new Set([
	"description",
	"title",
	"example",
	"default",
	"deprecated",
	"externalDocs",
	"xml",
	"contentEncoding",
]);

/** Where `$ref`s point to. */
export interface SchemaSource {
	readonly direction: Direction;
	/** `#/components/schemas/…` of the document. */
	readonly schemas: JsonObject;
	/** Id under which the translated schemas are known to the validator. */
	readonly id: string;
}

const OPEN = "#/components/schemas/";
const CLOSED = "#/components/closed/";

/**
 * A schema of OpenAPI 3.0 or 3.1 as JSON Schema 2020-12, closed: wherever it names fields, there are no others, unless it says
 * itself that there may be. (By the letter it would take them silently.)
 */
export function closedSchema(schema: unknown, source: SchemaSource): JsonObject {
	const node = objectOr(schema);
	const reference = node["$ref"];
	if (typeof reference === "string") return { $ref: source.id + reference.replace(OPEN, CLOSED) };
	return translate(node, source, namesFields(node, source) ? { unevaluatedProperties: false } : {});
}

/** As `closedSchema`, but other fields are left to whoever combines it with more; everything below it is closed. */
export function openSchema(schema: unknown, source: SchemaSource): JsonObject {
	const node = objectOr(schema);
	if (typeof node["$ref"] === "string") return { $ref: source.id + node["$ref"] };
	return translate(node, source, {});
}

/** All named schemas of a document in both forms, where references look for them. */
export function namedSchemas(source: SchemaSource): JsonObject {
	const all = (make: typeof openSchema): JsonObject =>
		Object.fromEntries(Object.entries(source.schemas).map(([name, schema]) => [name, make(schema, source)]));
	return { $id: source.id, components: { schemas: all(openSchema), closed: all(closedSchema) } };
}

/** Only for nodes without `$ref`: what stands beside one has no meaning in OpenAPI 3.0. */
function translate(node: JsonObject, source: SchemaSource, more: JsonObject): JsonObject {
	for (const keyword of Object.keys(node)) {
		const isKnown = SAME.has(keyword) || TRANSLATED.has(keyword) || TOLD.has(keyword) || keyword.startsWith("x-");
		if (!isKnown) throw new Error(`The checker does not know the keyword ${keyword}.`);
	}
	const same = Object.fromEntries(Object.entries(node).filter(([keyword]) => SAME.has(keyword)));
	return withNull(node, { ...same, ...fields(node, source), ...combinations(node, source), ...more });
}

function fields(node: JsonObject, source: SchemaSource): JsonObject {
	const result: Record<string, unknown> = {};
	if (isJsonObject(node["properties"])) {
		const kept = Object.entries(node["properties"]).filter(([, field]) => isSent(field, source));
		result["properties"] = Object.fromEntries(kept.map(([name, field]) => [name, closedSchema(field, source)]));
		const isKept = (name: unknown): boolean => kept.some(([other]) => other === name);
		result["required"] = listOr(node["required"]).filter(isKept);
	} else if (node["required"] !== undefined) result["required"] = node["required"];
	const others = node["additionalProperties"];
	if (others !== undefined) {
		result["additionalProperties"] = typeof others === "boolean" ? others : closedSchema(others, source);
	}
	if (node["items"] !== undefined) result["items"] = closedSchema(node["items"], source);
	return result;
}

function combinations(node: JsonObject, source: SchemaSource): JsonObject {
	const result: Record<string, unknown> = {};
	for (const keyword of ["allOf", "oneOf", "anyOf"]) {
		if (node[keyword] !== undefined) result[keyword] = listOr(node[keyword]).map((one) => openSchema(one, source));
	}
	if (node["not"] !== undefined) result["not"] = openSchema(node["not"], source);
	return result;
}

function withNull(node: JsonObject, schema: JsonObject): JsonObject {
	if (node["nullable"] !== true) return schema;
	const { type, enum: choices } = schema;
	if (typeof type === "string" && choices === undefined) return { ...schema, type: [type, "null"] };
	return { anyOf: [schema, { type: "null" }] };
}

function isSent(field: unknown, { direction }: SchemaSource): boolean {
	const node = objectOr(field);
	return direction === "request" ? node["readOnly"] !== true : node["writeOnly"] !== true;
}

function namesFields(schema: unknown, source: SchemaSource, seen: ReadonlySet<string> = new Set()): boolean {
	const node = objectOr(schema);
	const reference = node["$ref"];
	if (typeof reference === "string") {
		if (seen.has(reference)) return false;
		return namesFields(resolve(reference, source.schemas), source, new Set([...seen, reference]));
	}
	if (Object.keys(objectOr(node["properties"])).length > 0) return true;
	const branches = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => listOr(node[keyword]));
	return branches.some((branch) => namesFields(branch, source, seen));
}

/** The schema behind a reference, references in a row followed. */
export function resolve(reference: string, schemas: JsonObject): JsonObject {
	const name = reference.startsWith(OPEN) ? reference.slice(OPEN.length) : undefined;
	const found = name === undefined ? undefined : schemas[name];
	if (!isJsonObject(found)) throw new Error(`The reference ${reference} leads nowhere.`);
	const next = found["$ref"];
	return typeof next === "string" ? resolve(next, schemas) : found;
}

/** The type that a schema names, through references and `allOf`. */
export function typeOf(schema: unknown, schemas: JsonObject): string | undefined {
	const node = objectOr(schema);
	if (typeof node["$ref"] === "string") return typeOf(resolve(node["$ref"], schemas), schemas);
	if (typeof node["type"] === "string") return node["type"];
	return listOr(node["allOf"])
		.map((branch) => typeOf(branch, schemas))
		.find((type) => type !== undefined);
}
