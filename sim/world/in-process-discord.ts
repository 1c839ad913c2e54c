import { findLimitProblems } from "../../companion/bot/testing/discord-limits";
import type { Guild } from "../../companion/bot/guild";
import type { Interaction, Replies, ReplyBody, ReplyResult } from "../../companion/bot/interaction";
import type { Messages, Post } from "../../companion/bot/messages";
import { fail, ok } from "../../shared/result";
import type { Actor } from "../../companion/staff/staff-view";
import { after, MILLISECOND, SECOND, type Scheduler } from "../clock/scheduler";
import type { Random } from "../random";

/** Documentation of interactions: the first answer within 3 s, edits within 15 minutes. */
export const FIRST_ANSWER_SECONDS_MAX = 3;
export const TOKEN_SECONDS = 15 * 60;
const LEG_MILLIS = [20, 120] as const;
/** "In the past few minutes": documentation of `enforce_nonce`. */
const NONCE_SECONDS = 180;

/** What becomes of one REST call. `request-lost` never arrived; `answer-lost` took effect and nobody was told. */
export type RestFate = "usual" | "request-lost" | "answer-lost" | "error-500";

export interface InProcessDiscordPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly decide: (call: string) => RestFate;
	/** Somebody reads this now; `undefined` while the message only says that the bot is thinking. */
	readonly onShown: (interactionId: string, body: ReplyBody | undefined) => void;
	/** Somebody reads a message that answers no interaction. */
	readonly onPosted: (body: ReplyBody) => void;
	/** No first answer came in time: the client says that the application did not respond. */
	readonly onUnanswered: (interactionId: string) => void;
	/** Discord refused a message for its form; such a bot is broken. */
	readonly onMalformed: (problem: string) => void;
}

/** The server's owner, who uses no command here. */
const OWNER = "1";

interface Known {
	readonly id: string;
	readonly createdAt: number;
	isAnswered: boolean;
}

/**
 * Interactions and their answers as Discord takes them, without sockets: what the bot's REST layer would tell it.
 * The local Discord in `sim/discord` has the same rules behind real HTTP.
 */
export class InProcessDiscord {
	readonly #ports: InProcessDiscordPorts;
	readonly #byToken = new Map<string, Known>();
	/** When a message of a place and nonce was posted last. */
	readonly #postedAt = new Map<string, number>();
	/** As they used a command last. */
	readonly #members = new Map<string, Actor>();

	constructor(ports: InProcessDiscordPorts) {
		this.#ports = ports;
	}

	/** Somebody used a command. Call it once for each interaction, however often it is delivered. */
	open(interaction: Interaction): void {
		const { scheduler, onUnanswered } = this.#ports;
		this.#members.set(interaction.member.id, interaction.member);
		const known: Known = { id: interaction.id, createdAt: scheduler.now(), isAnswered: false };
		this.#byToken.set(interaction.token, known);
		after(scheduler, FIRST_ANSWER_SECONDS_MAX * SECOND, () => {
			if (!known.isAnswered) onUnanswered(known.id);
		});
	}

	/** The calls of one process. Once `isAlive` is false none goes out and no answer arrives. */
	repliesFor(isAlive: () => boolean): Replies {
		const first = (call: string, token: string, body: ReplyBody | undefined) =>
			this.#send(isAlive, `${call} ${token}`, () => this.#answerFirst(token, body));
		return {
			defer: ({ token }) => first("defer", token, undefined),
			deferUpdate: ({ token }) => first("deferUpdate", token, undefined),
			reply: ({ token }, body) => first("reply", token, body),
			// The simulation's people use no option that offers anything, and nothing that opens a form.
			suggest: () => Promise.resolve(refused("50035")),
			openModal: () => Promise.resolve(refused("50035")),
			edit: ({ token }, body) => this.#send(isAlive, `edit ${token}`, () => this.#show(token, body)),
			sayAside: ({ token }, body) => this.#send(isAlive, `sayAside ${token}`, () => this.#show(token, body)),
		};
	}

