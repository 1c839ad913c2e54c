import { createHash } from "node:crypto";
import { bunPlatform } from "../../../shared/bun/platform";
import { ok, type Result } from "../../../shared/result";
import { isRecord } from "../../answer-fields";
import { readJson, unreadable } from "./answer";
import type { ConditionalEntries, StoredContent, StoredEntry, WriteCondition } from "./conditional-entries";
import type { Core } from "./core";
import type { Answered } from "../../exchange";
import type { OpenCloudProblem } from "./open-cloud";
import type { Call } from "./call";
import { send } from "./send";

/**
 * Conditional writes by version 1 of the data store API: the only interface whose description promises them, and the only
 * one with requests of its own that the game cannot use up. Source: the official description, `Entries_*EntryAsync`.
 */
export function createEntriesV1(core: Core, store: string): ConditionalEntries {
	const base = `${core.apiUrl}/datastores/v1/universes/${core.universeId}/standard-datastores/datastore/entries/entry`;
	const urlOf = (key: string, condition: Record<string, string> = {}): string =>
		`${base}?${new URLSearchParams({ datastoreName: store, entryKey: key, ...condition }).toString()}`;
	const { entryReads, entryWrites } = core.budgets;
	return {
		read: async (key, options) => {
			const call: Call = {
				...{ operation: "read-entry", budget: entryReads, method: "GET", url: urlOf(key), needsKey: true },
				effect: "read",
			};
			const answered = await send(core, call, options);
			if (!answered.ok) return answered.error.code === "not-found" ? ok(undefined) : answered;
			// Roblox documents both 404 and 204 for an entry that was removed.
			return answered.value.status === 204 ? ok(undefined) : readStored(call, answered.value);
		},
		write: async (key, content, condition, options) => {
			const body = JSON.stringify(content.value);
			const call: Call = {
				...{ operation: "write-entry", budget: entryWrites, method: "POST", needsKey: true, effect: "repeatable" },
				url: urlOf(key, conditionOf(condition)),
				headers: headersOf(content, body),
				body,
			};
			const answered = await send(core, call, options);
			return answered.ok ? ok(undefined) : answered;
		},
	};
}

function conditionOf(condition: WriteCondition): Record<string, string> {
	return condition === "absent" ? { exclusiveCreate: "true" } : { matchVersion: condition.version };
}

function headersOf({ users, attributes }: StoredContent, body: string): Record<string, string> {
	return {
		"roblox-entry-userids": JSON.stringify(users),
		"roblox-entry-attributes": JSON.stringify(attributes),
		"content-md5": createHash("md5").update(body).digest("base64"),
	};
}

function readStored(call: Call, answered: Answered): Result<StoredEntry, OpenCloudProblem> {
	const value = readJson(call, answered);
	if (!value.ok) return value;
	const version = answered.headers.get("roblox-entry-version");
	const users = readUserIds(answered.headers.get("roblox-entry-userids") ?? "");
	const attributes = readAttributes(answered.headers.get("roblox-entry-attributes") ?? "");
	if (version === null || users === undefined || attributes === undefined) return unreadable(call, answered.status);
	return ok({ value: value.value, version, users, attributes });
}

/** Examples show both `[1, 2]` and `1,2`. */
function readUserIds(text: string): readonly number[] | undefined {
	const parts = text.replace(/^\s*\[|\]\s*$/g, "").split(",");
	const ids = parts.filter((part) => part.trim() !== "").map(Number);
	return ids.every((id) => Number.isSafeInteger(id)) ? ids : undefined;
}

function readAttributes(text: string): Readonly<Record<string, unknown>> | undefined {
	if (text.trim() === "") return {};
	const attributes = bunPlatform.decodeJson(text);
	// An empty list is how some encoders write an empty object.
	if (bunPlatform.asList(attributes)?.length === 0) return {};
	return isRecord(attributes) ? attributes : undefined;
}
