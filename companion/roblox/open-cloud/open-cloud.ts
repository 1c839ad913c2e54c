import type { Result } from "../../../shared/result";
import type { ConditionalEntries } from "./conditional-entries";
import type { OpenCloudProblem } from "./problem";

export type { ConditionalEntries } from "./conditional-entries";
export type { OpenCloudProblem, OpenCloudProblemCode } from "./problem";

/** Whose turn it is when calls wait for budget: what settles commands, then what people look at, then housekeeping. */
export type Priority = "command" | "poll" | "report";

export interface CallOptions {
	/** Takes the call back: it resolves with `cancelled` at once. What was sent may still take effect. */
	readonly signal?: AbortSignal;
	/** `command` unless told. */
	readonly priority?: Priority;
	/** From the call to its result, waiting for budget and all tries included; 20,000 unless told. */
	readonly deadlineMilliseconds?: number;
}

/** Every method awaits HTTP, never rejects, and resolves within its deadline. */
type Answer<Value> = Promise<Result<Value, OpenCloudProblem>>;

export interface Messaging {
	/** `message` has at most 1,024 characters. Success says nothing about who heard it. */
	publish(topic: string, message: string, options?: CallOptions): Answer<undefined>;
}

export interface EntryAddress {
	readonly store: string;
	readonly key: string;
}

/** An entry as data stores v2 show it. */
export interface Entry {
	readonly value: unknown;
	readonly revision: string;
	readonly etag: string | undefined;
	/** Roblox user ids. */
	readonly users: readonly number[];
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** All of it is written: what is left out is cleared. */
export interface EntryContent {
	readonly value: unknown;
	readonly users?: readonly number[];
	readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface Revision {
	readonly revision: string;
	/** Unix milliseconds. */
	readonly createdAt: number;
	readonly isDeleted: boolean;
}

/** Data stores v2. They draw on the budget of the whole experience, which the game servers draw on too. */
export interface DataStores {
	/** `undefined` inside `ok`: there is none. A `revision` that is gone is `not-found`. */
	get(address: EntryAddress, options?: CallOptions & { readonly revision?: string }): Answer<Entry | undefined>;
	/** `condition-failed` when there is one already. */
	create(address: EntryAddress, content: EntryContent, options?: CallOptions): Answer<Entry>;
	/**
	 * With `etag` only while the entry is still that one. `not-found` unless `allowMissing`. Without `etag` a try whose
	 * answer was lost is not repeated, because it could undo what somebody wrote in between.
	 */
	update(
		address: EntryAddress,
		content: EntryContent,
		condition?: { readonly etag?: string; readonly allowMissing?: boolean },
		options?: CallOptions,
	): Answer<Entry>;
	/** Newest first, at most `limit`. */
	listRevisions(address: EntryAddress, limit: number, options?: CallOptions): Answer<readonly Revision[]>;
}

export interface User {
	readonly userId: number;
	/** As Roblox writes it today. */
	readonly name: string;
	readonly displayName: string;
}

export interface Users {
	/** `undefined` inside `ok`: there is none. Says nothing about whether the account was terminated. */
	get(userId: number, options?: CallOptions): Answer<User | undefined>;
	/** By name in any case; who is unknown or terminated is left out. Needs no key. */
	findByNames(names: readonly string[], options?: CallOptions): Answer<ReadonlyMap<string, User>>;
	/** Who is unknown or terminated is left out. Needs no key. */
	findByIds(userIds: readonly number[], options?: CallOptions): Answer<readonly User[]>;
}

export interface Universe {
	readonly universeId: string;
	readonly displayName: string;
	/** Place id, where the answer names one. */
	readonly rootPlaceId: string | undefined;
}

export interface Universes {
	/** The universe of the settings. */
	get(options?: CallOptions): Answer<Universe>;
}

export interface GameServers {
	/**
	 * Job ids that run in a place, in every version that has servers; a server that ended is not among them. A list that
	 * Roblox marks as partial, or that is in no known form, is `unreadable`: nobody may take a job for ended then (B1).
	 */
	listRunningJobs(placeId: number, options?: CallOptions): Answer<ReadonlySet<string>>;
}

/** What Roblox says about a key. Source: creator-docs, `cloud/auth/api-keys.md`. */
export interface KeyFacts {
	readonly name: string;
	readonly isEnabled: boolean;
	readonly isExpired: boolean;
	/** Unix milliseconds; absent when it does not expire. */
	readonly expiresAt: number | undefined;
	readonly scopes: readonly KeyScope[];
}

export interface KeyScope {
	/** `universe-datastores.objects:read` for one. */
	readonly name: string;
	/** Empty: not bound to universes. */
	readonly universeIds: readonly string[];
	/** Empty: not bound to data stores. */
	readonly storeNames: readonly string[];
}

export interface Keys {
	/** One for each configured key, in their order. */
	introspect(options?: CallOptions): Promise<readonly Result<KeyFacts, OpenCloudProblem>[]>;
}

/** One budget, for `/metrics` and people. Counts are since the start. */
export interface BudgetMetrics {
	readonly name: string;
	readonly perMinute: number;
	/** Calls that could go out at this moment. */
	readonly available: number;
	readonly waiting: number;
	readonly granted: number;
	/** Never sent, because they would have waited too long. */
	readonly refused: number;
}

/** Roblox Open Cloud, as much of it as the product uses. */
export interface OpenCloud {
	readonly messaging: Messaging;
	readonly dataStores: DataStores;
	/** Entries of one store, with writes that happen only under a condition. */
	readonly conditionalEntries: (store: string) => ConditionalEntries;
	readonly users: Users;
	readonly universes: Universes;
	readonly gameServers: GameServers;
	readonly keys: Keys;
	readonly budgets: { metrics(): readonly BudgetMetrics[] };
	/** How the last call ended, for the health report; `undefined` when Roblox answered it as it should. */
	lastProblem(): OpenCloudProblem | undefined;
}
