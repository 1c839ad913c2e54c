import { createHash } from "node:crypto";
import { isJsonObject, parseJson } from "../../json";
import { checkAddress, checkContent, type EntryContent, type StoreAddress } from "../store-limits";
import { errorV1 } from "./answers";
import type { Call } from "./route";

/** Default: openapi, the lists of v1. The most of a page is not documented. */
const PAGE_DEFAULT = 16;
const PAGE_MAX = 100;

export function pageSize(call: Call): number {
	const limit = Number(call.query.get("limit") || PAGE_DEFAULT);
	return Number.isInteger(limit) && limit >= 1 ? Math.min(limit, PAGE_MAX) : PAGE_DEFAULT;
}

export function addressOf(call: Call): StoreAddress | Response {
	const address = {
		store: call.query.get("datastoreName") ?? "",
		scope: call.query.get("scope") || "global",
		key: call.query.get("entryKey") ?? "",
	};
	const problem = checkAddress(address);
	return problem === undefined ? address : invalid(problem.message);
}

export function contentOf(call: Call): EntryContent | Response {
	const sum = call.headers.get("content-md5");
	if (sum !== null && sum !== md5(call.body)) return invalid("content-md5 does not match the content.");
	const metadata = parseJson(call.headers.get("roblox-entry-attributes") || "{}");
	const userIds = userIdsOf(call.headers.get("roblox-entry-userids") ?? "");
	if (!isJsonObject(metadata)) return invalid("roblox-entry-attributes is not a JSON object.");
	if (userIds === undefined) return invalid("roblox-entry-userids is not a list of ids.");
	const content = { value: call.body, userIds, metadata };
	const problem = checkContent(content);
	return problem === undefined ? content : invalid(problem.message);
}

/** Documents and examples show both `[1, 2]` and `1,2`. */
function userIdsOf(text: string): readonly number[] | undefined {
	const ids = text
		.replace(/^\[|\]$/g, "")
		.split(",")
		.map((part) => part.trim())
		.filter((part) => part !== "")
		.map(Number);
	return ids.every((id) => Number.isSafeInteger(id)) ? ids : undefined;
}

export function md5(text: string): string {
	return createHash("md5").update(text).digest("base64");
}

/** The documented example has seven digits after the second. */
export function timeText(unixMillis: number): string {
	return new Date(unixMillis).toISOString().replace("Z", "0000+00:00");
}

function invalid(message: string): Response {
	return errorV1(400, "INVALID_ARGUMENT", message, "InvalidRequest");
}

export function notFound(): Response {
	return errorV1(404, "NOT_FOUND", "Entry not found in the datastore.", "EntryNotFound");
}

export function conditionFailed(call: Call): Response {
	return errorV1(
		call.backend.conditionFailedStatus,
		"ABORTED",
		"The entry's version does not match.",
		"VersionMismatch",
	);
}
