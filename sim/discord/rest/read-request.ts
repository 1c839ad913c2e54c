import { type Result, fail, ok } from "../../../shared/result";
import { isJsonObject, parseJson } from "../../json";
import type { Upload } from "../state/file-store";
import type { Attachment } from "../state/message-store";
import { type ApiAnswer, refuse, refuseField } from "./api-answer";

const REQUEST_BYTES_MAX = 25 * 1024 * 1024;
const FILE_BYTES_MAX = 10 * 1024 * 1024;
const FILES_MAX = 10;

export interface ReadBody {
	readonly body: unknown;
	readonly files: readonly Attachment[];
}

const WRONG_TYPE = refuseField(
	[],
	"CONTENT_TYPE_INVALID",
	'Expected "Content-Type" header to be one of {"application/json", "multipart/form-data"}.',
);
const NOT_JSON = refuse(400, 50109, "The request body contains invalid JSON.");
const TOO_LARGE = refuse(413, 40005, "Request entity too large");

/** Puts a file where it can be fetched from. */
export type KeepFile = (upload: Upload) => Attachment;

/** Reads JSON, or multipart with `payload_json` and `files[n]`. Awaits the body. */
export async function readRequest(request: Request, keep: KeepFile): Promise<Result<ReadBody, ApiAnswer>> {
	const bytes = await request.arrayBuffer();
	if (bytes.byteLength === 0) return ok({ body: undefined, files: [] });
	if (bytes.byteLength > REQUEST_BYTES_MAX) return fail(TOO_LARGE);
	const type = request.headers.get("content-type") ?? "";
	if (type.startsWith("application/json")) return readJson(new TextDecoder().decode(bytes), []);
	if (type.startsWith("multipart/form-data")) return readMultipart(bytes, type, keep);
	return fail(WRONG_TYPE);
}

function readJson(text: string, files: readonly Attachment[]): Result<ReadBody, ApiAnswer> {
	const parsed = parseJson(text);
	return parsed === undefined ? fail(NOT_JSON) : ok({ body: trimEmbeds(parsed), files });
}

async function readMultipart(bytes: ArrayBuffer, type: string, keep: KeepFile): Promise<Result<ReadBody, ApiAnswer>> {
	const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
	const files: Upload[] = [];
	for (const [name, part] of form.entries()) {
		if (typeof part === "string" || !/^files\[\d+\]$/.test(name)) continue;
		if (part.size > FILE_BYTES_MAX) return fail(TOO_LARGE);
		files.push({ filename: part.name, bytes: new Uint8Array(await part.arrayBuffer()), contentType: part.type });
	}
	if (files.length > FILES_MAX)
		return fail(refuse(400, 30015, "Maximum number of attachments in a message reached (10)"));
	const payload = form.get("payload_json");
	return readJson(typeof payload === "string" ? payload : "{}", files.map(keep));
}

/** Embed limits count after white space at both ends is gone, so it goes before anything is measured. */
function trimEmbeds(value: unknown): unknown {
	if (!isJsonObject(value)) return value;
	const trimmed = Array.isArray(value["embeds"]) ? { ...value, embeds: trimTexts(value["embeds"]) } : value;
	return isJsonObject(value["data"]) ? { ...trimmed, data: trimEmbeds(value["data"]) } : trimmed;
}

function trimTexts(value: unknown): unknown {
	if (typeof value === "string") return value.trim();
	if (Array.isArray(value)) return value.map(trimTexts);
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, trimTexts(item)]));
}
