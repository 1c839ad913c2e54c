import { AUDIT_PAGE_DEFAULT, AUDIT_PAGE_MAX, BALANCE_MAX } from "../../shared/limits";
import { fail, ok, type Result } from "../../shared/result";
import type { CompanionConfig } from "../config-type";
import type { Answers } from "../http/answers";
import { hasBearer } from "../http/check-bearer";
import type { Route } from "../http/create-app";
import type { AuditQuery, AuditReader } from "./audit-view";

interface Parts {
	readonly config: Pick<CompanionConfig, "serviceKey">;
	readonly answers: Answers;
	readonly reader: AuditReader;
}

/** `GET /log/transactions?userId&limit&cursor`, for programs that hold the service key. */
export function createAuditRoute({ config, answers, reader }: Parts): Route {
	return (request) => {
		if (!hasBearer(request, config.serviceKey)) return answers.problem("unauthorized");
		const query = readQuery(new URL(request.url).searchParams);
		if (!query.ok) return answers.problem("bad-query", query.error);
		const page = reader.list(query.value);
		if (page === undefined) return answers.problem("bad-query", "cursor");
		return answers.json(page);
	};
}

const PARAMETERS: readonly string[] = ["userId", "limit", "cursor"];

/** Parameters that are not known are refused as well: a mistyped filter must not show everything. */
function readQuery(parameters: URLSearchParams): Result<AuditQuery, string> {
	const names: string[] = [];
	parameters.forEach((_value, name) => names.push(name));
	const wrong = names.find((name) => !PARAMETERS.includes(name) || parameters.getAll(name).length > 1);
	if (wrong !== undefined) return fail(wrong);
	const userId = readInteger(parameters.get("userId"), BALANCE_MAX);
	if (userId === "bad") return fail("userId");
	const limit = readInteger(parameters.get("limit"), AUDIT_PAGE_MAX);
	if (limit === "bad") return fail("limit");
	return ok({ userId, limit: limit ?? AUDIT_PAGE_DEFAULT, cursor: parameters.get("cursor") ?? undefined });
}

function readInteger(text: string | null, max: number): number | undefined | "bad" {
	if (text === null) return undefined;
	if (!/^[1-9][0-9]{0,15}$/.test(text)) return "bad";
	const value = Number(text);
	return value <= max ? value : "bad";
}
