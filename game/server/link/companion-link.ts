import { HEARTBEAT_SECONDS } from "../../../shared/limits";
import type { SigningKey, StoreIdentity } from "../../../shared/protocol/command-signature";
import type { HeartbeatAnswer } from "../../../shared/protocol/heartbeat";
import {
	HEADER_IDEMPOTENCY_KEY,
	HEADER_KEY_ID,
	HEADER_SIGNATURE,
	HEADER_TIMESTAMP,
	signRequest,
} from "../../../shared/protocol/request-signature";
import type { SessionAnswer } from "../../../shared/protocol/session";
import { fail, ok, type Result } from "../../../shared/result";
import { DEFAULT_EVENT_TOPIC, integerText } from "../../../shared/store-keys";
import type { HeaderValue, Ports } from "../ports";
import { Backoff } from "./backoff";
import type { CompanionAddress } from "./companion-address";
import { CompanionClock } from "./companion-clock";
import { type HandshakeProblem, shakeHandsAsync } from "./handshake";
import { readProblemCode } from "./problem-body";

const RETRY_SECONDS_MIN = 1;
const RETRY_SECONDS_MAX = 60;
/** A refusal ends only when somebody changes a setting, so there is no hurry. */
const REFUSED_RETRY_SECONDS = 120;
const RENEW_BEFORE_SECONDS = 600;
/** The lowest epoch there is: a wallet born before any companion was met is opened by it later. */
const EPOCH_UNKNOWN = 1;

export type LinkProblem =
	| { readonly kind: "no-session" }
	| { readonly kind: "unreachable" }
	| { readonly kind: "refused"; readonly status: number; readonly code: string };

/** This server's session with the companion: made, renewed and lost here. The game goes on without it for any time. */
export class CompanionLink {
	readonly clock: CompanionClock;
	private session: SessionAnswer | undefined;
	private isKnocking = false;
	private refusalTold: string | undefined;
	private isOutOfReach = false;
	private readonly backoff: Backoff;
	private firstKnockListener: ((problem?: HandshakeProblem) => void) | undefined;
	private readonly sessionListeners: Array<(session: SessionAnswer) => void> = [];

	constructor(
		private readonly ports: Ports,
		private readonly address: CompanionAddress | undefined,
	) {
		this.clock = new CompanionClock(ports.clock);
		this.backoff = new Backoff(ports.random, RETRY_SECONDS_MIN, RETRY_SECONDS_MAX);
	}

	/** `listener` runs for every session made, renewals too. */
	onSession(listener: (session: SessionAnswer) => void): void {
		this.sessionListeners.push(listener);
	}

	/** `listener` runs once, when it is known how the first knock ended; without a problem there is a session. */
	onFirstKnock(listener: (problem?: HandshakeProblem) => void): void {
		this.firstKnockListener = listener;
	}

	/** Begins to knock, and goes on in the background until the companion answers. */
	start(): void {
		if (this.address === undefined || this.isKnocking) return;
		this.isKnocking = true;
		this.ports.scheduler.spawn(() => this.knockAsync(this.backoff));
	}

	hasSession(): boolean {
		return this.session !== undefined;
	}

	/** The name envelopes address this server by. */
	serverId(): string {
		return this.session?.serverId ?? this.ports.identity.jobId;
	}

	/** `undefined` before the first session: nothing can be verified then. */
	storeIdentity(): StoreIdentity | undefined {
		const universeId = this.session?.settings.universeId;
		return universeId === undefined ? undefined : { universeId, storeName: this.ports.settings.storeName };
	}

	doorbellKeys(): ReadonlyArray<SigningKey> {
		return this.session?.doorbellKeys ?? [];
	}

	epoch(): number {
		return this.session?.settings.epoch ?? EPOCH_UNKNOWN;
	}

	heartbeatSeconds(): number {
		return this.session?.settings.heartbeatSeconds ?? HEARTBEAT_SECONDS;
	}

	eventTopic(): string {
		return this.session?.settings.eventTopic ?? DEFAULT_EVENT_TOPIC;
	}

	/** Takes over what every heartbeat's answer brings anew. */
	learn(answer: HeartbeatAnswer): void {
		this.clock.learn(answer.now);
		if (this.session === undefined) return;
		const settings = { ...this.session.settings, epoch: answer.epoch };
		this.session = { ...this.session, doorbellKeys: answer.doorbellKeys, settings };
	}