	/** The calls of one process that answer no interaction. */
	guildFor(isAlive: () => boolean): Guild {
		return {
			findOwner: async () => {
				const sent = await this.#send(isAlive, "findOwner", () => ({ ok: true }));
				return sent.ok ? ok(OWNER) : fail({ ...sent, status: undefined });
			},
			findMember: async (userId) => {
				const sent = await this.#send(isAlive, `findMember ${userId}`, () => ({ ok: true }));
				if (!sent.ok) return fail({ ...sent, status: undefined });
				const member = this.#members.get(userId);
				return ok(member && { ...member, isDiscordAdministrator: false });
			},
			// The simulation's roles are set from the start, so nobody needs to be told how to begin.
			look: () => Promise.resolve(fail({ code: "50001", status: 403, retriable: false })),
		};
	}

	/** Every channel and every member takes messages. */
	messagesFor(isAlive: () => boolean): Messages {
		const post = (place: string, message: Post) =>
			this.#send(isAlive, `post ${place} ${message.nonce}`, () => this.#post(place, message));
		return { toChannel: (id, message) => post(id, message), toMember: (id, message) => post(`@${id}`, message) };
	}

	#post(place: string, { body, nonce }: Post): ReplyResult {
		const now = this.#ports.scheduler.now();
		const key = `${place} ${nonce}`;
		if (now - (this.#postedAt.get(key) ?? Number.NEGATIVE_INFINITY) < NONCE_SECONDS * SECOND) return { ok: true };
		if (!this.#isWellFormed(body)) return refused("50035");
		this.#postedAt.set(key, now);
		this.#ports.onPosted(body);
		return { ok: true };
	}

	#send(isAlive: () => boolean, call: string, act: () => ReplyResult): Promise<ReplyResult> {
		const { scheduler, random, decide } = this.#ports;
		const there = random.integer(LEG_MILLIS[0], LEG_MILLIS[1]) * MILLISECOND;
		const back = random.integer(LEG_MILLIS[0], LEG_MILLIS[1]) * MILLISECOND;
		return new Promise((resolve) => {
			if (!isAlive()) return;
			const fate = decide(call);
			const answer = (result: ReplyResult): void => {
				after(scheduler, back, () => {
					if (isAlive()) resolve(result);
				});
			};
			after(scheduler, there, () => {
				if (fate === "request-lost") return answer({ ok: false, retriable: true, code: "ECONNRESET" });
				if (fate === "error-500") return answer({ ok: false, retriable: true, code: "500" });
				const result = act();
				answer(fate === "answer-lost" ? { ok: false, retriable: true, code: "ETIMEDOUT" } : result);
			});
		});
	}

	/** A second first answer is refused with 40060, which the bot's REST layer takes for "done before". */
	#answerFirst(token: string, body: ReplyBody | undefined): ReplyResult {
		const known = this.#byToken.get(token);
		const ageMicros = this.#ports.scheduler.now() - (known?.createdAt ?? Number.NEGATIVE_INFINITY);
		if (known?.isAnswered === true) return { ok: true };
		if (known === undefined || ageMicros > FIRST_ANSWER_SECONDS_MAX * SECOND) return refused("10062");
		if (body !== undefined && !this.#isWellFormed(body)) return refused("50035");
		known.isAnswered = true;
		this.#ports.onShown(known.id, body);
		return { ok: true };
	}

	/** Needs a first answer before it. */
	#show(token: string, body: ReplyBody): ReplyResult {
		const known = this.#byToken.get(token);
		const ageMicros = this.#ports.scheduler.now() - (known?.createdAt ?? Number.NEGATIVE_INFINITY);
		if (known === undefined || ageMicros > TOKEN_SECONDS * SECOND) return refused("50027");
		if (!known.isAnswered) return refused("10015");
		if (!this.#isWellFormed(body)) return refused("50035");
		this.#ports.onShown(known.id, body);
		return { ok: true };
	}

	#isWellFormed(body: ReplyBody): boolean {
		const problems = findLimitProblems(body);
		for (const problem of problems) this.#ports.onMalformed(problem);
		return problems.length === 0;
	}
}

function refused(code: string): ReplyResult {
	return { ok: false, retriable: false, code };
}
