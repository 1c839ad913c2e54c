import type { RobloxEvent } from "../roblox/events";

/** What somebody at Discord meant, once, however often it was typed, delivered or answered. */
export interface Intent {
	/** `txn:<guild>:<text>` or `discord:<interaction id>`: the id the command must have. */
	readonly commandId: string;
	readonly userId: number;
	/** Signed amount. */
	readonly delta: number;
	/** Microseconds of the world, as all times here. */
	readonly askedAt: number;
}

/** One state of one reply, as a person could read it. */
export interface ReplySeen {
	readonly time: number;
	readonly interactionId: string;
	readonly commandId: string | undefined;
	readonly outcome: "working" | "committed" | "refused" | "expired" | "unknown" | "not-accepted" | "pending-notice";
	/** Marked as a repeat of an earlier one. */
	readonly isRepeat: boolean;
	readonly code: string | undefined;
	readonly balance: number | undefined;
}

/** What a player's screen or another server was told. */
export interface BalanceTold {
	readonly time: number;
	readonly userId: number;
	readonly revision: number;
	readonly balance: number;
	readonly where: "client" | "topic" | "reply";
}

/** A row of the audit, read through the API when all is at rest. */
export interface AuditedReceipt {
	readonly userId: number;
	readonly born: string;
	readonly revision: number;
	readonly commandId: string | undefined;
	readonly kind: string;
	readonly code: string | undefined;
	readonly delta: number;
	readonly balance: number;
}

/** What the healing phase found out about each player by letting him join, look, and leave. */
export interface PlayerProbe {
	readonly userId: number;
	readonly hasLoaded: boolean;
	readonly hasReleased: boolean;
}

/**
 * Everything checkers may judge by: what the data store took, what went over the wires, what people and players were
 * shown, and the audit as its readers get it. Nothing of it is the product's own word about itself but what the product
 * told others.
 */
export interface History {
	readonly storeName: string;
	readonly intents: readonly Intent[];
	readonly replies: readonly ReplySeen[];
	readonly told: readonly BalanceTold[];
	/** In order. Store writes carry the values before and after. */
	readonly events: readonly { readonly time: number; readonly event: RobloxEvent }[];
	readonly audit: readonly AuditedReceipt[];
	/** What `verify` finds wrong with the audit at the end; absent where nothing is. */
	readonly auditProblem?: string;
	/** JSON text of each player's entry at the end. */
	readonly entries: ReadonlyMap<number, string>;
	readonly probes: readonly PlayerProbe[];
	/** Unhandled errors of any VM or of the companion. */
	readonly errors: readonly string[];
	/** Absent where nobody tried. */
	readonly intrusions?: readonly Intrusion[];
	/** In order; absent where nobody listened. */
	readonly openCloudCalls?: readonly OpenCloudCall[];
	/**
	 * What may have gone wrong: nothing, or nothing but servers that end. Absent where it may have been anything, and then
	 * nothing is said of how long commands took.
	 */
	readonly trouble?: "none" | "servers-end";
	/** When the fault phase ended and when everything was over. */
	readonly healedAt: number;
	readonly endedAt: number;
}

/** What somebody without the right, or with an old signature, tried. */
export interface Intrusion {
	readonly time: number;
	readonly what: string;
	/** The program did what was asked, instead of refusing it. */
	readonly wasTaken: boolean;
}

/** A call of the companion to Open Cloud. */
export interface OpenCloudCall {
	readonly time: number;
	readonly method: string;
	readonly url: string;
	readonly status: number;
}

/** What a checker found broken. `rule` is the invariant's name, `I1` for one. */
export interface Violation {
	readonly rule: string;
	readonly what: string;
	readonly time?: number;
}

export type Checker = (history: History) => readonly Violation[];
