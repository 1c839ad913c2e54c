import type { Ports } from "../../ports";
import type { Replies, ReplyAddress, ReplyBody, ReplyResult } from "../interaction";

const BACKOFF_MS_MIN = 250;
const BACKOFF_MS_MAX = 10_000;

export type EditorPorts = Pick<Ports, "clock" | "timers" | "random" | "log">;

export type EditorEnd = "shown" | "given-up" | "stopped";

export interface ReplyEditor {
	/** Shows this instead of what is shown now. Ignored once `finish` was called. */
	show(body: ReplyBody): void;
	/** Shows this as the last thing ever. */
	finish(body: ReplyBody): void;
	/** Resolves when the last text is shown, when Discord or time does not allow any more edits, or after `stop`. */
	readonly ended: Promise<EditorEnd>;
	/** Sends nothing more. Resolves when the edit under way, if any, is over. */
	stop(): Promise<void>;
}

/**
 * Edits one reply. One edit at a time, and an edit tried again always carries the newest text, so an old text can
 * never overtake an outcome. Retriable failures are tried again with full jitter until `deadline` (Unix milliseconds),
 * when the interaction's token ends.
 */
export function createReplyEditor(
	ports: EditorPorts,
	replies: Replies,
	address: ReplyAddress,
	deadline: number,
): ReplyEditor {
	let wanted: ReplyBody | undefined;
	let shown = "";
	let isFinal = false;
	let isOver = false;
	let attempt = 0;
	let sending: Promise<void> | undefined;
	let cancelRetry: (() => void) | undefined;
	const { promise: ended, resolve: tellEnd } = Promise.withResolvers<EditorEnd>();

	function end(how: EditorEnd): void {
		isOver = true;
		cancelRetry?.();
		tellEnd(how);
	}

	function pump(): void {
		if (isOver || sending !== undefined || cancelRetry !== undefined || wanted === undefined) return;
		const body = wanted;
		sending = editSafely(replies, address, body).then((result) => {
			sending = undefined;
			settle(body, result);
		});
	}

	function settle(body: ReplyBody, result: ReplyResult): void {
		if (isOver) return;
		if (!result.ok) return handleFailure(result);
		attempt = 0;
		shown = JSON.stringify(body);
		if (wanted !== body) return pump();
		wanted = undefined;
		if (isFinal) end("shown");
	}

	function handleFailure(failure: { readonly retriable: boolean; readonly code: string }): void {
		const delay = ports.random.fraction() * Math.min(BACKOFF_MS_MAX, BACKOFF_MS_MIN * 2 ** attempt);
		attempt += 1;
		if (failure.retriable && ports.clock.now() + delay < deadline) {
			cancelRetry = ports.timers.after(delay, () => {
				cancelRetry = undefined;
				pump();
			});
			return;
		}
		ports.log({ level: "warning", event: "reply-edit-failed", facts: { code: failure.code, attempts: attempt } });
		end("given-up");
	}

	return {
		ended,
		show(body) {
			if (isFinal || isOver || (wanted === undefined && JSON.stringify(body) === shown)) return;
			wanted = body;
			pump();
		},
		finish(body) {
			if (isFinal || isOver) return;
			isFinal = true;
			wanted = body;
			pump();
		},
		async stop() {
			end("stopped");
			await sending;
		},
	};
}

/** The edit's port promises never to reject; a reply must survive a port that breaks that promise. */
async function editSafely(replies: Replies, address: ReplyAddress, body: ReplyBody): Promise<ReplyResult> {
	try {
		return await replies.edit(address, body);
	} catch (problem) {
		return { ok: false, retriable: false, code: problem instanceof Error ? problem.name : "unknown" };
	}
}
