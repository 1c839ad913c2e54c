import type { InboxRecord, OutboxRecord } from "../luau/records";

/** One running Luau VM. `wakeAt` is in microseconds of the world: pump again by then even if nothing comes in. */
export interface GameVm {
	pump(inbox: readonly InboxRecord[]): {
		readonly wakeAt: number | undefined;
		readonly outbox: readonly OutboxRecord[];
	};
	kill(): void;
	/** Why it died; `undefined` while it lives. */
	readonly dead: string | undefined;
}

/** What `game` tells the scripts of a VM about itself. */
export interface PlaceIdentity {
	readonly universeId: number;
	readonly placeId: number;
	readonly placeVersion: number;
}

export type VmSpec =
	| { readonly role: "server"; readonly jobId: string; readonly place: PlaceIdentity }
	| { readonly role: "client"; readonly jobId: string; readonly place: PlaceIdentity; readonly user: RobloxUser };

export interface RobloxUser {
	readonly id: number;
	readonly name: string;
	readonly displayName: string;
}

export type CreateVm = (spec: VmSpec) => GameVm;
