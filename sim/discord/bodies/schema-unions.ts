import { type JsonObject, isJsonObject } from "../../json";

/**
 * Rewrites the specification's unions so that a validator reports what is wrong in the meant branch only. Plain
 * `oneOf` reports every branch, while Discord names one path: `embeds[0].title`, not eleven ways to be no option.
 */
export function rewriteUnions(node: unknown, schemas: JsonObject): unknown {
	if (Array.isArray(node)) return node.map((item: unknown) => rewriteUnions(item, schemas));
	if (!isJsonObject(node)) return node;
	const union = node["oneOf"] ?? node["anyOf"];
	const rest = Object.entries(node).filter(([key]) => key !== "oneOf" && key !== "anyOf");
	const rewritten = Object.fromEntries(rest.map(([key, value]) => [key, rewriteUnions(value, schemas)]));
	return Array.isArray(union) ? { ...rewritten, ...rewriteUnion(union, schemas) } : rewritten;
}

function rewriteUnion(variants: readonly unknown[], schemas: JsonObject): JsonObject {
	const meant = variants.filter((variant) => !isNullType(variant));
	if (meant.length < variants.length) {
		return { if: { not: { type: "null" } }, then: rewriteUnions({ oneOf: meant }, schemas) };
	}
	const constants = meant.map((variant) => (isJsonObject(variant) ? variant["const"] : undefined));
	if (constants.every((value) => value !== undefined)) return { enum: constants };
	if (meant.length === 1) return { allOf: [rewriteUnions(meant[0], schemas)] };
	return byType(meant, schemas) ?? { anyOf: rewriteUnions(meant, schemas) };
}

/** A union whose members differ by their `type` becomes one conditional per member. */
function byType(variants: readonly unknown[], schemas: JsonObject): JsonObject | undefined {
	const branches = variants.map((variant) => ({ variant, types: typesOf(variant, schemas) }));
	const all = branches.flatMap((branch) => branch.types);
	if (branches.some((branch) => branch.types.length === 0) || new Set(all).size !== all.length) return undefined;
	return {
		type: "object",
		required: ["type"],
		properties: { type: { enum: all } },
		allOf: branches.map((branch) => ({
			if: { type: "object", required: ["type"], properties: { type: { enum: branch.types } } },
			then: branch.variant,
		})),
	};
}

function typesOf(variant: unknown, schemas: JsonObject): readonly unknown[] {
	if (!isJsonObject(variant) || typeof variant["$ref"] !== "string") return [];
	const schema = schemas[variant["$ref"].split("/").at(-1) ?? ""];
	if (!isJsonObject(schema) || !isJsonObject(schema["properties"])) return [];
	const type = schema["properties"]["type"];
	return isJsonObject(type) && Array.isArray(type["enum"]) ? type["enum"] : [];
}

function isNullType(variant: unknown): boolean {
	return isJsonObject(variant) && variant["type"] === "null";
}
