import { bunPlatform } from "../../../shared/bun/platform";
import { fail, ok, type Result } from "../../../shared/result";
import type { Answered } from "../../exchange";
import type { OpenCloudProblem } from "./problem";
import type { Call } from "./call";

/** The JSON of an answer. A page of a proxy, a cut text or another kind of content is `unreadable`. */
export function readJson(call: Call, answered: Answered): Result<unknown, OpenCloudProblem> {
	const type = answered.headers.get("content-type");
	if (type !== null && !/^(?:application|text)\/(?:[\w.-]+\+)?json\b/i.test(type))
		return unreadable(call, answered.status);
	const value = bunPlatform.decodeJson(answered.text);
	return value === undefined ? unreadable(call, answered.status) : ok(value);
}

/** An answer that is in no documented form. To a write it came after the deed, so what was stored is open. */
export function unreadable(
	{ operation, effect }: Pick<Call, "operation" | "effect">,
	status: number,
): { readonly ok: false; readonly error: OpenCloudProblem } {
	return fail({ code: "unreadable", operation, retriable: false, outcomeUnknown: effect !== "read", status });
}

/** Lists of `users/123`, as version 2 of the data stores has them. `undefined` when it is none. */
export function readUserPaths(value: unknown): readonly number[] | undefined {
	const paths = value === undefined || value === null ? [] : bunPlatform.asList(value);
	const ids = paths?.map((path) =>
		typeof path === "string" ? Number(/^users\/(\d{1,16})$/.exec(path)?.[1]) : Number.NaN,
	);
	return ids?.every((id) => Number.isSafeInteger(id)) === true ? ids : undefined;
}
