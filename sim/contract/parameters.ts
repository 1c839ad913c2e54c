import type { Finding, Parameter } from "./contract";
import { parseJson } from "../json";
import { typeOf, type Direction } from "./json-schema";
import type { SchemaChecks } from "./schema-checks";

/** A parameter or header whose text is read by the type of its schema. */
export function makeParameter(
	checks: SchemaChecks,
	parameter: Omit<Parameter, "check"> & { readonly schema: unknown; readonly direction: Direction },
): Parameter {
	const { place, name, isRequired, schema, direction } = parameter;
	const check = checks.check(schema, direction);
	const type = typeOf(schema, checks.schemas);
	return { place, name, isRequired, check: (text) => check(readAs(type, text)) };
}

/** A text that does not read as its type stays a text, so that the schema complains. */
function readAs(type: string | undefined, text: string): unknown {
	if (type === "integer" || type === "number") return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
	if (type === "boolean") return text === "true" || text === "false" ? text === "true" : text;
	if (type === "object") return parseJson(text) ?? text;
	return type === "array" ? readList(text) : text;
}

/** Documents and examples show both `[1, 2]` and `1,2`. */
function readList(text: string): unknown {
	return parseJson(text.startsWith("[") ? text : `[${text}]`) ?? text;
}

/** Whether the texts given for a parameter fit it. */
export function checkTexts(parameter: Parameter, texts: readonly string[]): readonly Finding[] {
	if (texts.length === 0) return parameter.isRequired ? [{ at: "", what: "is missing" }] : [];
	if (texts.length > 1) return [{ at: "", what: "is given more than once" }];
	return texts.flatMap((text) => parameter.check(text));
}
