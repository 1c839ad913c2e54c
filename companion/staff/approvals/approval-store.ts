import type { Database } from "bun:sqlite";
import type { Person } from "../staff-view";
import { APPROVAL_SECONDS, type Approval } from "./approval";

type Decision = NonNullable<Approval["decision"]>;

/** Statements on what waits for a second person. Each belongs inside a unit of `Transactions`. */
export interface ApprovalStore {
	find(commandId: string): Approval | undefined;
	/** Takes the place of what was asked under the same id before. */
	put(approval: Omit<Approval, "expiresAt" | "decision">): Approval;
	decide(commandId: string, kind: Decision["kind"], by: Person): void;
}

interface ApprovalRow {
	readonly command_id: string;
	readonly guild_id: string;
	readonly user_id: number;
	readonly user_name: string;
	readonly delta: number;
	readonly reason: string;
	readonly asker_id: string;
	readonly asker_name: string;
	readonly asked_at: number;
	readonly decision: Decision["kind"] | null;
	readonly decider_id: string | null;
	readonly decider_name: string | null;
}

export function createApprovalStore(database: Database): ApprovalStore {
	const find = database.query<ApprovalRow, [string]>("SELECT * FROM approval WHERE command_id = ?");
	const put = database.query<ApprovalRow, [string, string, number, string, number, string, string, string, number]>(
		`INSERT OR REPLACE INTO approval (command_id, guild_id, user_id, user_name, delta, reason, asker_id, asker_name, asked_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
	);
	return {
		find: (commandId) => {
			const row = find.get(commandId);
			return row === null ? undefined : readRow(row);
		},
		put: ({ commandId, guildId, userId, userName, delta, reason, asker, askedAt }) => {
			const row = put.get(commandId, guildId, userId, userName, delta, reason, asker.id, asker.name, askedAt);
			if (row === null) throw new Error("an approval that was put came back as nothing");
			return readRow(row);
		},
		decide: (commandId, kind, by) => {
			database.run("UPDATE approval SET decision = ?, decider_id = ?, decider_name = ? WHERE command_id = ?", [
				...[kind, by.id, by.name, commandId],
			]);
		},
	};
}

/** The journal names both people for good; what was rejected or left alone nobody asks for after so long. */
const KEPT_MILLISECONDS = 90 * 86_400_000;

export function createApprovalKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			database.run("DELETE FROM approval WHERE asked_at < ?", [now - KEPT_MILLISECONDS]);
		},
	};
}

function readRow(row: ApprovalRow): Approval {
	const { command_id: commandId, guild_id: guildId, user_id: userId, user_name: userName, delta, reason } = row;
	const { asker_id: id, asker_name: name, asked_at: askedAt, decision: kind, decider_id: deciderId } = row;
	return {
		...{ commandId, guildId, userId, userName, delta, reason, asker: { id, name }, askedAt },
		expiresAt: askedAt + APPROVAL_SECONDS * 1_000,
		...(kind === null || deciderId === null
			? {}
			: { decision: { kind, by: { id: deciderId, name: row.decider_name ?? deciderId } } }),
	};
}
