import type { Result } from "../../../shared/result";
import type { CallOptions } from "./open-cloud";
import type { OpenCloudProblem } from "./problem";

/** An entry with everything that a write has to give back, or Roblox would drop it. */
export interface StoredEntry {
	readonly value: unknown;
	/** What a conditional write names. */
	readonly version: string;
	readonly users: readonly number[];
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** The write happens only while this holds at that moment. */
export type WriteCondition = { readonly version: string } | "absent";

export type StoredContent = Omit<StoredEntry, "version">;

/** Entries of one data store whose writes are conditional. Every method awaits HTTP and never rejects. */
export interface ConditionalEntries {
	/** `undefined` inside `ok`: there is none. */
	read(key: string, options?: CallOptions): Promise<Result<StoredEntry | undefined, OpenCloudProblem>>;
	/**
	 * `condition-failed`: the condition does not hold any more. Where its `outcomeUnknown` is set, an earlier try was not
	 * answered and may be what changed the entry.
	 */
	write(
		key: string,
		content: StoredContent,
		condition: WriteCondition,
		options?: CallOptions,
	): Promise<Result<undefined, OpenCloudProblem>>;
}
