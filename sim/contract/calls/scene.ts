import type { EntryAddress, OpenCloud, OpenCloudProblemCode } from "../../../companion/roblox/open-cloud/open-cloud";

/** Where the calls of the client are played: the local Roblox, or the real one. */
export interface Scene {
	/** Each with one key that may do everything; they differ in how writes of `conditionalEntries` are conditional. */
	readonly v1: OpenCloud;
	readonly v2: OpenCloud;
	/** Its key is none of Roblox's. */
	readonly stranger: OpenCloud;
	readonly universeId: string;
	readonly placeId: number;
	/** A data store of its own. */
	readonly store: string;
	/** An entry that nobody wrote yet, another one for each name. */
	readonly entry: (name: string) => EntryAddress;
	/** Somebody who exists. */
	readonly user: { readonly userId: number; readonly name: string };
}

/** What only the local Roblox has for the asking. */
export interface LocalScene extends Scene {
	/** Its key has no right at all. */
	readonly powerless: OpenCloud;
	/** Its key is bound to one data store, expires, and is switched off. */
	readonly switchedOff: OpenCloud;
	readonly otherUniverse: OpenCloud;
	readonly terminated: Scene["user"];
	/** An entry with more revisions than fit on a page. */
	readonly oldEntry: EntryAddress;
	readonly oldEntryRevisions: number;
	/** Job ids of the place: more than fit on a page, in two versions. Some servers more have ended. */
	readonly runningJobs: readonly string[];
}

/** One use of the client, as data. */
export interface ClientCall<Where extends Scene = Scene> {
	/** The method, and after a colon what is special about this call. */
	readonly name: string;
	/** May throw where it could not make what the call needs. */
	readonly run: (scene: Where) => Promise<unknown>;
	/** What comes out, as far as it matters. */
	readonly expected: (scene: Where) => object;
}

export function given(value: unknown): object {
	return { ok: true, value };
}

export function refused(code: OpenCloudProblemCode): object {
	return { ok: false, error: { code, outcomeUnknown: false } };
}

/** For what a call needs before it can be made. */
export async function must<Value>(
	work: Promise<
		{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { code: string } }
	>,
): Promise<Value> {
	const result = await work;
	if (!result.ok) throw new Error(`what this call needs could not be made: ${result.error.code}`);
	return result.value;
}
