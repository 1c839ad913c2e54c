import { isJsonObject, valueAt } from "../json";
import type { AuditedReceipt } from "./history";

export interface AuditPorts {
	readonly companion: { readonly handle: (request: Request) => Promise<Response> };
	readonly serviceKey: string;
	readonly companionUrl: string;
	/** Lets time pass while something that needs it is under way. */
	readonly awaitIn: <Value>(work: Promise<Value>) => Promise<Value>;
}

interface Page {
	readonly rows: readonly AuditedReceipt[];
	readonly nextCursor: string | undefined;
}

const PAGE_MAX = 100;

/** All rows, or those of one player, as a program with the service key gets them; newest first. */
export async function readAudit(ports: AuditPorts, userId?: number): Promise<readonly AuditedReceipt[]> {
	const rows: AuditedReceipt[] = [];
	for (let cursor: string | undefined; ;) {
		const page = await readPage(ports, { userId, cursor, limit: PAGE_MAX });
		rows.push(...page.rows);
		if (page.nextCursor === undefined) return rows;
		cursor = page.nextCursor;
	}
}

/** The highest revision of a player's newest wallet that the audit has. */
export async function readNewest(ports: AuditPorts, userId: number): Promise<AuditedReceipt | undefined> {
	return (await readPage(ports, { userId, cursor: undefined, limit: 1 })).rows[0];
}

interface Query {
	readonly userId: number | undefined;
	readonly cursor: string | undefined;
	readonly limit: number;
}

async function readPage(ports: AuditPorts, { userId, cursor, limit }: Query): Promise<Page> {
	const { companion, serviceKey, companionUrl, awaitIn } = ports;
	const parameters = new URLSearchParams({ limit: String(limit) });
	if (userId !== undefined) parameters.set("userId", String(userId));
	if (cursor !== undefined) parameters.set("cursor", cursor);
	const request = new Request(`${companionUrl}/log/transactions?${parameters.toString()}`, {
		headers: { authorization: `Bearer ${serviceKey}` },
	});
	const response = await awaitIn(companion.handle(request));
	const page: unknown = await response.json();
	const list = valueAt(page, "rows");
	if (!Array.isArray(list)) throw new Error(`the audit answered ${response.status}`);
	const next = valueAt(page, "nextCursor");
	return { rows: list.map(readRow), nextCursor: typeof next === "string" ? next : undefined };
}

function readRow(row: unknown): AuditedReceipt {
	if (!isJsonObject(row)) throw new Error("an audit row is no object");
	const { userId, born, revision, commandId, kind, code, delta, balance } = row;
	const texts = [born, kind].every((value) => typeof value === "string");
	const numbers = [userId, revision, delta, balance].every((value) => typeof value === "number");
	if (!texts || !numbers) throw new Error(`an audit row in another form: ${JSON.stringify(row)}`);
	return {
		userId: Number(userId),
		born: String(born),
		revision: Number(revision),
		commandId: typeof commandId === "string" ? commandId : undefined,
		kind: String(kind),
		code: typeof code === "string" ? code : undefined,
		delta: Number(delta),
		balance: Number(balance),
	};
}
