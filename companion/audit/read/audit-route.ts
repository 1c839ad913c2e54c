import type { Answers } from "../../http/answers";
import type { Route } from "../../http/create-app";
import { queryOf } from "../../http/request-target";
import type { AuditReader } from "../audit-view";
import { readAuditQuery } from "./audit-parameters";

interface Parts {
	readonly answers: Answers;
	readonly reader: AuditReader;
}

/** `GET /log/transactions`, a page of the audit for programs that hold the service key. */
export function createAuditRoute({ answers, reader }: Parts): Route {
	return (request) => {
		const query = readAuditQuery(queryOf(request));
		if (!query.ok) return answers.problem("bad-query", query.error);
		const page = reader.list(query.value);
		if (page === undefined) return answers.problem("bad-query", "cursor");
		return answers.json(page);
	};
}
