import { SECOND } from "../../clock/scheduler";
import type { FaultPort } from "../faults";
import { isJsonObject } from "../../json";
import type { Guild } from "../model";
import { guildCreatePayload, memberPayload, userPayload } from "../payloads";
import type { World } from "../world";
import type { Connection, ConnectionHandler } from "./connection";
import { checkIntents, checkShard } from "./identify-checks";
import {
	Close,
	type Frame,
	IDENTIFIES_PER_DAY_MAX,
	IDENTIFY_WINDOW_SECONDS,
	Intent,
	Op,
	frameText,
	readIdentify,
	readResume,
} from "./protocol";
import { Session } from "./session";

const DAY_SECONDS = 86_400;
/** Documentation: the bot stays online for "a few minutes"; the exact window is not given. */
const RESUME_WINDOW_SECONDS = 180;
const MEMBERS_CHUNK_MAX = 1_000;

/** All sessions of the bot, and the events that reach them. */
export class Gateway implements ConnectionHandler {
	private readonly sessions = new Map<string, Session>();
	private readonly identifiedAt: number[] = [];

	constructor(
		private readonly world: World,
		private readonly faults: FaultPort,
		private readonly url: () => string,
	) {}

	get acksWithheld(): boolean {
		return this.faults.acksWithheld;
	}

	/** Body of GET /gateway/bot. */
	describe(): Record<string, unknown> {
		const remaining = IDENTIFIES_PER_DAY_MAX - this.identifiesWithin(DAY_SECONDS);
		return {
			url: this.url(),
			shards: 1,
			session_start_limit: {
				total: IDENTIFIES_PER_DAY_MAX,
				remaining,
				reset_after: DAY_SECONDS * 1_000,
				max_concurrency: 1,
			},
		};
	}

	/** Sends an event to every session that asked for its intent; 0 means that none is needed. */
	dispatch(event: string, data: unknown, intent: number): void {
		for (const session of this.sessions.values()) {
			if (intent === 0 || (session.intents & intent) !== 0) session.dispatch(event, data);
		}
	}

	onFrame(connection: Connection, frame: Frame): void {
		if (frame.op === Op.IDENTIFY) return this.identify(connection, frame.data);
		if (frame.op === Op.RESUME) return this.resume(connection, frame.data);
		if (!connection.session) return connection.close(Close.NOT_AUTHENTICATED, "Not authenticated.");
		if (frame.op === Op.REQUEST_MEMBERS) return this.sendMembers(connection.session, frame.data);
		if (frame.op === Op.PRESENCE || frame.op === Op.VOICE_STATE) return undefined;
		return connection.close(Close.UNKNOWN_OPCODE, "Unknown opcode.");
	}

	/** A connection ended. After 1000 and 1001 from the bot the session is over, otherwise it can be resumed. */
	onClosed(connection: Connection, code: number): void {
		const { session } = connection;
		if (!session || session.line !== connection) return;
		session.line = undefined;
		session.lostAt = this.world.scheduler.now();
		if (code === 1000 || code === 1001) this.sessions.delete(session.id);
	}

	/** Closes every connection with a code; sessions stay resumable. */
	closeConnections(code: number): void {
		for (const session of this.sessions.values()) session.line?.close(code, "Closed by the local Discord.");
	}

	/** Asks every bot to reconnect and resume (op 7). */
	askReconnect(): void {
		for (const session of this.sessions.values()) session.line?.send(frameText(Op.RECONNECT, null));
	}

	/** Forgets all sessions and tells the connected bots so (op 9, not resumable). */
	loseSessions(): void {
		const lines = [...this.sessions.values()].map((session) => session.line);
		this.sessions.clear();
		for (const line of lines) line?.send(frameText(Op.INVALID_SESSION, false));
	}

	get connected(): boolean {
		return [...this.sessions.values()].some((session) => session.line !== undefined);
	}

	/** What the bots of all sessions asked for, together. */
	get intents(): number {
		return [...this.sessions.values()].reduce((sum, session) => sum | session.intents, 0);
	}

	/** An outage of one guild, or its end. */
	setGuildAvailable(guild: Guild, available: boolean): void {
		guild.unavailable = !available;
		if (available) this.dispatch("GUILD_CREATE", guildCreatePayload(guild, this.world.joinedAt), Intent.GUILDS);
		else this.dispatch("GUILD_DELETE", { id: guild.id, unavailable: true }, Intent.GUILDS);
	}

