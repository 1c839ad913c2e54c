import type { PendingReply, PendingReplyStore } from "../outcomes/pending-reply";

export interface MemoryPendingReplies extends PendingReplyStore {
	readonly rows: PendingReply[];
}

/** The store of waiting replies without a database. */
export function createMemoryPendingReplies(): MemoryPendingReplies {
	const rows: PendingReply[] = [];
	const findIndex = (commandId: string, token: string) =>
		rows.findIndex((row) => row.commandId === commandId && row.address.token === token);

	async function drop(commandId: string, token: string): Promise<void> {
		const index = findIndex(commandId, token);
		if (index >= 0) rows.splice(index, 1);
	}

	return {
		rows,
		async add(reply) {
			if (findIndex(reply.commandId, reply.address.token) >= 0) return false;
			rows.push({ ...reply, isRepeat: rows.some(({ commandId }) => commandId === reply.commandId) });
			return true;
		},
		remove: drop,
		complete: drop,
		async takeOpen(createdAfter) {
			return rows.filter(({ createdAt }) => createdAt > createdAfter);
		},
	};
}
