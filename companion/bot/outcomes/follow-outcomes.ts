import type { CommandView, Ledger } from "../../ledger/command-view";
import type { Replies, ReplyBody } from "../interaction";
import type { Messages } from "../messages";
import { changeReply, isOpen, stillPendingReply, waitingSentence, type ChangeNotes } from "../replies/change-reply";
import { createLateOutcomes, type LatePorts } from "./late-outcomes";
import { createReplyCloser, type ReplyCloser } from "./close-replies";
import type { PendingReply, PendingReplyStore } from "./pending-reply";
import { createReplyEditor, type EditorEnd } from "./reply-editor";
import { createWaitingReplies, type WaitingReplies, type WaitingReply } from "./waiting-replies";

/** Discord: an interaction's token ends after 15 minutes. */
export const TOKEN_LIFETIME_SECONDS = 15 * 60;
const LAST_WORDS_SECONDS = 14 * 60;
/** From here on a reply says what the command waits for. */
const SLOW_SECONDS = 10;
/** When a reply looks again at where its command stands. */
const LOOK_AGAIN_SECONDS = [SLOW_SECONDS, 60, 300, LAST_WORDS_SECONDS] as const;

export interface OutcomeFollower {
	/** Listens to the ledger and takes up the replies a former process left waiting. */
	start(replies: Replies): Promise<void>;
	/** Shows where the command stands and edits the reply until it shows the outcome; later it is told by a message. */
	follow(reply: PendingReply, replies: Replies, similar?: CommandView): Promise<void>;
	/** Somebody used a button of the message that says why the command is not written: from now on it is his to edit. */
	release(commandId: string): Promise<void>;
	/** Stops listening; open replies stay in the store for the next start. Awaits the calls under way. */
	stop(): Promise<void>;
}

interface FollowerParts {
	readonly ports: LatePorts;
	readonly ledger: Pick<Ledger, "find" | "onSettled">;
	readonly pendingReplies: PendingReplyStore;
	readonly messages: Messages;
}

/** Brings outcomes to the replies that wait for them, or to the people, when those can no longer be edited. */
export function createOutcomeFollower(
	{ ports, ledger, pendingReplies: store, messages }: FollowerParts,
	/** Why there is no such command, for whoever waits for its outcome. */
	describeUnwritten: (commandId: string) => Promise<ReplyBody>,
): OutcomeFollower {
	const waiting = createWaitingReplies();
	const late = createLateOutcomes(ports, messages);
	const report = createReporter(ports);
	let stopListening: () => void = () => undefined;

	const closer = createReplyCloser(ports, waiting, store, report);

	async function look(followed: WaitingReply): Promise<void> {
		const { commandId } = followed.reply;
		const command = await ledger.find(commandId);
		if (command === undefined) {
			followed.isUnwritten = true;
			return end(followed, await describeUnwritten(commandId));
		}
		const body = describe(command, followed, ports.clock.now());
		if (!isOpen(command)) end(followed, body);
		else if (followed.phase === "reply") followed.editor.show(body);
	}

	function runLook(followed: WaitingReply): void {
		look(followed).catch((problem: unknown) => report("reply-look-failed", problem));
	}

	/** These are the last words about the command. */
	function end(followed: WaitingReply, body: ReplyBody): void {
		if (followed.phase === "reply") return followed.editor.finish(body);
		if (followed.phase === "telling") return;
		followed.phase = "telling";
		void late.tell(followed.reply, body).then((isOver) => (isOver ? closer.close(followed) : undefined));
	}

	function handleEditorEnd(followed: WaitingReply, how: EditorEnd): void {
		if (how === "shown") closer.closeShown(followed);
		if (how !== "given-up") return;
		followed.phase = "late";
		runLook(followed);
	}

	function register(reply: PendingReply, replies: Replies, similar: CommandView | undefined): WaitingReply {
		const deadline = reply.createdAt + TOKEN_LIFETIME_SECONDS * 1_000;
		const editor = createReplyEditor(ports, (body) => replies.edit(reply.address, body), deadline);
		const followed: WaitingReply = { reply, similar, editor, phase: "reply", isUnwritten: false, cancels: [] };
		setLooks(ports, followed, () => runLook(followed));
		void editor.ended.then((how) => handleEditorEnd(followed, how));
		waiting.add(followed);
		return followed;
	}

	async function follow(reply: PendingReply, replies: Replies, similar?: CommandView): Promise<void> {
		// Registered before the ledger is read: an outcome that comes in between finds the reply.
		const followed = register(reply, replies, similar);
		const isEditable = ports.clock.now() < reply.createdAt + TOKEN_LIFETIME_SECONDS * 1_000;
		await (isEditable ? look(followed) : followed.editor.close());
	}

	return {
		follow,
		async start(replies) {
			stopListening = ledger.onSettled((command) => {
				for (const followed of waiting.of(command.id)) end(followed, describe(command, followed, ports.clock.now()));
			});
			for (const reply of await store.listOpen()) {
				follow(reply, replies).catch((problem: unknown) => report("reply-look-failed", problem));
			}
		},
		release: (commandId) => releaseUnwritten(waiting, closer, commandId),
		async stop() {
			stopListening();
			const editors = waiting.clear().map(({ editor }) => editor);
			await Promise.all([late.stop(), ...editors.map((editor) => editor.stop())]);
			await closer.stop();
		},
	};
}

/** Looks at the ages that are still to come, and closes the editor when the token ends. */
function setLooks({ clock, timers }: LatePorts, { reply, editor, cancels }: WaitingReply, look: () => void): void {
	const atAge = (seconds: number, run: () => void): void => {
		const delay = reply.createdAt + seconds * 1_000 - clock.now();
		if (delay > 0) cancels.push(timers.after(delay, run));
	};
	for (const seconds of LOOK_AGAIN_SECONDS) atAge(seconds, look);
	atAge(TOKEN_LIFETIME_SECONDS, () => void editor.close());
}

async function releaseUnwritten(waiting: WaitingReplies, closer: ReplyCloser, commandId: string): Promise<void> {
	const shown = waiting.of(commandId).filter(({ isUnwritten }) => isUnwritten);
	for (const followed of shown) waiting.remove(followed);
	await Promise.all(shown.map((followed) => followed.editor.stop()));
	await Promise.all(shown.map((followed) => closer.close(followed)));
}

function createReporter({ log }: Pick<LatePorts, "log">): (event: string, problem: unknown) => void {
	return (event, problem) => {
		const reason = problem instanceof Error ? problem.message : String(problem);
		log({ level: "error", event, facts: { reason } });
	};
}

function describe(command: CommandView, followed: WaitingReply, now: number): ReplyBody {
	const ageSeconds = (now - followed.reply.createdAt) / 1_000;
	const { similar } = followed;
	const base: ChangeNotes = { isRepeat: followed.reply.isRepeat, similar: isOpen(command) ? similar : undefined };
	if (!isOpen(command) || ageSeconds < SLOW_SECONDS) return changeReply(command, base);
	const notes = { ...base, waiting: waitingSentence(command) };
	return ageSeconds < LAST_WORDS_SECONDS ? changeReply(command, notes) : stillPendingReply(command, notes);
}
