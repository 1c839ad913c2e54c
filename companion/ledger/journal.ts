import type { Database } from "bun:sqlite";
import type { Code } from "../../shared/codes";
import type { CommandRow } from "./command-row";
import type { CommandState } from "./command-view";

/** What a new row is made of; everything else starts empty. */
export interface NewCommand {
	readonly id: string;
	readonly contentHash: string;
	readonly guildId: string;
	readonly userId: number;
	readonly userName: string;
	readonly delta: number;
	readonly reason: string;
	readonly actorId: string;
	readonly actorName: string;
	/** Both, where it took a second person. */
	readonly approverId?: string;
	readonly approverName?: string;
	readonly source: string;
	readonly born: string;
	readonly epoch: number;
	readonly seq: number;
	/** Unix milliseconds. */
	readonly createdAt: number;
	/** Unix seconds. */
	readonly notAfter: number;
	/** 1 for an opening command, else 0. */
	readonly opens: 0 | 1;
	/** How high the actor stood; `null` where it is not known. */
	readonly actorLevel: string | null;
	/** Number of the command that this one takes back. */
	readonly reverses: number | null;
}

export interface CommandOutcome {
	readonly state: Exclude<CommandState, "pending" | "published">;
	readonly code: string | null;
	readonly balance: number | null;
	readonly revision: number | null;
}

/** Statements on the journal. Each belongs inside a unit of `Transactions`, reads may stand alone. */
export interface Journal {
	insert(command: NewCommand): CommandRow;
	find(id: string): CommandRow | undefined;
	/** Open rows of a player in the order in which they were given; not those whose wallet was erased. */
	listOpen(userId: number): CommandRow[];
	findSimilarOpen(
		command: { id: string; userId: number; delta: number; actorId: string },
		since: number,
	): CommandRow | undefined;
	/** The newest other command of this player and amount that took effect, or still may. */
	findTwin(command: { id: string; userId: number; delta: number }, since: number): CommandRow | undefined;
	settle(id: string, outcome: CommandOutcome, now: number): CommandRow;
	setWaiting(id: string, waiting: Code, heldBy: string | null): void;
	/** What a row without a number is inserted under: no epoch, and a place in the order that no number can take. */
	nextPlaceholder(): { epoch: 0; seq: number };
	/** Takes the number of an open row away, because it was given by a journal that no longer counts. */
	unnumber(id: string): void;
	/** Keeps an open row of an erased wallet from ever being sent again, until it may be told. */
	setErased(id: string): void;
	listErased(userId: number): CommandRow[];
	/** The number a wallet gave to its opening command. */
	setSeq(id: string, seq: number): void;
	/** For a proposal that never existed, or a number of a past journal (rules F2 and F4); the row is rung afresh. */
	renumber(id: string, place: { born: string; epoch: number; seq: number }): void;
	setDue(id: string, dueAt: number): void;
}

