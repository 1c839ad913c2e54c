import type { Finding } from "./contract";
import { SchemaChecks } from "./schema-checks";
import { parseJson, type JsonObject } from "../json";

/** Codes and their statuses: creator-docs, `cloud/reference/errors.md`. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
	INVALID_ARGUMENT: 400,
	PERMISSION_DENIED: 403,
	NOT_FOUND: 404,
	ABORTED: 409,
	RESOURCE_EXHAUSTED: 429,
	CANCELLED: 499,
	INTERNAL: 500,
	NOT_IMPLEMENTED: 501,
	UNAVAILABLE: 503,
};

const CODE: JsonObject = { type: "string", enum: Object.keys(STATUS_OF_CODE) };
const TEXT: JsonObject = { type: "string" };

function objectOf(properties: JsonObject, required: readonly string[]): JsonObject {
	return { type: "object", properties, required };
}

function listOf(items: JsonObject): JsonObject {
	return { type: "array", items };
}

const GATEWAY = objectOf(
	{ errors: listOf(objectOf({ code: { type: "integer" }, message: TEXT }, ["code", "message"])) },
	["errors"],
);
const V2 = objectOf({ code: CODE, message: TEXT, details: listOf({ type: "object" }) }, ["code", "message"]);
const V1_DETAIL = objectOf({ errorDetailType: TEXT, datastoreErrorCode: TEXT }, ["errorDetailType"]);
const V1 = objectOf(
	{
		error: { type: "string", enum: [...Object.keys(STATUS_OF_CODE), "INSUFFICIENT_SCOPE"] },
		message: TEXT,
		errorDetails: listOf(V1_DETAIL),
	},
	["error", "message", "errorDetails"],
);
const PROBLEM_DETAILS = objectOf(
	{
		...{ type: TEXT, title: TEXT, status: { type: "integer" }, detail: TEXT, instance: TEXT, traceId: TEXT },
		errors: { type: "object" },
	},
	["title", "status"],
);

const checks = new SchemaChecks({});
const SHAPES = [GATEWAY, V2, V1, PROBLEM_DETAILS].map((shape) => checks.check(shape, "answer"));
const isV2 = checks.check(V2, "answer");

/** Errors are mostly not described; what comes must have one of the documented shapes. */
export function checkErrorShape(status: number, contentType: string, body: string): readonly Finding[] {
	if (!contentType.endsWith("json")) return [{ at: "", what: `is an error of type ${contentType || "nothing"}` }];
	const json = parseJson(body);
	if (json === undefined) return [{ at: "", what: "is an error that is not JSON" }];
	if (SHAPES.every((check) => check(json).length > 0)) {
		return [{ at: "", what: "has none of the documented error shapes" }];
	}
	const code = isV2(json).length === 0 ? codeOf(json) : undefined;
	if (code === undefined || STATUS_OF_CODE[code] === status) return [];
	return [{ at: "/code", what: `${code} does not come with status ${status}` }];
}

function codeOf(value: unknown): string | undefined {
	return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string"
		? value.code
		: undefined;
}
