import { AUDIT_PAGE_DEFAULT, AUDIT_PAGE_MAX, BALANCE_MAX, REASON_BYTES_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import type { AuditFilter, AuditQuery } from "../audit-view";
import { isSearchable } from "./words";

const FILTERS: readonly string[] = ["userId", "actor", "source", "from", "to", "words"];
const TEXT_MAX = REASON_BYTES_MAX;

/** The query of a page. Fails with the name of the first parameter that is wrong. */
export function readAuditQuery(parameters: URLSearchParams): Result<AuditQuery, string> {
	const filter = readAuditFilter(parameters, ["limit", "cursor"]);
	if (!filter.ok) return filter;
	const limit = readInteger(parameters.get("limit"), 1, AUDIT_PAGE_MAX);
	if (limit === "bad") return fail("limit");
	return ok({ ...filter.value, limit: limit ?? AUDIT_PAGE_DEFAULT, cursor: parameters.get("cursor") ?? undefined });
}

/** Which rows are asked for; `others` are the parameters that may stand beside. */
export function readAuditFilter(parameters: URLSearchParams, others: readonly string[]): Result<AuditFilter, string> {
	const wrong = findUnknown(parameters, [...FILTERS, ...others]);
	if (wrong !== undefined) return fail(wrong);
	const userId = readInteger(parameters.get("userId"), 1, BALANCE_MAX);
	if (userId === "bad") return fail("userId");
	const from = readInteger(parameters.get("from"), 0, BALANCE_MAX);
	if (from === "bad") return fail("from");
	const to = readInteger(parameters.get("to"), 0, BALANCE_MAX);
	if (to === "bad") return fail("to");
	const [actor, source, words] = ["actor", "source", "words"].map((name) => parameters.get(name) ?? undefined);
	for (const [name, text] of Object.entries({ actor, source, words })) {
		if (text !== undefined && (text === "" || text.length > TEXT_MAX)) return fail(name);
	}
	if (words !== undefined && !isSearchable(words)) return fail("words");
	return ok({ userId, actor, source, from, to, words });
}

/** Parameters that are not known, or given twice, are refused: a mistyped filter must not show everything. */
export function findUnknown(parameters: URLSearchParams, known: readonly string[]): string | undefined {
	const names: string[] = [];
	parameters.forEach((_value, name) => names.push(name));
	return names.find((name) => !known.includes(name) || parameters.getAll(name).length > 1);
}

/** `undefined` when it was not given. */
export function readInteger(text: string | null, min: number, max: number): number | undefined | "bad" {
	if (text === null) return undefined;
	if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return "bad";
	const value = Number(text);
	return value >= min && value <= max ? value : "bad";
}
