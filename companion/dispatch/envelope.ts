import { bunPlatform } from "../../shared/bun/platform";
import type { EconomyCommand, SignedCommand } from "../../shared/protocol/command";
import { signCommand, type SigningKey, type StoreIdentity } from "../../shared/protocol/command-signature";
import { OPENING_ACTOR } from "../ledger/open-wallet";
import type { Outgoing } from "./open-commands";

/** A journal row as it is sent now. `now` is Unix milliseconds; the copy is fresh from that second on. */
export function toCommand({ row, life, to, breakLock }: Outgoing, now: number): EconomyCommand {
	return {
		born: row.born,
		epoch: row.epoch,
		id: row.id,
		seq: row.seq,
		userId: row.user_id,
		// An empty copy carries no amount at all: nothing that misreads it can move money.
		delta: row.empty === 1 || row.opens === 1 ? 0 : row.delta,
		reason: row.reason,
		actor: row.opens === 1 ? OPENING_ACTOR : `discord:${row.actor_id}`,
		source: row.source,
		issuedAt: Math.floor(now / 1000),
		notAfter: row.not_after,
		to,
		breakLock,
		acked: life.acked > 0 ? life.acked : undefined,
		// A life that was seen stored is never created again under that name: its absence is an alarm.
		create: life.seen_stored === 0 ? true : undefined,
		// An opening has no end: until it is there nothing else of its wallet can go on.
		empty: row.empty === 1 && row.opens === 0 ? true : undefined,
		open: row.opens === 1 ? true : undefined,
	};
}

export type SignEnvelope = (outgoing: Outgoing, now: number) => SignedCommand;

/** `signingKey` is asked for each envelope: another key may sign from now on. */
export function createEnvelopeSigner(store: StoreIdentity, signingKey: () => SigningKey): SignEnvelope {
	return (outgoing, now) => signCommand(bunPlatform, store, toCommand(outgoing, now), signingKey());
}
