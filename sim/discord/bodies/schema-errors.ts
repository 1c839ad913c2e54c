import type { ErrorObject } from "ajv";
import type { FieldPath, FormErrors } from "../form-errors";
import { isJsonObject } from "../../json";

/** Keywords that only say "a branch did not fit"; what is wrong stands in the errors below them. */
const STRUCTURAL = new Set(["if", "anyOf", "oneOf", "allOf", "not"]);

/** Translates the validator's findings into Discord's inner codes and sentences. */
export function addSchemaErrors(found: readonly ErrorObject[], errors: FormErrors): void {
	for (const error of found.filter((item) => !STRUCTURAL.has(item.keyword))) addOne(error, errors);
	if (errors.empty && found.length > 0)
		errors.add(pathOf(found[0]), "UNION_TYPE_CHOICES", "Value does not fit any form.");
}

function addOne(error: ErrorObject, errors: FormErrors): void {
	const path = pathOf(error);
	const limit = numberParam(error, "limit");
	switch (error.keyword) {
		case "required":
			errors.add([...path, textParam(error, "missingProperty")], "BASE_TYPE_REQUIRED", "This field is required");
			return;
		case "enum":
		case "const":
			errors.add(path, "BASE_TYPE_CHOICES", `Value must be one of {${choicesOf(error)}}.`);
			return;
		case "maxLength":
		case "minLength":
		case "maxItems":
		case "minItems":
			errors.add(path, ...lengthError(error, limit));
			return;
		case "maximum":
			errors.add(path, "NUMBER_TYPE_MAX", `int value should be less than or equal to ${limit}.`);
			return;
		case "minimum":
			errors.add(path, "NUMBER_TYPE_MIN", `int value should be greater than or equal to ${limit}.`);
			return;
		case "type":
			errors.add(path, ...typeError(error));
			return;
		case "pattern":
			errors.add(path, "NUMBER_TYPE_COERCE", `Value "${show(error.data)}" is not snowflake.`);
			return;
		default:
			errors.add(path, "BASE_TYPE_BAD_VALUE", error.message ?? "Value is not allowed.");
	}
}

/** Discord names both ends where a field has both, else only the one that was passed. */
function lengthError(error: ErrorObject, limit: number): [string, string] {
	const list = error.keyword.endsWith("Items");
	const parent = isJsonObject(error.parentSchema) ? error.parentSchema : {};
	const low: unknown = parent[list ? "minItems" : "minLength"];
	const high: unknown = parent[list ? "maxItems" : "maxLength"];
	if (typeof low === "number" && typeof high === "number" && low > 0) {
		return ["BASE_TYPE_BAD_LENGTH", `Must be between ${low} and ${high} in length.`];
	}
	return error.keyword.startsWith("max")
		? ["BASE_TYPE_MAX_LENGTH", `Must be ${limit} or fewer in length.`]
		: ["BASE_TYPE_MIN_LENGTH", `Must be ${limit} or more in length.`];
}

function typeError(error: ErrorObject): [string, string] {
	const wanted: unknown = error.schema;
	const types = (Array.isArray(wanted) ? wanted : [wanted]).map((type: unknown) => show(type));
	const shown = show(error.data);
	if (error.data === null) return ["BASE_TYPE_REQUIRED", "This field is required"];
	if (types.includes("integer")) return ["NUMBER_TYPE_COERCE", `Value "${shown}" is not int.`];
	if (types.includes("number")) return ["NUMBER_TYPE_COERCE", `Value "${shown}" is not float.`];
	if (types.includes("boolean")) return ["BOOLEAN_TYPE_CONVERT", "Must be either true or false."];
	if (types.includes("array")) return ["LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"];
	if (types.includes("object")) return ["MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"];
	return ["STRING_TYPE_CONVERT", `Could not interpret "${shown}" as string.`];
}

function choicesOf(error: ErrorObject): string {
	const schema: unknown = error.schema;
	return (Array.isArray(schema) ? schema : [schema]).map((value: unknown) => show(value)).join(", ");
}

function show(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}

function pathOf(error: ErrorObject | undefined): FieldPath {
	const steps = (error?.instancePath ?? "").split("/").slice(1);
	return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function numberParam(error: ErrorObject, name: string): number {
	const params: unknown = error.params;
	const value = isJsonObject(params) ? params[name] : undefined;
	return typeof value === "number" ? value : 0;
}

function textParam(error: ErrorObject, name: string): string {
	const params: unknown = error.params;
	const value = isJsonObject(params) ? params[name] : undefined;
	return typeof value === "string" ? value : "";
}
