import type { AuditRow } from "../audit-view";

/** How rows become lines of a file. */
export interface ExportFormat {
	readonly contentType: string;
	readonly fileName: string;
	/** Before the first row. */
	readonly head: string;
	/** One row, with its line end. */
	line(row: AuditRow): string;
}

/** The columns of a CSV file, in this order for ever: people build on it. New ones come last. */
const COLUMNS = [
	...["rowId", "at", "userId", "userName", "source", "kind", "code", "delta", "balance", "actor", "actorName"],
	...["reason", "commandId", "seq", "born", "revision", "receivedAt", "approverName"],
] as const satisfies readonly (keyof AuditRow)[];

/** RFC 4180 ends lines with CR and LF. */
const LINE_END = "\r\n";

export const EXPORT_FORMATS: Readonly<Record<"ndjson" | "csv", ExportFormat>> = {
	ndjson: {
		contentType: "application/x-ndjson",
		fileName: "audit.ndjson",
		head: "",
		line: (row) => `${JSON.stringify(row)}\n`,
	},
	csv: {
		contentType: "text/csv; charset=utf-8",
		fileName: "audit.csv",
		head: COLUMNS.join(",") + LINE_END,
		line: (row) => COLUMNS.map((column) => toCell(row[column])).join(",") + LINE_END,
	},
};

function toCell(value: string | number | undefined): string {
	if (value === undefined) return "";
	if (typeof value === "number") return String(value);
	const text = disarm(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Spreadsheets run a cell that begins like this as a formula, and reasons are typed by people:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function disarm(text: string): string {
	return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
