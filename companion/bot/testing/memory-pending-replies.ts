import type { PendingReply, PendingReplyStore } from "../outcomes/pending-reply";

export interface MemoryPendingReplies extends PendingReplyStore {
	readonly rows: PendingReply[];
}

/** The store of waiting replies without a database. */
export function createMemoryPendingReplies(): MemoryPendingReplies {
	const rows: PendingReply[] = [];
	const findIndex = (commandId: string, token: string) =>
		rows.findIndex((row) => row.commandId === commandId && row.address.token === token);

	function drop(commandId: string, token: string): Promise<void> {
		const index = findIndex(commandId, token);
		if (index >= 0) rows.splice(index, 1);
		return Promise.resolve();
	}

	return {
		rows,
		isKnown: (commandId, token) => Promise.resolve(findIndex(commandId, token) >= 0),
		add(reply) {
			const isRepeat = rows.some(({ commandId }) => commandId === reply.commandId);
			rows.push({ ...reply, isRepeat });
			return Promise.resolve();
		},
		remove: drop,
		complete: drop,
		listOpen: () => Promise.resolve([...rows]),
	};
}
