import type { Database } from "bun:sqlite";
import type { Ports } from "../ports";

/** Pseudonyms under which the audit knows players; the only way from one to the other is this table. */
export interface Subjects {
	find(userId: number): string | undefined;
	/** The subject of a player, made at first use. */
	ensure(userId: number): string;
	/** Keeps the name a person was last known by, for lists that people read. */
	setName(userId: number, name: string): void;
}

export function createSubjects(database: Database, random: Ports["random"], guildId: string): Subjects {
	const find = database.query<{ subject: string }, [string, number]>(
		"SELECT subject FROM subject WHERE guild_id = ? AND user_id = ?",
	);

	const insert = database.query<unknown, [string, string, number]>(
		"INSERT INTO subject (subject, guild_id, user_id) VALUES (?, ?, ?)",
	);

	const setName = database.query<unknown, [string, string]>(
		"UPDATE subject SET user_name = ?1 WHERE subject = ?2 AND user_name IS NOT ?1",
	);

	function ensure(userId: number): string {
		const known = find.get(guildId, userId);
		if (known !== null) return known.subject;
		const subject = random.hex(16);
		insert.run(subject, guildId, userId);
		return subject;
	}

	return {
		find: (userId) => find.get(guildId, userId)?.subject,
		ensure,
		setName: (userId, name) => void setName.run(name, ensure(userId)),
	};
}
