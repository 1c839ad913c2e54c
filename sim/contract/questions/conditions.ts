import { entryV1, entryV2, newEntryV2 } from "./addresses";
import type { Probe, Seen } from "./probe";
import { evidenceText, NotAnswered, type Question } from "./question";

/** `companion/roblox/open-cloud/entries-v1.ts` and `entries-v2.ts` rest on the answer, and with them the fence. */
export const CONDITIONS: Question = {
	number: 1,
	question: "Are writes with a stale etag, a stale matchVersion or exclusiveCreate refused, and is nothing written?",
	ask: async (probe) => {
		const parts = [await askEtag(probe), await askMatchVersion(probe), ...(await askExclusive(probe))];
		return parts.join("; ");
	},
};

async function askEtag(probe: Probe): Promise<string> {
	const key = probe.key("etag");
	const update = { method: "PATCH", url: entryV2(probe.settings, key) } as const;
	const first = await create(probe, key);
	const etag = first.json["etag"];
	if (typeof etag !== "string" || etag === "") throw new NotAnswered("a created entry has no etag");
	// Without this one, a refusal could mean that no etag is ever taken.
	await probe.need("v2 update, etag right", { ...update, body: { value: 2, etag } });
	const stale = await probe.ask("v2 update, etag stale", { ...update, body: { value: 3, etag } });
	return `etag stale: ${await describe(probe, key, stale, 2)}`;
}

async function askMatchVersion(probe: Probe): Promise<string> {
	const key = probe.key("match-version");
	await create(probe, key);
	const read = await probe.need("v1 get", { method: "GET", url: entryV1(probe.settings, key) });
	const version = read.headers.get("roblox-entry-version");
	if (version === null) throw new NotAnswered("an entry read through v1 has no version");
	const url = entryV1(probe.settings, key, { matchVersion: version });
	await probe.need("v1 set, matchVersion right", { method: "POST", url, body: 2 });
	const stale = await probe.ask("v1 set, matchVersion stale", { method: "POST", url, body: 3 });
	return `matchVersion stale: ${await describe(probe, key, stale, 2)}`;
}

async function askExclusive(probe: Probe): Promise<readonly string[]> {
	const key = probe.key("exclusive");
	await create(probe, key);
	const url = entryV1(probe.settings, key, { exclusiveCreate: "true" });
	const exclusive = await probe.ask("v1 set, exclusiveCreate, entry exists", { method: "POST", url, body: 2 });
	const first = `exclusiveCreate on an entry: ${await describe(probe, key, exclusive, 1)}`;
	const again = { method: "POST", url: newEntryV2(probe.settings, key), body: { value: 3 } } as const;
	const second = await probe.ask("v2 create, entry exists", again);
	return [first, `v2 create on an entry: ${await describe(probe, key, second, 1)}`];
}

function create(probe: Probe, key: string): Promise<Seen> {
	return probe.need("v2 create", { method: "POST", url: newEntryV2(probe.settings, key), body: { value: 1 } });
}

/** Looks at the entry again: a refusal alone does not prove that nothing happened. */
async function describe(probe: Probe, key: string, seen: Seen, before: number): Promise<string> {
	const now = await probe.need("v2 get afterwards", { method: "GET", url: entryV2(probe.settings, key) });
	const isSame = now.json["value"] === before;
	return `${evidenceText(seen)}, ${isSame ? "nothing written" : "IT WAS WRITTEN"}`;
}