	private identify(connection: Connection, data: unknown): void {
		if (connection.session) return connection.close(Close.ALREADY_AUTHENTICATED, "Already authenticated.");
		const identify = readIdentify(data);
		if (!identify) return connection.close(Close.DECODE_ERROR, "Error while decoding payload.");
		if (identify.token !== this.world.token)
			return connection.close(Close.AUTHENTICATION_FAILED, "Authentication failed.");
		const refusal = checkShard(identify.shard) ?? checkIntents(identify.intents, this.world.portal);
		if (refusal) return connection.close(refusal.code, refusal.reason);
		const tooFast =
			this.identifiesWithin(IDENTIFY_WINDOW_SECONDS) > 0 ||
			this.identifiesWithin(DAY_SECONDS) >= IDENTIFIES_PER_DAY_MAX;
		if (tooFast) return connection.send(frameText(Op.INVALID_SESSION, false));
		this.identifiedAt.push(this.world.scheduler.now());
		this.start(connection, identify.intents);
	}

	private start(connection: Connection, intents: number): void {
		this.dropLateSessions();
		const session = new Session(sessionId(this.world.snowflakes.next()), intents);
		session.line = connection;
		connection.session = session;
		this.sessions.set(session.id, session);
		const guilds = [...this.world.guilds.guilds.values()];
		session.dispatch("READY", {
			v: 10,
			user: { ...userPayload(this.world.bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
			guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
			session_id: session.id,
			session_type: "normal",
			resume_gateway_url: this.url(),
			shard: [0, 1],
			private_channels: [],
			application: { id: this.world.applicationId, flags: 0 },
		});
		for (const guild of guilds) {
			if (guild.unavailable) session.dispatch("GUILD_DELETE", { id: guild.id, unavailable: true });
			else if ((intents & Intent.GUILDS) !== 0)
				session.dispatch("GUILD_CREATE", guildCreatePayload(guild, this.world.joinedAt));
		}
	}

	private resume(connection: Connection, data: unknown): void {
		if (connection.session) return connection.close(Close.ALREADY_AUTHENTICATED, "Already authenticated.");
		const resume = readResume(data);
		if (!resume) return connection.close(Close.DECODE_ERROR, "Error while decoding payload.");
		if (resume.token !== this.world.token)
			return connection.close(Close.AUTHENTICATION_FAILED, "Authentication failed.");
		this.dropLateSessions();
		const session = this.sessions.get(resume.sessionId);
		if (!session || (!session.canReplay(resume.seq) && !session.isFuture(resume.seq))) {
			if (session) this.sessions.delete(session.id);
			return connection.send(frameText(Op.INVALID_SESSION, false));
		}
		if (session.isFuture(resume.seq)) return connection.close(Close.INVALID_SEQ, "Invalid seq.");
		session.line?.close(4000, "Resumed elsewhere.");
		connection.session = session;
		session.resume(connection, resume.seq);
	}

	private dropLateSessions(): void {
		const since = this.world.scheduler.now() - RESUME_WINDOW_SECONDS * SECOND;
		for (const session of [...this.sessions.values()]) {
			if (!session.line && session.lostAt < since) this.sessions.delete(session.id);
		}
	}

	private sendMembers(session: Session, data: unknown): void {
		if (!isJsonObject(data) || typeof data["guild_id"] !== "string") return;
		const guild = this.world.guilds.guilds.get(data["guild_id"]);
		if (!guild) return;
		const wanted: unknown = data["user_ids"];
		const ids = typeof wanted === "string" ? [wanted] : Array.isArray(wanted) ? wanted.map(String) : undefined;
		const query = typeof data["query"] === "string" ? data["query"].toLowerCase() : "";
		const mayList = ids !== undefined || query !== "" || (session.intents & Intent.GUILD_MEMBERS) !== 0;
		const all = [...guild.members.values()].filter((member) =>
			ids ? ids.includes(member.user.id) : member.user.username.toLowerCase().startsWith(query),
		);
		const members = mayList ? all : [];
		const count = Math.max(1, Math.ceil(members.length / MEMBERS_CHUNK_MAX));
		for (let index = 0; index < count; index += 1) {
			const chunk = members.slice(index * MEMBERS_CHUNK_MAX, (index + 1) * MEMBERS_CHUNK_MAX).map(memberPayload);
			session.dispatch("GUILD_MEMBERS_CHUNK", {
				guild_id: guild.id,
				members: chunk,
				chunk_index: index,
				chunk_count: count,
				nonce: data["nonce"],
			});
		}
	}

	private identifiesWithin(seconds: number): number {
		const since = this.world.scheduler.now() - seconds * SECOND;
		return this.identifiedAt.filter((at) => at > since).length;
	}
}

function sessionId(id: string): string {
	return new Bun.CryptoHasher("md5").update(`session ${id}`).digest("hex");
}
