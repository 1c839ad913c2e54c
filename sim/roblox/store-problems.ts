/** A refused data store call: the documented code (some have none), its name and its message. */
export interface StoreProblem {
	readonly code: number | null;
	readonly name: string;
	readonly message: string;
}

/**
 * Codes, names and messages of creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`. The text a script
 * sees is not documented; ours carries all three, so that nothing may depend on more than the code.
 */
export function describeProblem(problem: StoreProblem): string {
	const code = problem.code === null ? "" : `${problem.code}: `;
	return `${code}${problem.name}: ${problem.message}`;
}

export const KEY_NAME_EMPTY: StoreProblem = { code: 101, name: "KeyNameEmpty", message: "Key name can't be empty." };
export const KEY_NAME_LIMIT: StoreProblem = {
	code: 102,
	name: "KeyNameLimit",
	message: "Key name exceeds the 50 character limit.",
};
export const INTERNAL_SERVER_ERROR: StoreProblem = {
	code: null,
	name: "InternalServerError",
	message: "An internal server error occurred.",
};
export const REQUEST_REJECTED: StoreProblem = {
	code: 502,
	name: "RequestRejected",
	message: "API Services rejected the request with error InternalServerError.",
};
export const PAGE_SIZE_OUT_OF_RANGE: StoreProblem = {
	code: 106,
	name: "PageSizeGreater",
	message: "PageSize must be within a predefined range.",
};

export function cantStore(what: string): StoreProblem {
	return { code: 104, name: "CantStoreValue", message: `Can't store ${what} in DataStore.` };
}

export function valueTooLarge(limit: number): StoreProblem {
	return { code: 105, name: "ValueTooLarge", message: `Serialized value exceeds ${limit} limit.` };
}

export function attributeTooLarge(limit: number): StoreProblem {
	return { code: 511, name: "AttributeSizeTooLarge", message: `Metadata attribute size exceeds ${limit} limit.` };
}

export function attributeMalformed(what: "userId" | "metadata"): StoreProblem {
	return { code: 513, name: "AttributeFormatError", message: `Attribute ${what} format is invalid.` };
}

/** The call was throttled and its queue was full. */
export function queueFull(code: number, name: string, method: string): StoreProblem {
	return { code, name, message: `${method} request dropped. Request was throttled but queue was full.` };
}

/** The call was throttled and its kind has no queue. */
export function droppedAtOnce(name: string, method: string): StoreProblem {
	return { code: null, name, message: `${method} request dropped. Request was throttled.` };
}
