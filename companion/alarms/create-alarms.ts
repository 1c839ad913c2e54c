import type { Database } from "bun:sqlite";
import { fieldOf } from "../answer-fields";
import type { Alarm, AlarmContent, AlarmPlace, Alarms } from "./alarm";

const COLUMN = { channel: "in_channel", owner: "to_owner" } as const satisfies Readonly<Record<AlarmPlace, string>>;

interface AlarmRow {
	readonly id: number;
	readonly at: number;
	readonly content: string;
	readonly in_channel: number;
	readonly to_owner: number;
}

export function createAlarms(database: Database, guildId: string): Alarms {
	const listeners = new Set<() => void>();
	const next = database.query<AlarmRow, [string]>(
		"SELECT * FROM alarm WHERE guild_id = ? AND (in_channel = 0 OR to_owner = 0) ORDER BY id LIMIT 1",
	);
	return {
		raise: (content, now) => {
			database.run("INSERT INTO alarm (guild_id, at, content) VALUES (?, ?, ?)", [
				...[guildId, now, JSON.stringify(content)],
			]);
			for (const listener of listeners) listener();
		},
		next: () => {
			const row = next.get(guildId);
			return row === null ? undefined : readRow(row);
		},
		close: (id, place) => {
			database.run(`UPDATE alarm SET ${COLUMN[place]} = 1 WHERE id = ?`, [id]);
		},
		onRaised: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** An alarm that nobody could be told for so long says nothing new any more; told ones are kept to look back. */
const KEPT_MILLISECONDS = 30 * 86_400_000;

export function createAlarmKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			database.run("DELETE FROM alarm WHERE at < ?", [now - KEPT_MILLISECONDS]);
		},
	};
}

function readRow({ id, at, content, in_channel: inChannel, to_owner: toOwner }: AlarmRow): Alarm {
	const places: readonly (readonly [AlarmPlace, number])[] = [
		["channel", inChannel],
		["owner", toOwner],
	];
	const open = places.flatMap(([place, isTold]) => (isTold === 0 ? [place] : []));
	return { id, at, content: readContent(content), open };
}

/** Written by `raise` alone. */
function readContent(text: string): AlarmContent {
	const content: unknown = JSON.parse(text);
	if (!isAlarmContent(content)) throw new Error("an alarm that another program raised");
	return content;
}

function isAlarmContent(content: unknown): content is AlarmContent {
	const kind = fieldOf(content, "kind");
	return kind === "freeze" || kind === "supply" || kind === "batch";
}
