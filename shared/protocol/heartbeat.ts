import {
	BALANCE_MAX,
	COMMAND_ID_BYTES_MAX,
	COMMANDS_PER_PULL_MAX,
	PLAYER_NAME_MAX,
	PLAYER_NAMES_PER_BEAT_MAX,
	SEQ_MAX,
} from "../limits";
import type { Platform } from "../platform";
import type { Result } from "../result";
import type { DenialCode } from "../wallet/reduce-command";
import { readCommand, readLock } from "./command-codec";
import type { LockIdentity, SignedCommand } from "./command";
import type { SigningKey } from "./command-signature";
import { FieldReader, type FieldProblem } from "./fields";
import { readDoorbellKeys } from "./session";

/** Roblox allows at most 700 players on one server; sessions being released come on top. */
const PLAYERS_MAX = 1_000;
const NOTES_MAX = 200;

/** A wallet this server holds, as it is durable. */
export interface HeldWallet {
	readonly userId: number;
	readonly born: string;
	readonly epoch: number;
	readonly lastSeq: number;
	readonly revision: number;
	readonly acked: number;
}

export type NoteCode = DenialCode | "held" | "gap" | "backlog" | "store-unavailable" | "wallet-unreadable";

/** What a server says about a command that got no receipt here. Receipts travel by themselves. */
export interface CommandNote {
	readonly commandId: string;
	readonly userId: number;
	readonly seq: number;
	readonly code: NoteCode;
	/** The wallet as it is durable, with every code that was decided on a wallet. */
	readonly wallet?: { readonly born: string; readonly epoch: number; readonly lastSeq: number };
	/** With `held`: whose lock it is. */
	readonly lock?: LockIdentity;
}

/** What a player is called. For people to read and to choose from; nothing else may rest on it. */
export interface PlayerName {
	readonly userId: number;
	readonly name: string;
}

/** `POST /game/heartbeat`: every 10 s, and at once when a player came or went, a ring asked for it, or notes wait. */
export interface Heartbeat {
	/** Grows with each one; an answer to a lower one is ignored by both sides. */
	readonly beat: number;
	/** Players on this server, loading ones too. */
	readonly players: ReadonlyArray<number>;
	/** Of players on this server, said once to each session. None from servers of before names were said. */
	readonly names: ReadonlyArray<PlayerName>;
	readonly wallets: ReadonlyArray<HeldWallet>;
	readonly notes: ReadonlyArray<CommandNote>;
	/** False while the server hears no doorbells and lives on pulls alone. */
	readonly subscribed: boolean;
	readonly closing: boolean;
}

export interface HeartbeatAnswer {
	readonly now: number;
	/** Open commands of this server's players, and those that name it in `to`; oldest first in each wallet. */
	readonly commands: ReadonlyArray<SignedCommand>;
	/** More commands wait than fitted: beat again at once after these. */
	readonly more: boolean;
	/** Acknowledgements by wallet life. */
	readonly acked: Readonly<Record<string, number>>;
	readonly doorbellKeys: ReadonlyArray<SigningKey>;
	readonly epoch: number;
}

const NOTE_CODES: ReadonlyArray<NoteCode> = [
	"no-wallet",
	"other-wallet",
	"stale-epoch",
	"sequence-conflict",
	"already-settled",
	"held",
	"gap",
	"backlog",
	"store-unavailable",
	"wallet-unreadable",
];

export function decodeHeartbeat(platform: Platform, body: unknown): Result<Heartbeat, FieldProblem> {
	const fields = new FieldReader(platform, body);
	return fields.finish({
		beat: fields.integer("beat", 1, BALANCE_MAX),
		players: fields.integers("players", PLAYERS_MAX, 1, BALANCE_MAX),
		names: fields.optional("names", () => fields.list("names", PLAYER_NAMES_PER_BEAT_MAX, readPlayerName)) ?? [],
		wallets: fields.list("wallets", PLAYERS_MAX, readHeldWallet),
		notes: fields.list("notes", NOTES_MAX, readNote),
		subscribed: fields.boolean("subscribed"),
		closing: fields.boolean("closing"),
	});
}

export function decodeHeartbeatAnswer(platform: Platform, body: unknown): Result<HeartbeatAnswer, FieldProblem> {
	const fields = new FieldReader(platform, body);
	return fields.finish({
		now: fields.integer("now", 0, BALANCE_MAX),
		commands: fields.list("commands", COMMANDS_PER_PULL_MAX, readCommand),
		more: fields.boolean("more"),
		acked: fields.integerMap("acked", 0, BALANCE_MAX),
		doorbellKeys: readDoorbellKeys(fields),
		epoch: fields.integer("epoch", 1, BALANCE_MAX),
	});
}

function readPlayerName(fields: FieldReader): PlayerName {
	return { userId: fields.integer("userId", 1, BALANCE_MAX), name: fields.id("name", PLAYER_NAME_MAX) };
}

function readHeldWallet(fields: FieldReader): HeldWallet {
	return {
		userId: fields.integer("userId", 1, BALANCE_MAX),
		born: fields.id("born", 40),
		epoch: fields.integer("epoch", 1, BALANCE_MAX),
		lastSeq: fields.integer("lastSeq", 0, SEQ_MAX),
		revision: fields.integer("revision", 0, BALANCE_MAX),
		acked: fields.integer("acked", 0, BALANCE_MAX),
	};
}

function readNote(fields: FieldReader): CommandNote {
	return {
		commandId: fields.id("commandId", COMMAND_ID_BYTES_MAX),
		userId: fields.integer("userId", 1, BALANCE_MAX),
		seq: fields.integer("seq", 1, SEQ_MAX),
		code: fields.oneOf("code", NOTE_CODES),
		wallet: fields.optional("wallet", () =>
			fields.object("wallet", (wallet) => ({
				born: wallet.id("born", 40),
				epoch: wallet.integer("epoch", 1, BALANCE_MAX),
				lastSeq: wallet.integer("lastSeq", 0, SEQ_MAX),
			})),
		),
		lock: fields.optional("lock", () => fields.object("lock", readLock)),
	};
}
