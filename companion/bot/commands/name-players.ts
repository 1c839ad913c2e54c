import type { AuditRow } from "../../audit/audit-view";
import type { Player, UserDirectory } from "../../roblox/user-directory";

/** The player's name, or his id in its place: a list is by id, so a failed lookup does not hide it. */
export async function namePlayer(users: UserDirectory, userId: number): Promise<Player> {
	const found = await users.find({ kind: "id", userId });
	return found.ok ? found.value : { userId, name: `${userId}` };
}

/** Rows with names for players whom no command ever named, as those who only earned in the game. */
export async function nameRows(users: UserDirectory, rows: readonly AuditRow[]): Promise<readonly AuditRow[]> {
	const nameless = rows.flatMap((row) => (row.userName === undefined && row.userId !== undefined ? [row.userId] : []));
	if (nameless.length === 0) return rows;
	const userIds = [...new Set(nameless)];
	const found = await users.findAll(userIds.map((userId) => ({ kind: "id", userId })));
	const names = new Map(found.map((player, index) => [userIds[index], player.ok ? player.value.name : undefined]));
	return rows.map((row) => {
		const userName =
			row.userName ?? (row.userId === undefined ? undefined : (names.get(row.userId) ?? `${row.userId}`));
		return userName === undefined ? row : { ...row, userName };
	});
}
