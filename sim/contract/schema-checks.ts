import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020";
import type { Check, Finding } from "./contract";
import { addFormats } from "./formats";
import { objectOr, type JsonObject } from "../json";
import { closedSchema, namedSchemas, type Direction, type SchemaSource } from "./json-schema";

/** Says only that a branch did not fit; what is wrong stands beside it. */
const STRUCTURAL = new Set(["anyOf", "allOf", "if"]);

/** Makes checks from schemas of one document. */
export class SchemaChecks {
	readonly schemas: JsonObject;
	readonly #ajv = new Ajv2020({ allErrors: true, strict: false });
	/** By direction and schema: every operation has the same headers and errors. */
	readonly #compiled = new Map<string, ValidateFunction>();

	constructor(document: JsonObject) {
		this.schemas = objectOr(objectOr(document["components"])["schemas"]);
		addFormats(this.#ajv);
		for (const direction of ["request", "answer"] as const) {
			this.#ajv.addSchema(namedSchemas(this.#source(direction)));
		}
	}

	/** Compiled at first use, since most programs use few. */
	check(schema: unknown, direction: Direction): Check {
		return (value) => {
			const validate = this.#validatorOf(schema, direction);
			return validate(value) ? [] : findingsOf(validate.errors ?? []);
		};
	}

	#validatorOf(schema: unknown, direction: Direction): ValidateFunction {
		const key = `${direction} ${JSON.stringify(schema)}`;
		const known = this.#compiled.get(key) ?? this.#ajv.compile(closedSchema(schema, this.#source(direction)));
		this.#compiled.set(key, known);
		return known;
	}

	#source(direction: Direction): SchemaSource {
		return { direction, schemas: this.schemas, id: `purser:${direction}` };
	}
}

function findingsOf(errors: readonly ErrorObject[]): readonly Finding[] {
	const telling = errors.filter((error) => !STRUCTURAL.has(error.keyword));
	return (telling.length > 0 ? telling : errors).map((error) => ({ at: error.instancePath, what: describe(error) }));
}

function describe({ keyword, message, params }: ErrorObject): string {
	const facts: JsonObject = params;
	const field = facts["unevaluatedProperty"] ?? facts["additionalProperty"];
	if (typeof field === "string") return `the field ${field} is not described`;
	if (keyword === "enum") return `is none of ${JSON.stringify(facts["allowedValues"])}`;
	return message ?? keyword;
}