export function createJournal(database: Database): Journal {
	// Values stand behind a plus where there is an ORDER BY: decision 50.
	const find = database.query<CommandRow, [string]>("SELECT * FROM command WHERE id = ?");
	return {
		insert: (command) => insertCommand(database, command),
		find: (id) => find.get(id) ?? undefined,
		listOpen: (userId) =>
			database
				.query<CommandRow, [number]>(
					"SELECT * FROM command WHERE user_id = +? AND settled_at IS NULL AND waiting IS NOT 'wallet-erased' ORDER BY number",
				)
				.all(userId),
		findSimilarOpen: ({ id, userId, delta, actorId }, since) =>
			database
				.query<CommandRow, [number, number, string, string, number]>(
					// By the player: whoever hands out prizes gives hundreds of commands in this time, and nobody gets as many.
					`SELECT * FROM command WHERE user_id = +? AND settled_at IS NULL AND delta = +? AND +actor_id = +?
						AND id <> ? AND created_at >= ? ORDER BY number DESC LIMIT 1`,
				)
				.get(userId, delta, actorId, id, since) ?? undefined,
		findTwin: ({ id, userId, delta }, since) =>
			database
				.query<CommandRow, [number, number, string, number]>(
					`SELECT * FROM command WHERE user_id = +? AND delta = +? AND id <> ? AND created_at >= ? AND opens = 0
						AND state NOT IN ('refused', 'expired') ORDER BY number DESC LIMIT 1`,
				)
				.get(userId, delta, id, since) ?? undefined,
		settle: (id, outcome, now) => settleCommand(database, id, outcome, now),
		setWaiting: (id, waiting, heldBy) => {
			database.run("UPDATE command SET waiting = ?, held_by = ? WHERE id = ?", [waiting, heldBy, id]);
		},
		nextPlaceholder: () => {
			const newest = database.query<{ number: number | null }, []>("SELECT max(number) AS number FROM command").get();
			return { epoch: 0, seq: -((newest?.number ?? 0) + 1) };
		},
		unnumber: (id) => {
			database.run(
				`UPDATE command SET epoch = 0, seq = -number, ring_count = 0, due_at = NULL, executor = NULL,
					waiting = 'opening', held_by = NULL WHERE id = ? AND settled_at IS NULL`,
				[id],
			);
		},
		setErased: (id) => {
			database.run(
				`UPDATE command SET epoch = 0, seq = -number, due_at = NULL, executor = NULL, waiting = 'wallet-erased',
					held_by = NULL WHERE id = ? AND settled_at IS NULL`,
				[id],
			);
		},
		listErased: (userId) =>
			database
				.query<CommandRow, [number]>(
					"SELECT * FROM command WHERE user_id = +? AND settled_at IS NULL AND waiting = 'wallet-erased' ORDER BY number",
				)
				.all(userId),
		setSeq: (id, seq) => {
			database.run("UPDATE command SET seq = ? WHERE id = ?", [seq, id]);
		},
		renumber: (id, { born, epoch, seq }) => {
			database.run(
				`UPDATE command SET born = ?, epoch = ?, seq = ?, ring_count = 0, due_at = NULL, waiting = NULL,
					held_by = NULL WHERE id = ? AND settled_at IS NULL`,
				[born, epoch, seq, id],
			);
		},
		setDue: (id, dueAt) => {
			database.run("UPDATE command SET due_at = ? WHERE id = ? AND settled_at IS NULL", [dueAt, id]);
		},
	};
}

function insertCommand(database: Database, command: NewCommand): CommandRow {
	const row = database
		.query<CommandRow, [NewCommandParameters]>(
			`INSERT INTO command (id, content_hash, guild_id, user_id, user_name, delta, reason, actor_id, actor_name,
				approver_id, approver_name, source, born, epoch, seq, opens, actor_level, reverses, state, created_at,
				not_after)
			VALUES ($id, $contentHash, $guildId, $userId, $userName, $delta, $reason, $actorId, $actorName,
				$approverId, $approverName, $source, $born, $epoch, $seq, $opens, $actorLevel, $reverses, 'pending',
				$createdAt, $notAfter)
			RETURNING *`,
		)
		.get({ approverId: null, approverName: null, ...command });
	if (row === null) throw new Error("an inserted command came back as nothing");
	return row;
}

type NewCommandParameters = Record<string, string | number | null>;

function settleCommand(database: Database, id: string, outcome: CommandOutcome, now: number): CommandRow {
	const row = database
		.query<CommandRow, [string, string | null, number | null, number | null, number, string]>(
			`UPDATE command SET state = ?, code = ?, balance = ?, revision = ?, settled_at = ?, due_at = NULL,
				waiting = NULL, held_by = NULL WHERE id = ? AND settled_at IS NULL RETURNING *`,
		)
		.get(outcome.state, outcome.code, outcome.balance, outcome.revision, now, id);
	if (row === null) throw new Error("a command is settled once, while it is open");
	return row;
}
