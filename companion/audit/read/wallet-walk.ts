import type { Database } from "bun:sqlite";
import { JOINED_COLUMNS, JOINED_PLAYER, JOINED_TEXT, type JoinedRow } from "./joined-row";
import type { Step, Walk } from "./walk";

interface Life {
	readonly id: number;
	readonly born: string;
	readonly subject: string;
}

export const WALLET_STATEMENTS = {
	lives: `SELECT w.id, w.born, s.subject FROM subject s JOIN wallet w ON w.user_id = s.user_id
		WHERE s.guild_id = ? AND s.user_id = ? AND w.id <= ? ORDER BY w.id DESC`,
	receipts: `SELECT ${JOINED_COLUMNS} FROM audit_entry e ${JOINED_PLAYER} ${JOINED_TEXT}
		WHERE e.subject = ? AND e.born = ? AND e.revision < ? ORDER BY e.revision DESC LIMIT ?`,
} as const;

/** Newest life first, and in each life by revision: times may be equal or off, revisions are neither. */
export function createWalletWalk(database: Database, guild: string): Walk {
	const lives = database.query<Life, [string, number, number]>(WALLET_STATEMENTS.lives);
	const receipts = database.query<JoinedRow, [string, string, number, number]>(WALLET_STATEMENTS.receipts);
	return {
		letter: "w",
		size: 2,
		suits: ["userId"],
		seesTo: ["userId"],
		read: ({ userId = 0 }, behind, rowsMax) => {
			const [newest = Number.MAX_SAFE_INTEGER, revision = Number.MAX_SAFE_INTEGER] = behind ?? [];
			const steps: Step[] = [];
			for (const { id, born, subject } of lives.all(guild, userId, newest)) {
				const below = id === newest ? revision : Number.MAX_SAFE_INTEGER;
				const rows = receipts.all(subject, born, below, rowsMax - steps.length);
				steps.push(...rows.map((row) => ({ row, position: [id, row.revision] })));
				if (steps.length >= rowsMax) break;
			}
			return steps;
		},
	};
}
