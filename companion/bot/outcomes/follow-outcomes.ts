import type { CommandView, Ledger } from "../../ledger/command-view";
import type { Replies, ReplyBody } from "../interaction";
import { changeReply, isOpen, stillPendingReply, waitingSentence, type ChangeNotes } from "../replies/change-reply";
import { neverWrittenReply } from "../replies/refusal-reply";
import type { PendingReply, PendingReplyStore } from "./pending-reply";
import { createReplyEditor, type EditorPorts } from "./reply-editor";
import { createWaitingReplies, type WaitingReply } from "./waiting-replies";

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
	/** Shows where the command stands and edits the reply until it shows the outcome. */
	follow(reply: PendingReply, replies: Replies, similar?: CommandView): Promise<void>;
	/** Stops listening; open replies stay in the store for the next start. Awaits the edits under way. */
	stop(): Promise<void>;
}

/** Brings outcomes to the replies that wait for them. */
export function createOutcomeFollower(
	ports: EditorPorts,
	ledger: Pick<Ledger, "find" | "onSettled">,
	store: PendingReplyStore,
): OutcomeFollower {
	const waiting = createWaitingReplies();
	let stopListening: () => void = () => undefined;

	function report(event: string, problem: unknown): void {
		const reason = problem instanceof Error ? problem.message : String(problem);
		ports.log({ level: "error", event, facts: { reason } });
	}

	function complete(followed: WaitingReply): void {
		waiting.remove(followed);
		store
			.complete(followed.reply.commandId, followed.reply.address.token)
			.catch((problem: unknown) => report("reply-completion-failed", problem));
	}

	async function look(followed: WaitingReply): Promise<void> {
		const command = await ledger.find(followed.reply.commandId);
		if (command === undefined) return followed.editor.finish(neverWrittenReply());
		const ageSeconds = (ports.clock.now() - followed.reply.createdAt) / 1_000;
		const body = describe(command, followed, ageSeconds);
		if (isOpen(command)) followed.editor.show(body);
		else followed.editor.finish(body);
	}

	function runLook(followed: WaitingReply): void {
		look(followed).catch((problem: unknown) => report("reply-look-failed", problem));
	}

	function handleSettled(command: CommandView): void {
		for (const followed of waiting.of(command.id)) followed.editor.finish(describe(command, followed, 0));
	}

	function register(reply: PendingReply, replies: Replies, similar: CommandView | undefined): WaitingReply {
		const deadline = reply.createdAt + TOKEN_LIFETIME_SECONDS * 1_000;
		const editor = createReplyEditor(ports, replies, reply.address, deadline);
		const followed: WaitingReply = { reply, similar, editor, cancels: [] };
		const after = (seconds: number, run: () => void): void => {
			const delay = reply.createdAt + seconds * 1_000 - ports.clock.now();
			if (delay > 0) followed.cancels.push(ports.timers.after(delay, run));
		};
		for (const seconds of LOOK_AGAIN_SECONDS) after(seconds, () => runLook(followed));
		after(TOKEN_LIFETIME_SECONDS, () => complete(followed));
		// A reply that was stopped is left to the next process.
		void editor.ended.then((how) => (how === "stopped" ? undefined : complete(followed)));
		waiting.add(followed);
		return followed;
	}

	async function follow(reply: PendingReply, replies: Replies, similar?: CommandView): Promise<void> {
		// Registered before the ledger is read: an outcome that comes in between finds the reply.
		await look(register(reply, replies, similar));
	}

	return {
		follow,
		async start(replies) {
			stopListening = ledger.onSettled(handleSettled);
			const open = await store.takeOpen(ports.clock.now() - TOKEN_LIFETIME_SECONDS * 1_000);
			for (const reply of open) {
				follow(reply, replies).catch((problem: unknown) => report("reply-look-failed", problem));
			}
		},
		async stop() {
			stopListening();
			const all = waiting.all();
			for (const followed of all) waiting.remove(followed);
			await Promise.all(all.map((followed) => followed.editor.stop()));
		},
	};
}

function describe(command: CommandView, followed: WaitingReply, ageSeconds: number): ReplyBody {
	const { similar } = followed;
	const base: ChangeNotes = { isRepeat: followed.reply.isRepeat, similar: isOpen(command) ? similar : undefined };
	if (!isOpen(command) || ageSeconds < SLOW_SECONDS) return changeReply(command, base);
	const notes = { ...base, waiting: waitingSentence(command) };
	return ageSeconds < LAST_WORDS_SECONDS ? changeReply(command, notes) : stillPendingReply(command, notes);
}
