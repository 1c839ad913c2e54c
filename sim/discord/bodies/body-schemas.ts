import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import { type Result, fail, ok } from "../../../shared/result";
import { FormErrors } from "../form-errors";
import { type JsonObject, isJsonObject } from "../../json";
import document from "../openapi.json";
import { addSchemaErrors } from "./schema-errors";
import { rewriteUnions } from "./schema-unions";

const DOCUMENT_ID = "discord";

/** Placeholder in the specification for "permission bits", which the documentation wants as a string. */
const PERMISSION_BITS_MAX = 18_014_398_509_481_984;

/** Compiled from the official specification. Nothing in here changes, so all local Discords share it. */
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false, verbose: true });
const source: unknown = document;
const paths = readObject(readObject(source)["paths"]);
const schemas = readObject(readObject(readObject(source)["components"])["schemas"]);
ajv.addSchema({ $id: DOCUMENT_ID, components: { schemas: followDocs(rewriteUnions(schemas, schemas)) } });

/**
 * Reads a request body: the checked value, or everything that is wrong with it. `Body` must name no field that the
 * operation's schema does not describe.
 */
export function bodyReader<Body>(operationId: string): (value: unknown) => Result<Body, FormErrors> {
	let validate: ValidateFunction<Body> | undefined;
	return (value) => {
		// Compiling is slow, and most programs never call most operations.
		validate ??= ajv.compile<Body>(requestSchema(operationId));
		if (validate(value)) return ok(value);
		const errors = new FormErrors();
		addSchemaErrors(validate.errors ?? [], errors);
		return fail(errors);
	};
}

function requestSchema(operationId: string): JsonObject {
	for (const item of Object.values(paths)) {
		for (const operation of Object.values(readObject(item))) {
			if (!isJsonObject(operation) || operation["operationId"] !== operationId) continue;
			const content = readObject(readObject(operation["requestBody"])["content"]);
			const schema = readObject(readObject(content["application/json"])["schema"]);
			return readObject(withDocumentReferences(rewriteUnions(schema, schemas)));
		}
	}
	throw new Error(`The specification has no operation ${operationId} with a body.`);
}

/** Local references of an operation point into the one compiled document. */
function withDocumentReferences(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(withDocumentReferences);
	if (!isJsonObject(node)) return node;
	const entries = Object.entries(node).map(([key, value]) =>
		key === "$ref" && typeof value === "string" && value.startsWith("#")
			? [key, DOCUMENT_ID + value]
			: [key, withDocumentReferences(value)],
	);
	return readObject(Object.fromEntries(entries));
}

/** Where specification and documentation differ, Discord says to follow the documentation. */
function followDocs(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(followDocs);
	if (!isJsonObject(node)) return node;
	const copy = readObject(Object.fromEntries(Object.entries(node).map(([key, value]) => [key, followDocs(value)])));
	if (copy["maximum"] === PERMISSION_BITS_MAX) {
		return { ...copy, type: ["string", "integer", "null"], pattern: "^[0-9]{1,20}$" };
	}
	return copy;
}

function readObject(value: unknown): JsonObject {
	if (!isJsonObject(value)) throw new Error("The bundled specification is damaged.");
	return value;
}
