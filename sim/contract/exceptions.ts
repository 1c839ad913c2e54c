import type { JsonObject } from "../json";

/** A part of the official description that cannot be meant as it is written, and what takes its place. */
export interface Exception {
	/** Operation id. */
	readonly operation: string;
	/** `query cursor`, `request body` or `answer 200`. */
	readonly place: string;
	readonly schema: JsonObject;
	readonly why: string;
}

const ANY: JsonObject = { description: "Any JSON value." };

const CURSOR: JsonObject = { type: "string", nullable: true };

const VERSIONS: JsonObject = {
	type: "object",
	properties: {
		versions: { type: "array", items: { $ref: "#/components/schemas/EntryVersion" } },
		nextPageCursor: CURSOR,
	},
	required: ["versions"],
};

const KEYS: JsonObject = {
	type: "object",
	properties: {
		keys: {
			type: "array",
			items: { type: "object", properties: { key: { type: "string" }, scope: { type: "string" } }, required: ["key"] },
		},
		nextPageCursor: CURSOR,
	},
	required: ["keys"],
};

const USER_CONTENT = "The user's content is typed as an object; a data store holds any JSON value.";

/**
 * All of them are in legacy v1. That a removed entry is 404 in the text and 204 in the list needs no line here: the
 * list has the 204, and an error that is not listed may come in a documented error shape.
 */
export const EXCEPTIONS: readonly Exception[] = [
	{
		operation: "Entries_ListEntryVersionsAsync",
		place: "answer 200",
		schema: VERSIONS,
		why: "A list of versions is typed as one version.",
	},
	{
		operation: "Entries_ListEntryVersionsAsync",
		place: "query cursor",
		schema: CURSOR,
		why: "The cursor has the format of a time; its text and the cursors of other lists say opaque text.",
	},
	{
		operation: "Entries_ListKeysAsync",
		place: "answer 200",
		schema: KEYS,
		why: "Keys are typed as texts; the example of the same answer shows objects with a key.",
	},
	{
		operation: "Entries_SetEntryAsync",
		place: "request body",
		schema: ANY,
		why: "The body is typed as a text; it is the JSON value itself, as its media type says.",
	},
	{ operation: "Entries_GetEntryAsync", place: "answer 200", schema: ANY, why: USER_CONTENT },
	{ operation: "Entries_GetEntryVersionAsync", place: "answer 200", schema: ANY, why: USER_CONTENT },
	{ operation: "Entries_IncrementEntryAsync", place: "answer 200", schema: ANY, why: USER_CONTENT },
];

/** The schema to check with at this place. */
export function schemaAt(operation: string, place: string, described: unknown): unknown {
	const exception = EXCEPTIONS.find((one) => one.operation === operation && one.place === place);
	return exception?.schema ?? described;
}
