import type { Code } from "../../shared/codes";
import type { Result } from "../../shared/result";
import type { BatchAlarm } from "../alarms/alarm";
import type { Freeze } from "./freezes/freeze-store";
import type { Level, Needed } from "./levels";
import type { LIMIT_KINDS, LimitKind, Limits } from "./limits/limit-kinds";
import type { Moved } from "./limits/limit-store";
import type { Right } from "./rights";
import type { Standing } from "./target-rule";

/** Somebody on Discord, with his name as it was then. */
export interface Person {
	readonly id: string;
	readonly name: string;
}

/** A member of the Discord server, as the interaction states him. */
export interface Actor extends Person {
	readonly roleIds: readonly string[];
	readonly isDiscordAdministrator: boolean;
}

/** A role and what it counts as; `isBySetting`: because of ECONOMY_ROLE_IDS. */
export interface StaffRole {
	readonly roleId: string;
	readonly level: Level;
	readonly isBySetting: boolean;
}

/** One change of roles or rights, as it was made. */
export interface StaffChange {
	readonly at: number;
	readonly actorId: string;
	readonly actorName: string;
	readonly kind: "role" | "right" | "limit" | "freeze";
	/** A role's id, the name of a right, a level with the kind of its limit, or the id of who was frozen. */
	readonly subject: string;
	/** A level, `closed`, `none`, an amount, `free` or `frozen`. */
	readonly before: string;
	readonly after: string;
}

export type LimitProblem = (typeof LIMIT_KINDS)[LimitKind]["code"];

/** From what to what. The change is refused when it is no longer so. */
export interface RoleChange {
	readonly roleId: string;
	readonly before: Level | undefined;
	readonly after: Level | undefined;
}

export interface RightChange {
	readonly right: Right;
	readonly before: Needed;
	readonly after: Needed;
}

export interface LimitChange {
	readonly level: Level;
	readonly kind: LimitKind;
	readonly before: number;
	readonly after: number;
}

/** What somebody did as one of the staff. */
export interface Doings {
	readonly actorId: string;
	/** How high he stood when he did it; `undefined` where nobody noted it. */
	readonly levels: readonly (string | undefined)[];
}

/** What the lines of a batch would move, and when. */
export type StartedBatch = Pick<BatchAlarm, "lines" | "gives" | "takes" | "perMinute" | "startsAt">;

/** Lets somebody who was frozen at that moment move coins again. */
export interface Thaw {
	readonly memberId: string;
	readonly at: number;
}

export type StaffProblem = Extract<
	Code,
	| "not-configured"
	| "not-allowed"
	| "frozen"
	| "not-frozen"
	| "target-too-high"
	| "role-of-everyone"
	| "changed-meanwhile"
>;

/** Who may do what, and how much. Everything is asked anew each time, so a change holds from the next command on. */
export interface Staff {
	standingOf(actor: Actor): Standing;
	/** Why the actor may not use what needs this right; `undefined` when he may. */
	findRefusal(actor: Actor, right: Right): StaffProblem | undefined;
	neededFor(right: Right): Needed;
	levelOfRole(roleId: string): Level | undefined;
	/** The highest levels first. */
	listRoles(): readonly StaffRole[];
	/** The newest first. */
	listChanges(count: number): readonly StaffChange[];
	/** Why this change is not the actor's to make. */
	findRoleProblem(actor: Actor, change: RoleChange): StaffProblem | undefined;
	findRightProblem(actor: Actor, change: RightChange): StaffProblem | undefined;
	findLimitProblem(actor: Actor, change: LimitChange): StaffProblem | undefined;
	/** Why these are not the actor's to take back, or to stop. */
	findReverseProblem(actor: Actor, doings: Doings): StaffProblem | undefined;
	limitsOf(level: Level): Limits;
	/** Coins moved today: by this member, for this player, and by all. */
	movedToday(actorId: string, userId?: number): Moved;
	/** Why the actor's level may not move so much now. Belongs inside the unit that takes the command. */
	findOverLimit(actor: Actor, userId: number, amount: number): LimitProblem | undefined;
	/** Whether the actor's level may move so much only with a second person. */
	needsApproval(actor: Actor, amount: number): boolean;
	/** Counts it, and freezes whoever moves too much in a short time. Part of the same unit. */
	noteMoved(actor: Actor, amount: number): void;
	/** Counts what is not unusual however much it is: approved by a second person, or one of a batch. Part of the same unit. */
	noteMovedOnly(asker: Actor, amount: number): void;
	/** Tells the owners of a batch that would be a burst if it were typed. Part of the unit that begins it. */
	noteBatch(actor: Actor, batch: StartedBatch): void;
	/** Who is frozen, the newest first. */
	listFrozen(): readonly Freeze[];
	findThawProblem(actor: Actor, thaw: Thaw): StaffProblem | undefined;
	/** Decided once more in the transaction that writes it. */
	changeRole(actor: Actor, change: RoleChange): Promise<Result<RoleChange, StaffProblem>>;
	changeRight(actor: Actor, change: RightChange): Promise<Result<RightChange, StaffProblem>>;
	thaw(actor: Actor, thaw: Thaw): Promise<Result<Thaw, StaffProblem>>;
	changeLimit(actor: Actor, change: LimitChange): Promise<Result<LimitChange, StaffProblem>>;
}
