import { isJsonObject, listOr, parseJson } from "../../json";

/** Codes are short names and numbers; anything else may hold what was sent. */
const CODE = /^\w{1,40}$/;

/** The code in any of the documented error shapes: creator-docs, `cloud/reference/errors.md`. */
export function errorCodeOf(body: string): string | undefined {
	const error = parseJson(body);
	if (!isJsonObject(error)) return undefined;
	const [gateway] = listOr(error["errors"]);
	const [detail] = listOr(error["errorDetails"]);
	const codes = [error["code"], error["error"], codeIn(gateway, "code"), codeIn(detail, "datastoreErrorCode")];
	const known = codes.flatMap((code) => (typeof code === "string" || typeof code === "number" ? [String(code)] : []));
	return known.filter((code) => CODE.test(code)).join(" ") || undefined;
}

function codeIn(value: unknown, name: string): unknown {
	return isJsonObject(value) ? value[name] : undefined;
}
