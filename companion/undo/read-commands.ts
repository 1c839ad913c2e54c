import type { Database } from "bun:sqlite";
import { chosen, type ScopeValues } from "./undo-scope";
import type { RecentActor, UndoPlan, UndoScope } from "./undo-view";

/** Commands of one player that fare alike. */
interface PlanRow {
	readonly kind: "before" | "without-effect" | "gone" | "open" | "done";
	readonly user_id: number;
	readonly commands: number;
	readonly given: number;
	readonly taken: number;
	readonly balance: number | null;
}

export type PlannedCommand = UndoPlan["command"];

/** Whose commands were chosen. */
export interface ScopeFacts {
	readonly actorId: string;
	readonly actorName: string;
	/** How high he stood; `undefined` where nobody noted it. */
	readonly levels: readonly (string | undefined)[];
	readonly command: PlannedCommand;
}

/** Reads the journal for whoever wants to take something back. */
export interface CommandReader {
	findScope(commandId: string): UndoScope | undefined;
	/** `undefined`: nothing was chosen. */
	facts(scope: UndoScope): ScopeFacts | undefined;
	plan(scope: UndoScope, facts: ScopeFacts): UndoPlan;
	listActors(since: number): readonly RecentActor[];
}

interface ChosenRow {
	readonly actor_id: string;
	readonly actor_name: string;
	readonly actor_level: string | null;
	readonly id: string;
	readonly user_name: string;
	readonly delta: number;
}

/** From one actor to the next one in the index: staff are few, their commands are many. */
const ACTORS = `WITH RECURSIVE actor (id) AS (
		SELECT min(actor_id) FROM command WHERE guild_id = $guild
		UNION ALL SELECT (SELECT min(actor_id) FROM command WHERE actor_id > actor.id) FROM actor WHERE actor.id IS NOT NULL
	)
	SELECT c.actor_id AS id, c.actor_name AS name, c.created_at AS newestAt FROM actor
		JOIN command c ON c.number = (SELECT newest.number FROM command newest WHERE newest.actor_id = actor.id
			ORDER BY created_at DESC LIMIT 1)
	WHERE c.guild_id = $guild AND c.opens = 0 AND c.created_at >= $since ORDER BY newestAt DESC`;

export function createCommandReader(database: Database, guildId: string): CommandReader {
	return {
		findScope: (commandId) => {
			const row = database
				.query<{ number: number; created_at: number }, [string, string]>(
					"SELECT number, created_at FROM command WHERE id = ? AND guild_id = ? AND opens = 0",
				)
				.get(commandId, guildId);
			return row === null ? undefined : { kind: "command", number: row.number, createdAt: row.created_at };
		},
		facts: (scope) => {
			const { from, values } = chosen(guildId, scope);
			const rows = database
				.query<ChosenRow, ScopeValues>(
					`SELECT c.actor_id, c.actor_name, c.actor_level, c.id, c.user_name, c.delta ${from}
						GROUP BY c.actor_level ORDER BY c.number DESC`,
				)
				.all(values);
			const [newest] = rows;
			if (newest === undefined) return undefined;
			const { actor_id: actorId, actor_name: actorName, id, user_name: userName, delta } = newest;
			const levels = rows.map(({ actor_level: level }) => level ?? undefined);
			return { actorId, actorName, levels, command: scope.kind === "command" ? { id, userName, delta } : undefined };
		},
		plan: (scope, facts) => {
			const { from, isBefore, values } = chosen(guildId, scope);
			const rows = database
				.query<PlanRow, ScopeValues>(
					`SELECT CASE WHEN ${isBefore} THEN 'before'
							WHEN c.state IN ('refused', 'expired', 'unknown') THEN 'without-effect'
							WHEN w.born IS NULL THEN 'gone'
							WHEN c.settled_at IS NULL THEN 'open' ELSE 'done' END AS kind,
						c.user_id, count(*) AS commands, total(max(0, c.delta)) AS given, total(max(0, -c.delta)) AS taken,
						max(w.balance) AS balance ${from} GROUP BY kind, c.user_id`,
				)
				.all(values);
			return summarize(scope, facts, rows);
		},
		listActors: (since) =>
			database.query<RecentActor, { $guild: string; $since: number }>(ACTORS).all({ $guild: guildId, $since: since }),
	};
}

function summarize(scope: UndoScope, { actorName, command }: ScopeFacts, rows: readonly PlanRow[]): UndoPlan {
	const countOf = (kind: PlanRow["kind"]): number =>
		total(
			rows.filter((row) => row.kind === kind),
			"commands",
		);
	const due = rows.filter(({ kind }) => kind === "open" || kind === "done");
	// What has not taken effect yet is in no balance either.
	const missing = due
		.filter(({ kind }) => kind === "done")
		.map(({ given, taken, balance }) => Math.max(0, given - taken - (balance ?? 0)));
	return {
		...{ scope, actorName, command },
		commands: total(due, "commands"),
		open: countOf("open"),
		players: new Set(due.map((row) => row.user_id)).size,
		take: total(due, "given"),
		give: total(due, "taken"),
		spent: missing.reduce((sum, coins) => sum + coins, 0),
		spenders: missing.filter((coins) => coins > 0).length,
		before: countOf("before"),
		withoutEffect: countOf("without-effect"),
		gone: countOf("gone"),
	};
}

function total(rows: readonly PlanRow[], column: "commands" | "given" | "taken"): number {
	return rows.reduce((sum, row) => sum + row[column], 0);
}
