import type { Cancel } from "../../ports";
import type { Undo, UndoProgress, UndoReply } from "../../undo/undo-view";
import type { CustomIds } from "../framework/custom-ids";
import type { Replies } from "../interaction";
import type { Messages } from "../messages";
import { undoReply, type UndoButtonIds } from "../replies/undo-reply";
import { TOKEN_LIFETIME_SECONDS } from "./follow-outcomes";
import { createReplyEditor, type EditorPorts, type ReplyEditor } from "./reply-editor";

/** Discord takes five edits in five seconds. */
const LOOK_MILLISECONDS = 2_000;
/** Where nothing can be edited any more, only the end is waited for. */
const LATE_LOOK_MILLISECONDS = 30_000;
const LAST_WORDS_SECONDS = 14 * 60;
/** Longer than a command lives, for which an undo may wait. */
const BUTTON_SECONDS = 8 * 86_400;
const GOES_ON =
	"-# It goes on by itself. This message cannot follow it any longer; whoever began it is told how it ended.";

export interface UndoFollower {
	/** Takes up what a former process left. */
	start(replies: Replies): void;
	/** Shows how far the undo is until it is through, also after a restart. Another message takes the place of this one. */
	follow(id: number, reply: UndoReply, replies: Replies): Promise<void>;
	/** Awaits the edits under way. */
	stop(): Promise<void>;
}

interface Parts {
	readonly ports: EditorPorts;
	readonly undo: Pick<Undo, "progress" | "showAt" | "noteTold" | "listUntold">;
	readonly messages: Messages;
	readonly customIds: CustomIds;
}

interface Followed {
	readonly id: number;
	/** Absent where nothing can be edited: then whoever asked gets a message at the end. */
	editor: ReplyEditor | undefined;
	readonly shownAt: number;
	readonly buttons: UndoButtonIds;
	cancel: Cancel;
}

/** Shows what is being taken back as it goes on, and makes sure that its end is read. */
export function createUndoFollower(parts: Parts): UndoFollower {
	const { ports, undo } = parts;
	const all = new Map<number, Followed>();

	const report = (problem: unknown): void => reportProblem(parts, problem);

	function run(id: number, reply: UndoReply | undefined, replies: Replies): void {
		const deadline = (reply?.shownAt ?? 0) + TOKEN_LIFETIME_SECONDS * 1_000;
		const editor = reply && createReplyEditor(ports, (body) => replies.edit(reply, body), deadline);
		const followed = {
			id,
			editor,
			shownAt: reply?.shownAt ?? 0,
			buttons: makeButtons(parts, id),
			cancel: () => undefined,
		};
		release(all.get(id)).catch(report);
		all.set(id, followed);
		editor?.ended.then((how) => (how === "stopped" ? undefined : leave(followed, how === "shown"))).catch(report);
		look(followed);
	}

	function look(followed: Followed): void {
		const { id, editor, buttons } = followed;
		const progress = undo.progress(id);
		if (progress === undefined) return;
		const isLate = ports.clock.now() - followed.shownAt >= LAST_WORDS_SECONDS * 1_000;
		if (editor === undefined) {
			if (progress.isEnded) return void tell(followed, progress).catch(report);
			return lookAgain(followed, LATE_LOOK_MILLISECONDS);
		}
		if (progress.isEnded) return editor.finish(undoReply(progress, undefined));
		if (isLate) return editor.finish(undoReply(progress, buttons, GOES_ON));
		editor.show(undoReply(progress, buttons));
		lookAgain(followed, LOOK_MILLISECONDS);
	}

	function lookAgain(followed: Followed, milliseconds: number): void {
		followed.cancel = ports.timers.after(milliseconds, () => look(followed));
	}

	/** The message will never change again. */
	async function leave(followed: Followed, isShown: boolean): Promise<void> {
		followed.cancel();
		followed.editor = undefined;
		if (isShown && undo.progress(followed.id)?.isEnded === true) return end(followed);
		await undo.showAt(followed.id, undefined);
		look(followed);
	}

	async function tell(followed: Followed, progress: UndoProgress): Promise<void> {
		if (await sendEnd(parts, progress)) await end(followed);
		else lookAgain(followed, LATE_LOOK_MILLISECONDS);
	}

	async function end({ id }: Followed): Promise<void> {
		all.delete(id);
		await undo.noteTold(id);
	}

	return {
		start(replies) {
			const oldest = ports.clock.now() - TOKEN_LIFETIME_SECONDS * 1_000;
			for (const { id, reply } of undo.listUntold()) {
				run(id, reply !== undefined && reply.shownAt > oldest ? reply : undefined, replies);
			}
		},
		async follow(id, reply, replies) {
			await undo.showAt(id, reply);
			run(id, reply, replies);
		},
		async stop() {
			const open = [...all.values()];
			all.clear();
			await Promise.all(open.map(release));
		},
	};
}

function makeButtons({ customIds }: Parts, id: number): UndoButtonIds {
	const idOf = (prefix: string): string => customIds.make({ prefix, payload: `${id}` }, BUTTON_SECONDS);
	return { stop: idOf("reverse-stop"), look: idOf("reverse-look") };
}

/** False when it is worth trying again. */
async function sendEnd({ ports, messages }: Parts, progress: UndoProgress): Promise<boolean> {
	const post = { body: undoReply(progress, undefined), nonce: `undo-${progress.id}` };
	const sent = await messages.toMember(progress.askedBy, post);
	if (!sent.ok && sent.retriable) return false;
	if (!sent.ok)
		ports.log({ level: "warning", event: "undo-end-not-told", facts: { id: progress.id, code: sent.code } });
	return true;
}

async function release(followed: Followed | undefined): Promise<void> {
	followed?.cancel();
	await followed?.editor?.stop();
}

function reportProblem({ ports }: Parts, problem: unknown): void {
	const reason = problem instanceof Error ? problem.message : String(problem);
	ports.log({ level: "error", event: "undo-not-shown", facts: { reason } });
}
