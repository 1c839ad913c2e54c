import type { Scheduler } from "../../clock/scheduler";
import { SECOND } from "../../clock/scheduler";
import type { CallbackData, Choice } from "../bodies/body-types";
import type { Channel, Guild, Member } from "../model";
import type { Snowflakes } from "../snowflakes";
import { KeyedListeners, type Listener } from "./keyed-listeners";

export const InteractionType = { COMMAND: 2, COMPONENT: 3, AUTOCOMPLETE: 4, MODAL: 5 } as const;
export const CallbackType = {
	PONG: 1,
	MESSAGE: 4,
	DEFERRED: 5,
	DEFERRED_UPDATE: 6,
	UPDATE: 7,
	CHOICES: 8,
	MODAL: 9,
} as const;

/** "Interaction Callback": the token dies when nothing was answered by then, and 15 minutes later in any case. */
export const FIRST_ANSWER_MICROS_MAX = 3 * SECOND;
export const TOKEN_LIFE_MICROS = 15 * 60 * SECOND;

export interface InteractionRecord {
	readonly id: string;
	readonly token: string;
	readonly type: number;
	readonly guild: Guild;
	readonly channel: Channel;
	readonly member: Member;
	/** The message whose component was used. */
	readonly sourceMessageId: string | null;
	/** What showed the form that was filled in. */
	readonly askedBy: InteractionRecord | null;
	/** Microseconds of the local Discord's clock. */
	readonly createdAt: number;
	/** Callback type of the one first answer. */
	answeredWith: number | null;
	/** What `@original` means: the response, or the source message of an update. */
	originalId: string | null;
	/** The form it was answered with. */
	modal: CallbackData | null;
}

/** What a first answer was, for those who wait for it. */
export interface FirstAnswer {
	readonly callbackType: number;
	readonly choices: readonly Choice[];
	/** The form that a person is asked to fill in. */
	readonly modal: CallbackData | null;
}

export type Standing = "unknown" | "too-late" | "open" | "answered" | "expired";

/** Every interaction ever made, with where it stands by the local Discord's own clock. */
export class InteractionStore {
	private readonly byToken = new Map<string, InteractionRecord>();
	private readonly byId = new Map<string, InteractionRecord>();
	private readonly listeners = new KeyedListeners<FirstAnswer>();

	constructor(
		private readonly snowflakes: Snowflakes,
		private readonly scheduler: Scheduler,
	) {}

	create(
		type: number,
		place: { guild: Guild; channel: Channel; member: Member },
		from: Pick<InteractionRecord, "sourceMessageId" | "askedBy">,
	): InteractionRecord {
		const id = this.snowflakes.next();
		const record: InteractionRecord = {
			id,
			token: tokenFor(id),
			type,
			guild: place.guild,
			channel: place.channel,
			member: place.member,
			...from,
			createdAt: this.scheduler.now(),
			answeredWith: null,
			originalId: null,
			modal: null,
		};
		this.byToken.set(record.token, record);
		this.byId.set(id, record);
		return record;
	}

	find(token: string): InteractionRecord | undefined {
		return this.byToken.get(token);
	}

	findById(id: string): InteractionRecord | undefined {
		return this.byId.get(id);
	}

	standing(record: InteractionRecord | undefined): Standing {
		if (!record) return "unknown";
		const age = this.scheduler.now() - record.createdAt;
		if (record.answeredWith === null) return age >= FIRST_ANSWER_MICROS_MAX ? "too-late" : "open";
		return age >= TOKEN_LIFE_MICROS ? "expired" : "answered";
	}

	/** Takes the one first answer; the caller has checked that the interaction is open. */
	answer(record: InteractionRecord, originalId: string | null, answer: FirstAnswer): void {
		record.answeredWith = answer.callbackType;
		record.originalId = originalId;
		record.modal = answer.modal;
		for (const listener of this.listeners.of(record.id)) listener(answer);
	}

	/** Calls `listener` at the first answer to an interaction until the returned function is called. */
	onAnswer({ id }: InteractionRecord, listener: Listener<FirstAnswer>): () => void {
		return this.listeners.add(id, listener);
	}
}

/** Looks like the real ones; made from the id, so that a run on virtual time repeats to the byte. */
function tokenFor(id: string): string {
	const noise = new Bun.CryptoHasher("sha512").update(`interaction ${id}`).digest("hex");
	return Buffer.from(`interaction:${id}:${noise}`).toString("base64url");
}
