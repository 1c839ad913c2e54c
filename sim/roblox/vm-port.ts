import type { PlaceMove } from "../luau/place-tree";
import type { InboxRecord, OutboxRecord } from "../luau/records";

/** One running Luau VM. `wakeAt` is in microseconds of the world: pump again by then even if nothing comes in. */
export interface GameVm {
	pump(inbox: readonly InboxRecord[]): {
		readonly wakeAt: number | undefined;
		readonly outbox: readonly OutboxRecord[];
	};
	kill(): void;
	memory(): { readonly heapBytes: number; readonly wasmBytes: number };
	/** Why it died; `undefined` while it lives. Its last outbox has said so in the log. */
	readonly dead: string | undefined;
}

/** What `game` tells the scripts of a VM about itself. */
export interface PlaceIdentity {
	readonly universeId: number;
	readonly placeId: number;
	readonly placeVersion: number;
}

interface VmSpecBase {
	readonly jobId: string;
	readonly place: PlaceIdentity;
	/** Microseconds from one frame to the next; pumps come at these distances. */
	readonly frameMicros: number;
	/** Decides all that the VM draws by itself. */
	readonly seed: number;
}

interface ServerSpec extends VmSpecBase {
	readonly role: "server";
	/** Data store calls of this DataStoreRequestType that the server could make now. */
	readonly requestBudget: (requestType: string) => number;
}

interface ClientSpec extends VmSpecBase {
	readonly role: "client";
	readonly user: RobloxUser;
	/** What the server has moved in the place so far. */
	readonly moves: readonly PlaceMove[];
}

export type VmSpec = ServerSpec | ClientSpec;

export interface RobloxUser {
	readonly id: number;
	readonly name: string;
	readonly displayName: string;
	/** The account was closed by Roblox; what calls name banned. Not unless told. */
	readonly isTerminated?: boolean;
}

export type CreateVm = (spec: VmSpec) => GameVm;
