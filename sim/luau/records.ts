import type { PlaceMove } from "./place-tree";

/**
 * What crosses the border between one Luau VM and the world outside, as JSON. The world puts inbox records into a
 * pump, the VM hands outbox records back. The VM never waits for the world: a yielding engine call leaves as a
 * request with a number and goes on when the answer with that number comes in.
 */

/** A stored entry as the engine hands it to a script. `value` is JSON text, so that every reader gets a fresh copy. */
export interface EntryRecord {
	readonly value: string;
	readonly version: string;
	/** Unix milliseconds. */
	readonly createdTime: number;
	readonly updatedTime: number;
	readonly userIds: readonly number[];
	readonly metadata: Readonly<Record<string, unknown>>;
}

interface StoreKey {
	readonly store: string;
	readonly scope: string;
	readonly key: string;
}

/** `api` is the engine method the script called: budgets are counted by it, once per call of the script. */
export type StoreRequest =
	| (StoreKey & { readonly kind: "store.get"; readonly api: "GetAsync" | "UpdateAsync"; readonly useCache: boolean })
	/** Second half of UpdateAsync: writes only if the entry's version is still `expect` (null: no entry). */
	| (StoreKey & {
			readonly kind: "store.cas";
			readonly expect: string | null;
			readonly value: string;
			readonly userIds: readonly number[];
			readonly metadata: Readonly<Record<string, unknown>>;
	  })
	| (StoreKey & {
			readonly kind: "store.set";
			readonly value: string;
			readonly userIds: readonly number[];
			readonly metadata: Readonly<Record<string, unknown>>;
	  })
	| (StoreKey & { readonly kind: "store.remove" })
	| (StoreKey & {
			readonly kind: "store.versions";
			readonly ascending: boolean;
			/** Unix milliseconds, 0 for open. */
			readonly from: number;
			readonly to: number;
			readonly pageSize: number;
			readonly cursor: string | null;
	  })
	| (StoreKey & { readonly kind: "store.version"; readonly version: string });

/** A header or URL part that came from `HttpService:GetSecret`: Luau never sees its text, the world fills it in. */
export interface SecretText {
	readonly secret: string;
	readonly prefix: string;
	readonly suffix: string;
}

/** An attribute that the server set on a replicated instance or on a player; null when it took it away. */
interface AttributeRecord {
	readonly t: "attribute";
	readonly path: string;
	readonly name: string;
	readonly value: string | number | boolean | null;
}

export interface HttpRequestRecord {
	readonly kind: "http";
	readonly url: string | SecretText;
	readonly method: string;
	readonly headers: Readonly<Record<string, string | SecretText>>;
	readonly body: string | null;
	/** Whole seconds, 0 for the engine's default. */
	readonly timeout: number;
}

export interface HttpAnswer {
	readonly status: number;
	readonly statusText: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export type WorldRequest =
	| StoreRequest
	| HttpRequestRecord
	| { readonly kind: "message.publish"; readonly topic: string; readonly data: string }
	| { readonly kind: "message.subscribe"; readonly topic: string; readonly subscription: number };

/**
 * Answers by request kind: `store.get`, `store.version`: EntryRecord or null. `store.cas`: `{conflict: true}` or
 * EntryRecord. `store.set`: EntryRecord. `store.remove`: the removed EntryRecord or null.
 * `store.versions`: `{items: {version, createdTime, isDeleted}[], cursor: string | null}`. `http`: HttpAnswer.
 * `message.*`: null. A failed call carries the engine's error text instead.
 */
export type InboxRecord =
	| { readonly t: "answer"; readonly id: number; readonly ok: true; readonly value: unknown }
	| { readonly t: "answer"; readonly id: number; readonly ok: false; readonly error: string }
	/** A message of a subscribed topic. `sent` is Unix seconds. `data` is JSON text of what was published. */
	| { readonly t: "message"; readonly subscription: number; readonly data: string; readonly sent: number }
	| { readonly t: "join"; readonly userId: number; readonly name: string; readonly displayName: string }
	/** Fires PlayerRemoving, then removes the Player. `reason` is a PlayerExitReason. */
	| { readonly t: "leave"; readonly userId: number; readonly reason: "Unknown" | "PlatformKick" | "CreatorKick" }
	/** A client fired a RemoteEvent (server VM), or the server fired one to this client (client VM). */
	| { readonly t: "remote"; readonly path: string; readonly userId: number; readonly args: readonly unknown[] }
	/** Client VM: an instance that the server made under a replicated container. */
	| { readonly t: "replicate"; readonly className: string; readonly path: string }
	| AttributeRecord
	/** Client VM: the player presses a button on the screen. */
	| { readonly t: "press"; readonly path: string }
	/** An unresolved purchase of a developer product is delivered to ProcessReceipt. */
	| {
			readonly t: "purchase";
			readonly purchaseId: string;
			readonly userId: number;
			readonly productId: number;
			readonly robux: number;
	  }
	/** Orderly shutdown: runs BindToClose. `reason` is a CloseReason. */
	| { readonly t: "close"; readonly reason: string };

export type OutboxRecord =
	| { readonly t: "request"; readonly id: number; readonly request: WorldRequest }
	| { readonly t: "unsubscribe"; readonly subscription: number }
	| { readonly t: "log"; readonly level: "output" | "info" | "warning" | "error"; readonly text: string }
	| { readonly t: "kick"; readonly userId: number; readonly message: string }
	/** RemoteEvent:FireClient (server VM) or :FireServer (client VM; userId is the client's own). */
	| { readonly t: "remote"; readonly path: string; readonly userId: number; readonly args: readonly unknown[] }
	/** Server VM: a new instance under a replicated container. */
	| { readonly t: "replicate"; readonly className: string; readonly path: string }
	| AttributeRecord
	/** Server VM: a part of the place, and all below it, stands where later clients get it. Names from the root down. */
	| ({ readonly t: "move" } & PlaceMove)
	/** Client VM: what the player's screen shows now, one line per visible text. Sent when it changed. */
	| { readonly t: "screen"; readonly lines: readonly string[] }
	/** What ProcessReceipt answered. */
	| { readonly t: "purchaseDecision"; readonly purchaseId: string; readonly isGranted: boolean }
	/** All BindToClose callbacks have returned; the VM may be dropped. */
	| { readonly t: "closed" };
