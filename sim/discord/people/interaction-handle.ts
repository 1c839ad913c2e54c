import { SECOND, after } from "../../clock/scheduler";
import type { Choice } from "../bodies/body-types";
import { MessageFlag } from "../rules/message-rules";
import {
	CallbackType,
	FIRST_ANSWER_MICROS_MAX,
	type FirstAnswer,
	InteractionType,
	type InteractionRecord,
	TOKEN_LIFE_MICROS,
} from "../state/interaction-store";
import type { MessageChange, StoredMessage } from "../state/message-store";
import type { World } from "../world";
import { renderMessage } from "./render-message";
import { renderModal } from "./render-modal";
import type { Reader } from "./render-text";

export type SeenKind =
	"thinking" | "reply" | "edit" | "follow-up" | "deleted" | "modal" | "choices" | "acknowledged" | "no-response";

/** One thing that a person saw happen to what they had asked for. */
export interface Seen {
	readonly kind: SeenKind;
	/** Unix milliseconds. */
	readonly atMillis: number;
	/** As read on the screen. */
	readonly text: string;
	readonly ephemeral: boolean;
	readonly message: StoredMessage | null;
	readonly choices: readonly Choice[];
}

const WAIT_SECONDS = 30;

/** One interaction as the person who started it sees it. */
export class InteractionHandle {
	/** So that a handle can be told from a refusal. */
	readonly refused = undefined;
	readonly history: Seen[] = [];
	private readonly waiting = new Set<() => void>();
	private readonly own = new Set<string>();
	private readonly stops: (() => void)[];

	constructor(
		readonly record: InteractionRecord,
		private readonly world: World,
		private readonly reader: Reader,
		private readonly onDispose: () => void,
	) {
		const { scheduler, messages, interactions } = world;
		const follow = (id: string): (() => void) => messages.onChangeOf(id, (change) => this.onMessage(change));
		this.stops = [
			// The response is one of its own messages, or the source message.
			follow(record.id),
			...(record.sourceMessageId === null ? [] : [follow(record.sourceMessageId)]),
			interactions.onAnswer(record, (answer) => this.onAnswer(answer)),
			after(
				scheduler,
				FIRST_ANSWER_MICROS_MAX,
				() => record.answeredWith === null && this.see("no-response", this.failureText(), null),
			),
			after(scheduler, TOKEN_LIFE_MICROS, () => this.onTokenEnd()),
		];
	}

	/** The first answer, "did not respond" included. Throws when neither came within 30 s of the local clock. */
	firstAnswer(): Promise<Seen> {
		return this.waitFor(() => this.history[0], "the first answer");
	}

	/**
	 * The first state of the response, past ones included, whose text and entry `predicate` accepts. Throws after
	 * `waitSeconds` of the local clock, saying what was awaited and what stood there.
	 */
	untilReply(
		predicate: (text: string, seen: Seen) => boolean,
		label: string,
		waitSeconds = WAIT_SECONDS,
	): Promise<Seen> {
		return this.waitFor(() => this.history.find((seen) => predicate(seen.text, seen)), label, waitSeconds);
	}

	/** The response as it can be read now, or undefined when there is none. */
	message(): string | undefined {
		const message = this.world.messages.find(this.record.originalId ?? "");
		return message ? renderMessage(message, this.reader) : this.history.at(-1)?.text;
	}

	/** Id of the response that buttons are clicked on. */
	messageId(): string | undefined {
		return this.record.originalId ?? undefined;
	}

	/** Ends the handle's timers and listeners. */
	dispose(): void {
		for (const stop of this.stops) stop();
		this.onDispose();
	}

	private onMessage({ kind, message }: MessageChange): void {
		const known = this.own.has(message.id) || message.interactionId !== this.record.id;
		this.own.add(message.id);
		this.see(
			seenKind(kind, message, known, this.own.size),
			kind === "deleted" ? "(deleted)" : renderMessage(message, this.reader),
			message,
		);
	}

	private onAnswer(answer: FirstAnswer): void {
		if (answer.modal !== null) this.see("modal", renderModal(answer.modal, this.reader), null);
		if (answer.callbackType === CallbackType.DEFERRED_UPDATE) this.see("acknowledged", "", null);
		if (answer.callbackType === CallbackType.CHOICES) {
			this.see("choices", answer.choices.map((choice) => choice.name).join("\n"), null, answer.choices);
		}
	}

	/** A client shows the same failure when a deferred answer was never filled in. */
	private onTokenEnd(): void {
		const message = this.world.messages.find(this.record.originalId ?? "");
		if (message && (message.flags & MessageFlag.LOADING) !== 0) this.see("no-response", this.failureText(), message);
		this.dispose();
	}

	private failureText(): string {
		return this.record.type === InteractionType.COMPONENT
			? "This interaction failed"
			: "The application did not respond";
	}

	private see(kind: SeenKind, text: string, message: StoredMessage | null, choices: readonly Choice[] = []): void {
		const ephemeral = message !== null && message.onlyFor !== null;
		this.history.push({ kind, atMillis: this.world.scheduler.unixMillis(), text, ephemeral, message, choices });
		for (const wake of [...this.waiting]) wake();
	}

	private waitFor(find: () => Seen | undefined, label: string, waitSeconds = WAIT_SECONDS): Promise<Seen> {
		const { promise, resolve, reject } = Promise.withResolvers<Seen>();
		const stop = after(this.world.scheduler, waitSeconds * SECOND, () => {
			this.waiting.delete(look);
			reject(new Error(`Waited ${waitSeconds} s for ${label}. Last seen: ${this.history.at(-1)?.text ?? "nothing"}`));
		});
		const look = (): void => {
			const found = find();
			if (!found) return;
			this.waiting.delete(look);
			stop();
			resolve(found);
		};
		this.waiting.add(look);
		look();
		return promise;
	}
}

function seenKind(change: MessageChange["kind"], message: StoredMessage, known: boolean, count: number): SeenKind {
	if (change === "deleted") return "deleted";
	if ((message.flags & MessageFlag.LOADING) !== 0) return "thinking";
	if (known) return "edit";
	return count === 1 ? "reply" : "follow-up";
}
