import { BODY_BYTES_MAX } from "../../shared/limits";
import { fail, ok, type Result } from "../../shared/result";

/** A byte order mark is part of what was signed. */
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The body as it was sent. Signatures cover its bytes, so text that is not UTF-8 is refused: decoding would replace
 * bytes, and two bodies could look like one.
 */
export async function readBody(request: Request): Promise<Result<string, "too-large" | "malformed">> {
	const declared = Number(request.headers.get("content-length") ?? "0");
	if (declared > BODY_BYTES_MAX) return fail("too-large");
	const bytes = await request.arrayBuffer();
	if (bytes.byteLength > BODY_BYTES_MAX) return fail("too-large");
	try {
		return ok(UTF_8.decode(bytes));
	} catch {
		return fail("malformed");
	}
}
