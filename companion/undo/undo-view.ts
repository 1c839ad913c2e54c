import type { Code } from "../../shared/codes";
import type { Result } from "../../shared/result";
import type { Actor, StaffProblem } from "../staff/staff-view";
import type { ItemEnd } from "./next-attempt";

/** What is taken back: one command, or all that one of the staff gave and took from `from` on and before `to`. */
export type UndoScope =
	/** Of the journal; `createdAt` tells it from another that has the number after a restore. */
	| { readonly kind: "command"; readonly number: number; readonly createdAt: number }
	| { readonly kind: "actor"; readonly actorId: string; readonly from: number; readonly to: number };

/** No more than this is taken back at once, so that nobody can undo a year. */
export const WINDOW_MILLISECONDS_MAX = 7 * 86_400_000;

/** What would happen, before it does. */
export interface UndoPlan {
	readonly scope: UndoScope;
	readonly actorName: string;
	/** The one command, where it is one. */
	readonly command: { readonly id: string; readonly userName: string; readonly delta: number } | undefined;
	/** Commands that would be taken back. */
	readonly commands: number;
	/** Of these: how many have not ended yet, and are taken back once they took effect. */
	readonly open: number;
	readonly players: number;
	/** Coins to take from players, and to give to players. */
	readonly take: number;
	readonly give: number;
	/** Of what would be taken: what is spent already, and by how many, as far as the audit knows. */
	readonly spent: number;
	readonly spenders: number;
	/** Commands that stay as they are: taken back before, without effect, or for a wallet that is no more. */
	readonly before: number;
	readonly withoutEffect: number;
	readonly gone: number;
}

/** How far it is. */
export interface UndoProgress {
	readonly id: number;
	readonly actorName: string;
	readonly askedBy: string;
	readonly askedName: string;
	readonly stoppedName: string | undefined;
	/** Why it was stopped without anybody: whoever asked may not any more. */
	readonly stoppedCode: StaffProblem | undefined;
	readonly isEnded: boolean;
	/** Milliseconds from its begin to now, or to its end. */
	readonly tookMilliseconds: number;
	/** How many commands are or were to be taken back. */
	readonly total: number;
	/** Waiting for their turn, those included that have not ended yet. */
	readonly waiting: number;
	readonly open: number;
	/** Asked of the wallets, and not answered yet. */
	readonly underWay: number;
	/** Left alone because it was stopped. */
	readonly left: number;
	readonly ends: Readonly<Record<ItemEnd, number>>;
	/** Coins taken from players, given to players, and not got back. */
	readonly taken: number;
	readonly given: number;
	readonly missing: number;
}

export type UndoProblem = StaffProblem | Extract<Code, "nothing-to-reverse" | "not-found">;

/** One of the staff with what he did lately. */
export interface RecentActor {
	readonly id: string;
	readonly name: string;
	readonly newestAt: number;
}

/** Where Discord shows an undo; its token lives 15 minutes from `shownAt`. */
export interface UndoReply {
	readonly applicationId: string;
	readonly token: string;
	readonly shownAt: number;
}

/** The member with the roles he has now; `undefined`: he is none any more. Fails where Discord cannot be asked. */
export type FindAsker = (userId: string) => Promise<Result<Actor | undefined, unknown>>;

/** Takes commands back. Whatever it promises goes on after a restart. */
export interface Undo {
	/** The first of these ids that the journal knows. */
	findCommand(commandIds: readonly string[]): UndoScope | undefined;
	/** What it would do, or why it is not the actor's to do. Changes nothing. */
	plan(actor: Actor, scope: UndoScope): Result<UndoPlan, UndoProblem>;
	/** Decided once more in the transaction that writes it. The same again, while it goes on, is the one that goes on. */
	begin(actor: Actor, scope: UndoScope): Promise<Result<UndoProgress, UndoProblem>>;
	/** Begins nothing more. What was asked of wallets already takes effect. */
	stopOne(actor: Actor, id: number): Promise<Result<UndoProgress, UndoProblem>>;
	/** Before this nothing goes on: whoever asked has to be known to have the right still. */
	lookUpAskersWith(find: FindAsker): void;
	progress(id: number): UndoProgress | undefined;
	/** From now on it is shown there; `undefined`: nowhere. */
	showAt(id: number, reply: UndoReply | undefined): Promise<void>;
	/** Somebody was told how it ended. */
	noteTold(id: number): Promise<void>;
	/** Those that go on, and those of whose end nobody was told. */
	listUntold(): readonly { readonly id: number; readonly reply: UndoReply | undefined }[];
	listActors(): readonly RecentActor[];
}
