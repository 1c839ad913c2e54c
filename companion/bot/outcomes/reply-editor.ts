import type { Ports } from "../../ports";
import type { ReplyBody, ReplyResult } from "../interaction";

const BACKOFF_MS_MIN = 250;
const BACKOFF_MS_MAX = 10_000;

export type EditorPorts = Pick<Ports, "clock" | "timers" | "random" | "log">;

/** One attempt to show this. */
export type Edit = (body: ReplyBody) => Promise<ReplyResult>;

/** `stopped`: left to the next process. */
export type EditorEnd = "shown" | "given-up" | "stopped";

export interface ReplyEditor {
	/** Shows this instead of what is shown now. Ignored once `finish` was called. */
	show(body: ReplyBody): void;
	/** Shows this as the last thing ever. */
	finish(body: ReplyBody): void;
	/** Resolves when the last text is shown, when Discord or time does not allow any more edits, or after `stop`. */
	readonly ended: Promise<EditorEnd>;
	/** Gives up, unless the edit under way turns out to have shown the last text. */
	close(): Promise<void>;
	/** Sends nothing more. Resolves when the edit under way, if any, is over. */
	stop(): Promise<void>;
}

/**
 * Edits one reply. One edit at a time, and an edit tried again always carries the newest text, so an old text can
 * never overtake an outcome. Retriable failures are tried again with full jitter until `deadline` (Unix milliseconds),
 * when the interaction's token ends.
 */
export function createReplyEditor(ports: EditorPorts, edit: Edit, deadline: number): ReplyEditor {
	let wanted: ReplyBody | undefined;
	let shown: ReplyBody | undefined;
	let isFinal = false;
	let state: "open" | "closing" | "over" = "open";
	let attempt = 0;
	let sending: Promise<void> | undefined;
	let cancelRetry: (() => void) | undefined;
	const { promise: ended, resolve: tellEnd } = Promise.withResolvers<EditorEnd>();

	function end(how: EditorEnd): void {
		state = "over";
		cancelRetry?.();
		tellEnd(how);
	}

	function pump(): void {
		if (state !== "open" || sending !== undefined || cancelRetry !== undefined || wanted === undefined) return;
		const body = wanted;
		sending = editSafely(edit, body).then((result) => settle(body, result));
	}

	function settle(body: ReplyBody, result: ReplyResult): void {
		sending = undefined;
		if (state === "over") return;
		if (!result.ok) return handleFailure(result);
		attempt = 0;
		shown = body;
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
			if (isFinal || state === "over" || (wanted === undefined && isSame(body, shown))) return;
			wanted = body;
			pump();
		},
		finish(body) {
			if (isFinal || state === "over") return;
			isFinal = true;
			wanted = body;
			pump();
		},
		async close() {
			state = "closing";
			await sending;
			end("given-up");
		},
		async stop() {
			end("stopped");
			await sending;
		},
	};
}

/** What is shown on the way carries no file: that comes last. */
function isSame(body: ReplyBody, shown: ReplyBody | undefined): boolean {
	return JSON.stringify(body) === JSON.stringify(shown);
}

/** The edit's port promises never to reject; a reply must survive a port that breaks that promise. */
async function editSafely(edit: Edit, body: ReplyBody): Promise<ReplyResult> {
	try {
		return await edit(body);
	} catch (problem) {
		return { ok: false, retriable: false, code: problem instanceof Error ? problem.name : "unknown" };
	}
}
