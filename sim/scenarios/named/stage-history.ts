import type { AuditReader } from "../../../companion/audit/audit-view";
import type { CommandView } from "../../../companion/ledger/command-view";
import { AUDIT_PAGE_MAX } from "../../../shared/limits";
import type { RobloxEvent } from "../../roblox/events";
import type { AuditedReceipt, History, Intent, PlayerProbe, ReplySeen } from "../../run/history";

/** What the checkers judge a story by. */
export class StageHistory {
	readonly intents: Intent[] = [];
	readonly replies: ReplySeen[] = [];
	readonly probes: PlayerProbe[] = [];
	readonly errors: string[] = [];
	readonly #events: { readonly time: number; readonly event: RobloxEvent }[] = [];
	healedAt = 0;

	readonly hear = (event: RobloxEvent, time: number): void => {
		this.#events.push({ time, event });
	};

	settled(command: CommandView, time: number): void {
		const { id, state, code, balance } = command;
		if (state === "pending" || state === "published") throw new Error(`${id} was announced as settled and is ${state}`);
		this.replies.push({ time, interactionId: id, commandId: id, outcome: state, isRepeat: false, code, balance });
	}

	finish(parts: Pick<History, "storeName" | "audit" | "entries" | "endedAt">): History {
		const { intents, replies, probes, errors, healedAt } = this;
		return { ...parts, intents, replies, probes, errors, healedAt, told: [], events: this.#events };
	}
}

/** All rows, or those of one player, as the audit's readers get them. An erased player's name is a negative number. */
export function readAudit(reader: AuditReader, userId?: number): readonly AuditedReceipt[] {
	const rows: AuditedReceipt[] = [];
	let cursor: string | undefined;
	do {
		const page = reader.list({
			limit: AUDIT_PAGE_MAX,
			...(userId === undefined ? {} : { userId }),
			...(cursor === undefined ? {} : { cursor }),
		});
		if (page === undefined) throw new Error("the audit does not know its own cursor");
		for (const { born, revision, commandId, kind, code, delta, balance, ...row } of page.rows) {
			rows.push({ userId: row.userId ?? 0, born, revision, commandId, kind, code, delta, balance });
		}
		cursor = page.nextCursor;
	} while (cursor !== undefined);
	return rows;
}
