import fc, { type Arbitrary } from "fast-check";
import { fieldOf, listOf, numberIn, textIn } from "../../answer-fields";
import type { Schema } from "../openapi/route-description";

/** Words that are more than text somewhere, and some that come again, so that requests meet what others left behind. */
const WORDS = ["a", "1", "job-1", "life-1", "life-2", "discord:1", "game", "__proto__", "constructor", "toString"];
/** What an array gets at most, unless the schema says less: bodies have a size limit of their own. */
const ITEMS_MAX = 4;

/**
 * Values that are right by a schema, made without trying again and again: under fast-check's bias to small values a filter
 * may wait for ever. Knows the keywords that the descriptions of our routes use, and throws at others.
 */
export function arbitraryOf(schema: Schema): Arbitrary<unknown> {
	if ("const" in schema) return fc.constant(schema.const);
	if ("enum" in schema) return fc.constantFrom(...listOf(schema.enum));
	if ("anyOf" in schema) return fc.oneof(...listOf(schema.anyOf).map((one) => arbitraryOf(asSchema(one))));
	switch (schema.type) {
		case "null":
			return fc.constant(null);
		case "boolean":
			return fc.boolean();
		case "integer":
			return integers(numberIn(schema, "minimum") ?? 0, numberIn(schema, "maximum") ?? Number.MAX_SAFE_INTEGER);
		case "string":
			return strings(schema);
		case "array":
			return arrays(schema);
		case "object":
			return objects(schema);
		default:
			throw new Error(`no values are known for ${JSON.stringify(schema)}`);
	}
}

export function asSchema(value: unknown): Schema {
	if (typeof value !== "object" || value === null) throw new Error("a schema is an object");
	return { ...value };
}

function integers(min: number, max: number): Arbitrary<number> {
	const near = fc.integer({ min: Math.max(min, -5), max: Math.min(max, 5) });
	const far =
		max > 0x7fff_ffff ? fc.maxSafeInteger().map((value) => (value < min ? -value : value)) : fc.integer({ min, max });
	return fc.oneof(near, fc.constantFrom(min, max), far);
}

/** `^[…]*$` and `^[…]+$`: any number of characters of one kind, whose lengths the schema bounds. */
const ONE_KIND = /^\^(?<kind>\[.+\])[*+]\$$/;

function strings(schema: Schema): Arbitrary<string> {
	const pattern = textIn(schema, "pattern") ?? "^[ -~]*$";
	const kind = ONE_KIND.exec(pattern)?.groups?.kind;
	if (kind === undefined) return fc.stringMatching(new RegExp(pattern));
	const minLength = numberIn(schema, "minLength") ?? 0;
	const maxLength = numberIn(schema, "maxLength") ?? 200;
	const isOfKind = new RegExp(pattern);
	const words = WORDS.filter((word) => isOfKind.test(word) && word.length >= minLength && word.length <= maxLength);
	const unit = fc.stringMatching(new RegExp(`^${kind}$`));
	const usual = fc.string({ unit, minLength, maxLength });
	const longest = "x".repeat(maxLength);
	return fc.oneof(fc.constantFrom(...words, longest), usual);
}

function arrays(schema: Schema): Arbitrary<unknown[]> {
	const minLength = numberIn(schema, "minItems") ?? 0;
	const maxLength = Math.min(numberIn(schema, "maxItems") ?? ITEMS_MAX, ITEMS_MAX);
	return fc.array(arbitraryOf(asSchema(schema.items)), { minLength, maxLength });
}

function objects(schema: Schema): Arbitrary<object> {
	const properties = Object.entries(asSchema(schema.properties ?? {}));
	const required = listOf(fieldOf(schema, "required"));
	return fc.record(Object.fromEntries(properties.map(([name, part]) => [name, arbitraryOf(asSchema(part))])), {
		requiredKeys: properties.map(([name]) => name).filter((name) => required.includes(name)),
	});
}
