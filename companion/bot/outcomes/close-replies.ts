import type { Cancel, Ports } from "../../ports";
import type { PendingReplyStore } from "./pending-reply";
import type { WaitingReplies, WaitingReply } from "./waiting-replies";

/** Outcomes come in bursts, and each of these notes by itself would be a durable commit of its own. */
const TOGETHER_MILLISECONDS = 250;

/** Ends replies that wait no more, here and in the store. Nothing here rejects. */
export interface ReplyCloser {
	close(followed: WaitingReply): Promise<void>;
	/** Its reply shows the outcome. After the first of a burst many are noted at once: whoever dies before shows it again. */
	closeShown(followed: WaitingReply): void;
	/** Closes what is left. */
	stop(): Promise<void>;
}

export function createReplyCloser(
	{ timers }: Pick<Ports, "timers">,
	waiting: Pick<WaitingReplies, "remove">,
	store: Pick<PendingReplyStore, "remove" | "complete">,
	report: (event: string, problem: unknown) => void,
): ReplyCloser {
	let shown: WaitingReply[] = [];
	let cancel: Cancel | undefined;

	async function close(followed: WaitingReply): Promise<void> {
		const { reply, isUnwritten } = followed;
		const { commandId, address } = reply;
		waiting.remove(followed);
		try {
			await (isUnwritten ? store.remove(commandId, address.token) : store.complete(commandId, address.token));
		} catch (problem) {
			report("reply-completion-failed", problem);
		}
	}

	/** In one turn, so that one commit holds all of them. */
	async function closeAll(): Promise<void> {
		const all = shown;
		shown = [];
		await Promise.all(all.map(close));
	}

	function wait(): void {
		cancel = timers.after(TOGETHER_MILLISECONDS, () => {
			cancel = undefined;
			if (shown.length === 0) return;
			void closeAll();
			wait();
		});
	}

	return {
		close,
		closeShown: (followed) => {
			waiting.remove(followed);
			shown.push(followed);
			if (cancel !== undefined) return;
			void closeAll();
			wait();
		},
		stop: async () => {
			cancel?.();
			await closeAll();
		},
	};
}
