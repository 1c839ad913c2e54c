import { expect, test } from "bun:test";
import type { Alteration } from "./alteration";
import {
	alterAnswerBody,
	alterHeaders,
	alterRequestBody,
	alterUrl,
	fieldAdded,
	fieldRenamed,
	fieldRetyped,
	pathRenamed,
	queryRenamed,
} from "./alterations";
import { operationOf } from "./check-exchange";
import { LOCAL_CLIENT_CALLS } from "./client-calls";
import { describeContract } from "./describe-contract";
import { openLocalStage } from "./local-stage";
import { playCalls } from "./play-calls";
import type { Problem } from "./problem";

const BULK = ["POST /v1/usernames/users", "POST /v1/users"];
/** Everything the client asks of Roblox, in the order of the alphabet. */
const ASKED: readonly string[] = [
	"ApiKeys_Introspect",
	"Cloud_CreateDataStoreEntry__Using_Universes",
	"Cloud_GetDataStoreEntry__Using_Universes_DataStores",
	...["Cloud_GetUniverse", "Cloud_GetUser"],
	"Cloud_ListDataStoreEntryRevisions__Using_Universes_DataStores",
	"Cloud_PublishUniverseMessage",
	"Cloud_UpdateDataStoreEntry__Using_Universes_DataStores",
	...["Entries_GetEntryAsync", "Entries_SetEntryAsync", "GameServers_GetFilterOptions", "GameServers_ListGameServers"],
	...BULK,
];
/** A publish is answered with nothing, a read through version 1 with whatever somebody stored. */
const OPEN_ANSWERS = ["Cloud_PublishUniverseMessage", "Entries_GetEntryAsync"];
/** The body of a write through version 1 is whatever is to be stored. */
const WITH_BODIES = ASKED.filter((id) => /Create|Update|Publish|Introspect|^POST/.test(id));
const WITH_QUERIES = ASKED.filter((id) => /Create|Update|ListDataStore|Entries_|GameServers/.test(id));
/** They take no key, and so the client sends none. */
const KEYLESS = ["ApiKeys_Introspect", ...BULK];
/** Names and ids that nobody has are left out; a key without the right is refused before it can ask for the list. */
const NEVER_REFUSED = [...BULK, "GameServers_ListGameServers"];

function without(ids: readonly string[], but: readonly string[]): readonly string[] {
	return ids.filter((id) => !but.includes(id));
}

describeContract("the contract suite turns red", (contract) => {
	/** Operations at which the checker found that side wrong, among the exchanges that an operation belongs to. */
	async function notice(side: Problem["side"], alteration: Alteration): Promise<readonly string[]> {
		const { scene, recording, run } = await openLocalStage(contract, alteration);
		await run(playCalls(LOCAL_CLIENT_CALLS, scene));
		const wrong = recording.exchanges.filter(({ problems }) => problems.some((problem) => problem.side === side));
		const ids = wrong.map(({ method, url }) => operationOf(contract, method, new URL(url))?.id ?? "not described");
		return [...new Set(ids)].sort();
	}

	test("nothing is noticed where nothing was changed", async () => {
		expect(await notice("request", {})).toEqual([]);
		expect(await notice("answer", {})).toEqual([]);
	});

	test.each([
		["a query parameter that is not described", alterUrl((url) => url.searchParams.set("unheardOf", "1"))],
		["a header that is not described", alterHeaders((headers) => headers.set("x-unheard-of", "1"))],
	] as const)("every operation the client asks for minds %s", async (_name, alteration) => {
		expect(await notice("request", alteration)).toEqual(ASKED);
	});

	test("every operation that takes a key minds that there is none", async () => {
		const keyless = alterHeaders((headers) => headers.delete("x-api-key"));
		expect(await notice("request", keyless)).toEqual(without(ASKED, KEYLESS));
	});

	test("a path that is not described is no operation at all", async () => {
		expect(await notice("request", alterUrl(pathRenamed))).toEqual(["not described"]);
	});

	test("every operation with a query minds that a parameter has another name", async () => {
		expect(await notice("request", alterUrl(queryRenamed))).toEqual(WITH_QUERIES);
	});

	test.each([
		["one field more", fieldAdded],
		["a field under another name", fieldRenamed],
		["a field of another type", fieldRetyped],
	] as const)("every operation with a body minds %s", async (_name, change) => {
		expect(await notice("request", alterRequestBody(change))).toEqual(WITH_BODIES);
	});

	test.each([
		["one field more", fieldAdded],
		["a field under another name", fieldRenamed],
		["a field of another type", fieldRetyped],
	] as const)("every operation minds an answer with %s", async (_name, change) => {
		expect(await notice("answer", alterAnswerBody("good", change))).toEqual(without(ASKED, OPEN_ANSWERS));
	});

	test("every operation minds a refusal in a form that is not documented", async () => {
		expect(await notice("answer", alterAnswerBody("refused", fieldRetyped))).toEqual(without(ASKED, NEVER_REFUSED));
	});
});
