/** Identity of a session lock as ProfileService stores it: who, after how many loads, last written when. */
export interface LockIdentity {
	readonly job: string;
	readonly loads: number;
	/** `MetaData.LastUpdate`, Unix seconds. */
	readonly updated: number;
}

/**
 * A change of one wallet, asked for from outside and numbered by the companion's journal. `seq` is the wallet's next
 * number; it is used up by exactly one receipt.
 */
export interface EconomyCommand {
	/** The wallet's life and the journal's life this command was numbered for. */
	readonly born: string;
	readonly epoch: number;
	/** Idempotency key of the intent, stable from the outside: `discord:…`, `txn:…`. */
	readonly id: string;
	readonly seq: number;
	readonly userId: number;
	/** Non-zero integer; 0 only in an empty or opening command. */
	readonly delta: number;
	readonly reason: string;
	/** `discord:<user id>`; names live in the companion. */
	readonly actor: string;
	readonly source: string;
	/** Unix seconds of the companion's clock: when this copy was rung, and when the command ends by itself. */
	readonly issuedAt: number;
	readonly notAfter: number;
	/** Job id of the one server that may execute while nobody holds the wallet. */
	readonly to?: string;
	/** The dead lock that may be cleared in the very write that applies. */
	readonly breakLock?: LockIdentity;
	/** Highest revision up to which the audit has every receipt. */
	readonly acked?: number;
	/** The wallet may be created with this `born`. */
	readonly create?: boolean;
	/** Cancelled or expired: uses up its number and changes nothing. */
	readonly empty?: boolean;
	/** Opening command of a new epoch. */
	readonly open?: boolean;
}

/** A command as it travels: signed, so that only the companion of this store can ring. */
export interface SignedCommand extends EconomyCommand {
	readonly keyId: string;
	readonly sig: string;
}

/** A bare ring: "pull now", for a server (`to`) or for whoever has this player. Unsigned, because it only costs a pull. */
export interface Ring {
	readonly to?: string;
	readonly userId?: number;
}
