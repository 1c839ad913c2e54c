import {
	ACTOR_BYTES_MAX,
	BALANCE_MAX,
	COMMAND_ID_BYTES_MAX,
	COMMANDS_PER_PULL_MAX,
	PLAYER_NAME_MAX,
	PLAYER_NAMES_PER_BEAT_MAX,
	REASON_BYTES_MAX,
	SEQ_MAX,
	SOURCE_BYTES_MAX,
} from "../../../../shared/limits";
import { SIGNED_PROBLEMS } from "../common-problems";
import type { RouteDescription } from "../route-description";
import {
	acked,
	boolean,
	id,
	incoming,
	integer,
	jsonAnswer,
	list,
	oneOf,
	outgoing,
	signingKeys,
	text,
} from "../schemas";

const PLAYERS_MAX = 1_000;
const NOTES_MAX = 200;
const NOTE_CODES = [
	...["no-wallet", "other-wallet", "stale-epoch", "sequence-conflict", "already-settled"],
	...["held", "gap", "backlog", "store-unavailable", "wallet-unreadable"],
];

const heldWallet = incoming({
	userId: integer(1),
	born: id(40),
	epoch: integer(1),
	lastSeq: integer(0, SEQ_MAX),
	revision: integer(0),
	acked: integer(0),
});

const note = incoming(
	{ commandId: id(COMMAND_ID_BYTES_MAX), userId: integer(1), seq: integer(1, SEQ_MAX), code: oneOf(NOTE_CODES) },
	{
		wallet: incoming({ born: id(40), epoch: integer(1), lastSeq: integer(0, SEQ_MAX) }),
		lock: incoming({ job: id(64), loads: integer(0), updated: integer(0) }),
	},
);

const request = incoming(
	{
		beat: integer(1),
		players: list(integer(1), PLAYERS_MAX),
		wallets: list(heldWallet, PLAYERS_MAX),
		notes: list(note, NOTES_MAX),
		subscribed: boolean,
		closing: boolean,
	},
	{ names: list(incoming({ userId: integer(1), name: id(PLAYER_NAME_MAX) }), PLAYER_NAMES_PER_BEAT_MAX) },
);

const command = outgoing(
	{
		v: integer(1),
		type: { const: "economy.command" },
		id: id(COMMAND_ID_BYTES_MAX),
		seq: integer(1),
		userId: integer(1),
		born: id(40),
		epoch: integer(1),
		delta: integer(-BALANCE_MAX),
		reason: text(0, REASON_BYTES_MAX),
		actor: text(1, ACTOR_BYTES_MAX),
		source: id(SOURCE_BYTES_MAX),
		issuedAt: integer(0),
		notAfter: integer(0),
		keyId: id(64),
		sig: id(64),
	},
	{
		to: id(64),
		breakLock: outgoing({ job: id(64), loads: integer(0), updated: integer(0) }),
		acked: integer(0),
		create: boolean,
		empty: boolean,
		open: boolean,
	},
);

const answer = outgoing({
	now: integer(0),
	commands: list(command, COMMANDS_PER_PULL_MAX),
	more: boolean,
	acked,
	doorbellKeys: signingKeys,
	epoch: integer(1),
});

export const heartbeatDescription: RouteDescription = {
	method: "post",
	path: "/game/heartbeat",
	summary: "A game server says who is there and takes what it has to do.",
	about:
		"Every 10 s, and at once when a player came or went, when it was rung, or when notes wait. `beat` grows with each. " +
		"`names` says how players are called, once to each session. " +
		"The answer brings the commands of this server's players and acknowledges receipts.",
	credential: "server-key",
	body: request,
	answers: { 200: jsonAnswer("Taken; what this server has to do now.", answer) },
	problems: [...SIGNED_PROBLEMS, "unknown-server", "beat-replayed"],
};
