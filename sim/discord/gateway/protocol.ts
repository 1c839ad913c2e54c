import { type JsonObject, isJsonObject, parseJson } from "../../json";

/** Gateway opcodes and close codes ("Opcodes and Status Codes"). */
export const Op = {
	DISPATCH: 0,
	HEARTBEAT: 1,
	IDENTIFY: 2,
	PRESENCE: 3,
	VOICE_STATE: 4,
	RESUME: 6,
	RECONNECT: 7,
	REQUEST_MEMBERS: 8,
	INVALID_SESSION: 9,
	HELLO: 10,
	HEARTBEAT_ACK: 11,
} as const;

export const Close = {
	UNKNOWN_OPCODE: 4001,
	DECODE_ERROR: 4002,
	NOT_AUTHENTICATED: 4003,
	AUTHENTICATION_FAILED: 4004,
	ALREADY_AUTHENTICATED: 4005,
	INVALID_SEQ: 4007,
	RATE_LIMITED: 4008,
	INVALID_SHARD: 4010,
	INVALID_VERSION: 4012,
	INVALID_INTENTS: 4013,
	DISALLOWED_INTENTS: 4014,
} as const;

export const Intent = {
	GUILDS: 1 << 0,
	GUILD_MEMBERS: 1 << 1,
	GUILD_PRESENCES: 1 << 8,
	GUILD_MESSAGES: 1 << 9,
	DIRECT_MESSAGES: 1 << 12,
	MESSAGE_CONTENT: 1 << 15,
} as const;

/** Bits 0 to 16, 20, 21, 24 and 25 have a meaning; anything else is 4013. */
export const KNOWN_INTENTS = ((1 << 17) - 1) | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

/** "Sending Events": longer frames are a decode error, more of them in the window end the connection. */
export const FRAME_BYTES_MAX = 4_096;
export const FRAMES_PER_WINDOW_MAX = 120;
export const FRAME_WINDOW_SECONDS = 60;
export const HEARTBEAT_INTERVAL_MILLIS = 41_250;

/** "Session Start Limit". */
export const IDENTIFIES_PER_DAY_MAX = 1_000;
export const IDENTIFY_WINDOW_SECONDS = 5;

export interface Frame {
	readonly op: number;
	readonly data: unknown;
}

/** Reads one frame as sent by a bot, or nothing when it is not one. */
export function readFrame(text: string): Frame | undefined {
	const parsed = parseJson(text);
	if (!isJsonObject(parsed) || typeof parsed["op"] !== "number") return undefined;
	return { op: parsed["op"], data: parsed["d"] };
}

export interface Identify {
	readonly token: string;
	readonly intents: number;
	readonly shard: readonly unknown[] | undefined;
}

/** Reads the fields of IDENTIFY that decide; properties are required by the documentation. */
export function readIdentify(data: unknown): Identify | undefined {
	if (!isJsonObject(data) || typeof data["token"] !== "string" || typeof data["intents"] !== "number") return undefined;
	if (!isJsonObject(data["properties"])) return undefined;
	const shard: unknown = data["shard"];
	return { token: data["token"], intents: data["intents"], shard: Array.isArray(shard) ? shard : undefined };
}

export interface Resume {
	readonly token: string;
	readonly sessionId: string;
	readonly seq: number;
}

export function readResume(data: unknown): Resume | undefined {
	if (!isJsonObject(data)) return undefined;
	const { token, session_id: sessionId, seq } = data;
	if (typeof token !== "string" || typeof sessionId !== "string" || typeof seq !== "number") return undefined;
	return { token, sessionId, seq };
}

export function frameText(op: number, data: unknown, extra: JsonObject = {}): string {
	return JSON.stringify({ op, d: data, s: null, t: null, ...extra });
}
