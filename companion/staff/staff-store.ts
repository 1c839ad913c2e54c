import type { Database } from "bun:sqlite";
import { isLevel, isNeeded, type Level, type Needed } from "./levels";
import type { Right } from "./rights";
import type { StaffChange } from "./staff-view";

/** Statements on roles and rights of one Discord server. Writes belong inside a unit of `Transactions`. */
export interface StaffStore {
	/** Every role that was ever set; `undefined`: it counts as nothing. */
	roles(): ReadonlyMap<string, Level | undefined>;
	/** `undefined`: the usual one. */
	needed(right: Right): Needed | undefined;
	changes(count: number): readonly StaffChange[];
	setRole(roleId: string, level: Level | undefined): void;
	setNeeded(right: Right, needed: Needed): void;
	note(change: StaffChange): void;
}

interface ChangeRow {
	readonly at: number;
	readonly actor_id: string;
	readonly actor_name: string;
	readonly kind: string;
	readonly subject: string;
	readonly before: string;
	readonly after: string;
}

export function createStaffStore(database: Database, guildId: string): StaffStore {
	const roles = database.query<{ role_id: string; level: string | null }, [string]>(
		"SELECT role_id, level FROM staff_role WHERE guild_id = +? ORDER BY role_id",
	);
	const needed = database.query<{ needed: string }, [string, string]>(
		"SELECT needed FROM staff_right WHERE guild_id = ? AND name = ?",
	);
	const changes = database.query<ChangeRow, [string, number]>(
		`SELECT at, actor_id, actor_name, kind, subject, before, after FROM staff_change
			WHERE guild_id = ? ORDER BY id DESC LIMIT ?`,
	);

	return {
		// A level of a newer program counts as none.
		roles: () => new Map(roles.all(guildId).map((row) => [row.role_id, levelIn(row.level)])),
		needed: (right) => {
			const text = needed.get(guildId, right)?.needed;
			if (text === undefined) return undefined;
			return isNeeded(text) ? text : "closed";
		},
		changes: (count) => changes.all(guildId, count).map(readChange),
		setRole: (roleId, level) => {
			database.run("INSERT OR REPLACE INTO staff_role (guild_id, role_id, level) VALUES (?, ?, ?)", [
				...[guildId, roleId],
				level ?? null,
			]);
		},
		setNeeded: (right, level) => {
			database.run("INSERT OR REPLACE INTO staff_right (guild_id, name, needed) VALUES (?, ?, ?)", [
				...[guildId, right, level],
			]);
		},
		note: ({ at, actorId, actorName, kind, subject, before, after }) => {
			database.run(
				`INSERT INTO staff_change (guild_id, at, actor_id, actor_name, kind, subject, before, after)
					VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
				[guildId, at, actorId, actorName, kind, subject, before, after],
			);
		},
	};
}

function levelIn(text: string | null): Level | undefined {
	return text !== null && isLevel(text) ? text : undefined;
}

function readChange(row: ChangeRow): StaffChange {
	const { at, actor_id: actorId, actor_name: actorName, subject, before, after } = row;
	return {
		at,
		actorId,
		actorName,
		kind: row.kind === "role" || row.kind === "limit" || row.kind === "freeze" ? row.kind : "right",
		subject,
		before,
		after,
	};
}
