import { AUDIT_PAGE_MAX } from "../../../shared/limits";
import type { Answers } from "../../http/answers";
import type { Route } from "../../http/create-app";
import { queryOf } from "../../http/request-target";
import type { AuditFilter, AuditReader } from "../audit-view";
import { readAuditFilter } from "./audit-parameters";
import { EXPORT_FORMATS, type ExportFormat } from "./export-formats";

interface Parts {
	readonly answers: Answers;
	readonly reader: AuditReader;
}

/** `GET /log/transactions/export?format=ndjson|csv`, every row that passes the filters, as it is read. */
export function createExportRoute({ answers, reader }: Parts): Route {
	return (request) => {
		const parameters = queryOf(request);
		const filter = readAuditFilter(parameters, ["format"]);
		if (!filter.ok) return answers.problem("bad-query", filter.error);
		const format = parameters.get("format") ?? "ndjson";
		if (format !== "ndjson" && format !== "csv") return answers.problem("bad-query", "format");
		const { contentType, fileName } = EXPORT_FORMATS[format];
		const body = streamRows(reader, filter.value, EXPORT_FORMATS[format]);
		return { kind: "body", status: 200, contentType, fileName, body };
	};
}

/** A page each time the reader has room: a slow one holds nothing up, and no more than a page waits in memory. */
function streamRows(reader: AuditReader, filter: AuditFilter, format: ExportFormat): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let cursor: string | undefined;
	return new ReadableStream<Uint8Array>(
		{
			start: (controller) => {
				if (format.head !== "") controller.enqueue(encoder.encode(format.head));
			},
			pull: (controller) => {
				const page = reader.list({ ...filter, limit: AUDIT_PAGE_MAX, cursor });
				if (page === undefined) throw new Error("a cursor of the reader's own was refused");
				const lines = page.rows.map((row) => format.line(row)).join("");
				if (lines !== "") controller.enqueue(encoder.encode(lines));
				cursor = page.nextCursor;
				if (cursor === undefined) controller.close();
			},
		},
		{ highWaterMark: 1 },
	);
}