	/** Sends a signed request and returns the decoded body of a 200. Yields. Asks for a new session when this one ended. */
	postSignedAsync(route: string, body: string, idempotencyKey = ""): Result<unknown, LinkProblem> {
		const session = this.session;
		if (this.address === undefined || session === undefined) return fail({ kind: "no-session" });
		const path = `${this.address.prefix}${route}`;
		const headers = this.sign(session, path, body, idempotencyKey);
		const answer = this.ports.http.postAsync({ url: `${this.address.origin}${path}`, headers, body });
		const isReached = answer !== undefined && answer.status < 500 && answer.status !== 429;
		this.tellReach(isReached);
		if (!isReached) return fail({ kind: "unreachable" });
		if (answer.status === 200) return ok(this.ports.platform.decodeJson(answer.body));
		const code = readProblemCode(this.ports.platform, answer.body);
		if (answer.status === 401 || code === "unknown-server") this.loseSession(session, code);
		return fail({ kind: "refused", status: answer.status, code });
	}

	private sign(
		session: SessionAnswer,
		path: string,
		body: string,
		idempotencyKey: string,
	): Record<string, HeaderValue> {
		const timestamp = this.clock.now();
		const request = { method: "POST", path, timestamp, idempotencyKey, body };
		const headers: Record<string, HeaderValue> = {
			[HEADER_TIMESTAMP.lower()]: integerText(timestamp),
			[HEADER_KEY_ID.lower()]: session.keyId,
			[HEADER_SIGNATURE.lower()]: signRequest(this.ports.platform, request, session.key),
		};
		if (idempotencyKey !== "") headers[HEADER_IDEMPOTENCY_KEY.lower()] = idempotencyKey;
		return headers;
	}

	/** One line when contact is lost and one when it is back, however long it takes. */
	private tellReach(isReached: boolean): void {
		if (isReached === !this.isOutOfReach) return;
		this.isOutOfReach = !isReached;
		if (isReached) this.ports.log.info("companion-reached-again");
		else this.ports.log.warn("companion-out-of-reach");
	}

	private loseSession(lost: SessionAnswer, code: string): void {
		// An answer to an older key says nothing about the session made since.
		if (this.session?.keyId !== lost.keyId) return;
		this.session = undefined;
		this.ports.log.warn("companion-session-ended", { code });
		this.start();
	}

	private knockAsync(backoff: Backoff): void {
		assert(this.address !== undefined, "a server without an address does not knock");
		let result = shakeHandsAsync(this.ports, this.address);
		this.tellFirstKnock(result.ok ? undefined : result.error);
		while (!result.ok) {
			this.ports.scheduler.waitAsync(this.delayAfter(result.error, backoff));
			result = shakeHandsAsync(this.ports, this.address);
		}
		backoff.reset();
		this.isKnocking = false;
		this.refusalTold = undefined;
		this.adopt(result.value);
	}

	private tellFirstKnock(problem: HandshakeProblem | undefined): void {
		this.firstKnockListener?.(problem);
		this.firstKnockListener = undefined;
	}

	/** Seconds until the next knock. A refusal is told once, not at every knock. */
	private delayAfter(problem: HandshakeProblem, backoff: Backoff): number {
		this.tellReach(problem.kind !== "unreachable");
		if (problem.kind === "unreachable") return backoff.nextSeconds();
		const told = `${problem.status}/${problem.code}`;
		if (this.refusalTold !== told) {
			this.refusalTold = told;
			this.ports.log.alarm("companion-refused-session", { status: problem.status, code: problem.code });
		}
		return REFUSED_RETRY_SECONDS * (1 + this.ports.random.fraction() / 10);
	}

	private adopt(session: SessionAnswer): void {
		this.tellReach(true);
		this.clock.learn(session.now);
		this.session = session;
		this.ports.log.info("companion-session", { serverId: session.serverId });
		const lifetime = session.expiresAt - session.now;
		this.ports.scheduler.delay(math.max(lifetime - RENEW_BEFORE_SECONDS, lifetime / 2, 1), () => {
			if (this.session?.keyId === session.keyId) this.start();
		});
		for (const listener of this.sessionListeners) listener(session);
	}
}
