import type { Code } from "../../../shared/codes";
import type { Result } from "../../../shared/result";
import type { Right } from "../../staff/rights";
import type { BotParts } from "../bot-parts";
import type { Interaction, Modal, Replies, ReplyBody } from "../interaction";

/** An interaction that came, before it is known how it is answered. */
export interface Arrival {
	readonly parts: BotParts;
	readonly interaction: Interaction;
	readonly replies: Replies;
	/** Unix milliseconds: when the interaction came, from which its token lives 15 minutes. */
	readonly arrivedAt: number;
}

/** One use of a command or a button, after its first answer. */
export interface Call extends Arrival {
	/** Only the member sees the reply. What comes later is his alone too. */
	readonly isPrivate: boolean;
}

/** What is shown, or that somebody else goes on editing the reply. */
export type Answer = ReplyBody | "followed";

/** A code is turned into words by `handle-interaction.ts`. */
export type Answered = Result<Answer, Code>;

export type Answering = Answered | Promise<Answered>;

/** What is done once everything about the call was checked. */
export type Work = (call: Call) => Answering;

/**
 * What is said within the 3 s that Discord waits: a reply everybody in the channel sees, one that only the member sees,
 * or nothing yet, because the message of the button is edited. Where others go on using that message, `update-shared`,
 * a refusal is said beside it to the member alone.
 */
export type FirstAnswer = "public" | "private" | "update" | "update-shared";

/**
 * What comes of a call about which everything was checked: work behind a first answer, or a form, which is a first answer
 * itself. Discord takes it as nothing else, so it cannot come after work that waits.
 */
export type Prepared =
	| { readonly kind: "work"; readonly first: FirstAnswer; readonly work: Work }
	| { readonly kind: "modal"; readonly modal: Modal };

/** What a call touches, for the log and the metrics. */
export type AuditClass = "money" | "reading" | "staff";

/** What is known of everything that people can use before it is used. */
export interface Rules {
	/** What a member needs to be let through. */
	readonly right: Right;
	/** Seconds a member waits between two uses; 0: none. */
	readonly cooldownSeconds: number;
	readonly audit: AuditClass;
}

/** Of what is answered with a message. */
export interface WorkRules extends Rules {
	readonly first: FirstAnswer;
}
