import type { CommandView } from "../../ledger/command-view";
import type { Cancel } from "../../ports";
import type { PendingReply } from "./pending-reply";
import type { ReplyEditor } from "./reply-editor";

/** A reply this process follows. */
export interface WaitingReply {
	readonly reply: PendingReply;
	readonly similar: CommandView | undefined;
	readonly editor: ReplyEditor;
	/** `late`: the reply can no longer be edited, so the outcome is told; `telling`: that has begun. */
	phase: "reply" | "late" | "telling";
	/** Its timers; they end when it is removed. */
	readonly cancels: Cancel[];
	/** Its command is in no journal, so whoever gives it later does not repeat anything. */
	isUnwritten: boolean;
}

export interface WaitingReplies {
	add(waiting: WaitingReply): void;
	remove(waiting: WaitingReply): void;
	/** All that wait for this command, in the order they were added. */
	of(commandId: string): readonly WaitingReply[];
	/** Removes all, and answers with them. */
	clear(): readonly WaitingReply[];
}

/** The replies that wait, found by the command they wait for. */
export function createWaitingReplies(): WaitingReplies {
	const groups = new Map<string, Set<WaitingReply>>();
	function remove(waiting: WaitingReply): void {
		for (const cancel of waiting.cancels) cancel();
		const group = groups.get(waiting.reply.commandId);
		group?.delete(waiting);
		if (group?.size === 0) groups.delete(waiting.reply.commandId);
	}

	return {
		add(waiting) {
			const group = groups.get(waiting.reply.commandId) ?? new Set();
			groups.set(waiting.reply.commandId, group.add(waiting));
		},
		remove,
		of: (commandId) => [...(groups.get(commandId) ?? [])],
		clear() {
			const all = [...groups.values()].flatMap((group) => [...group]);
			for (const waiting of all) remove(waiting);
			return all;
		},
	};
}
