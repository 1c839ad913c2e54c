import { AUDIT_PAGE_MAX } from "../../../shared/limits";
import type { DigestPosition } from "../../audit/audit-view";
import { EXPORT_FORMATS } from "../../audit/read/export-formats";
import type { BotParts } from "../bot-parts";
import type { ReplyFile } from "../interaction";
import type { FileFormat } from "../options/audit-options";
import { FILE_BYTES_MAX } from "../replies/message";
import type { PageFilter } from "./audit-page";

export interface AuditFile {
	readonly file: ReplyFile;
	readonly rows: number;
	/** Older rows did not fit. */
	readonly isCut: boolean;
	/** How far the words of reasons were known when it was begun; absent unless words were asked for. */
	readonly digest?: DigestPosition;
}

/** Every row that passes, newest first, as far as Discord takes it. Between two pages everything else has its turn. */
export async function makeAuditFile(
	{ auditReader, ports }: Pick<BotParts, "auditReader" | "ports">,
	filter: PageFilter,
	format: FileFormat,
): Promise<AuditFile> {
	const { head, fileName } = EXPORT_FORMATS[format];
	const lines: string[] = [];
	let digest: DigestPosition | undefined;
	let bytes = Buffer.byteLength(head);
	const finish = (isCut: boolean): AuditFile => {
		const content = new TextEncoder().encode(head + lines.join(""));
		return { file: { name: fileName, content }, rows: lines.length, isCut, digest };
	};
	let cursor: string | undefined;
	do {
		const page = auditReader.list({ ...filter, limit: AUDIT_PAGE_MAX, cursor });
		if (page === undefined) throw new Error("a cursor of the reader's own was refused");
		digest ??= page.digest;
		for (const row of page.rows) {
			const text = EXPORT_FORMATS[format].line(row);
			bytes += Buffer.byteLength(text);
			if (bytes > FILE_BYTES_MAX) return finish(true);
			lines.push(text);
		}
		cursor = page.nextCursor;
		await new Promise<void>((resolve) => void ports.timers.after(0, resolve));
	} while (cursor !== undefined);
	return finish(false);
}
