import { HEARTBEAT_JITTER } from "../../../shared/limits";
import {
	decodeHeartbeatAnswer,
	type CommandNote,
	type Heartbeat,
	type HeartbeatAnswer,
	type HeldWallet,
} from "../../../shared/protocol/heartbeat";
import type { Ports } from "../ports";
import type { CompanionLink } from "./companion-link";
import type { Notes } from "./notes";
import { takeTurns } from "./take-turns";
import { UnsaidNames } from "./unsaid-names";

const HEARTBEAT_ROUTE = "/game/heartbeat";
/** Several reasons to beat at once within this time make one heartbeat. */
const COALESCE_SECONDS = 0.2;
/** Of about 130 bytes each; a server of 700 players would not fit into one body with all of them. */
const WALLETS_PER_BEAT_MAX = 300;
/** A request that has no answer by then is given up, so that one lost answer cannot silence a server. */
const ANSWER_SECONDS_MAX = 60;

export interface Presence {
	readonly players: ReadonlyArray<number>;
	readonly wallets: ReadonlyArray<HeldWallet>;
	readonly subscribed: boolean;
	readonly closing: boolean;
}

/** What the heartbeat asks of the rest of the server. */
export interface HeartbeatSide {
	presence(): Presence;
	/** True when the answer brought a command this server did not have yet. */
	take(answer: HeartbeatAnswer): boolean;
}

/** Tells the companion who is here and pulls what waits for them. One request is under way at most. */
export class HeartbeatLoop {
	private beat = 0;
	private inFlightSince: number | undefined;
	private wantedAgain = false;
	private moreWaits = false;
	private soonPending = false;
	private lastStart = -math.huge;
	private cancelRegular: (() => void) | undefined;
	private readonly names: UnsaidNames;

	constructor(
		private readonly ports: Pick<Ports, "platform" | "clock" | "scheduler" | "random" | "log" | "players">,
		private readonly link: CompanionLink,
		private readonly notes: Notes,
		private readonly side: HeartbeatSide,
	) {
		this.names = new UnsaidNames(ports);
		link.onSession(() => this.names.sayAgain());
	}

	/** Beats as soon as the last beat is far enough away. */
	requestSoon(): void {
		if (this.isUnderWay()) {
			this.wantedAgain = true;
			return;
		}
		if (this.soonPending) return;
		this.soonPending = true;
		const since = this.ports.clock.monotonicSeconds() - this.lastStart;
		this.ports.scheduler.delay(math.max(COALESCE_SECONDS - since, 0), () => {
			this.soonPending = false;
			this.beatAsync();
		});
	}

	/** The audit moved on, so commands that did not fit into the last answer may fit now. */
	onShipped(): void {
		if (this.moreWaits) this.requestSoon();
	}

	/** One heartbeat. Yields until its answer was worked in; returns at once when one is under way. */
	beatAsync(): void {
		this.scheduleRegular();
		if (this.isUnderWay()) {
			this.wantedAgain = true;
			return;
		}
		const start = this.ports.clock.monotonicSeconds();
		this.inFlightSince = start;
		this.wantedAgain = false;
		this.lastStart = start;
		const notes = this.notes.take();
		if (!this.exchangeAsync(notes)) this.notes.putBack(notes);
		if (this.inFlightSince === start) this.inFlightSince = undefined;
		if (this.wantedAgain) this.requestSoon();
	}

	private isUnderWay(): boolean {
		const since = this.inFlightSince;
		return since !== undefined && this.ports.clock.monotonicSeconds() - since < ANSWER_SECONDS_MAX;
	}

	private scheduleRegular(): void {
		this.cancelRegular?.();
		const spread = 1 + HEARTBEAT_JITTER * (2 * this.ports.random.fraction() - 1);
		this.cancelRegular = this.ports.scheduler.delay(this.link.heartbeatSeconds() * spread, () => this.beatAsync());
	}

	/** True when the companion took the beat. */
	private exchangeAsync(notes: ReadonlyArray<CommandNote>): boolean {
		this.beat += 1;
		const presence = this.side.presence();
		const wallets = takeTurns(presence.wallets, WALLETS_PER_BEAT_MAX, this.beat);
		const names = this.names.list(presence.players);
		const body: Heartbeat = { beat: this.beat, notes, ...presence, names, wallets };
		const result = this.link.postSignedAsync(HEARTBEAT_ROUTE, this.ports.platform.encodeJson(body));
		if (!result.ok) {
			if (result.error.kind === "refused") this.ports.log.warn("heartbeat-refused", { code: result.error.code });
			return false;
		}
		this.names.noteTaken(names);
		const answer = decodeHeartbeatAnswer(this.ports.platform, result.value);
		if (!answer.ok) {
			this.ports.log.warn("heartbeat-answer-malformed", { field: answer.error.field });
			return false;
		}
		this.link.learn(answer.value);
		const gotNew = this.side.take(answer.value);
		this.moreWaits = answer.value.more;
		// Asking again is useless while nothing new came: the rest waits for receipts to reach the audit.
		if (answer.value.more && gotNew) this.wantedAgain = true;
		return true;
	}
}
