import { entryV1, entryV2, newEntryV2 } from "./addresses";
import { NotAnswered, type Question } from "./question";

export const VERSIONS: Question = {
	number: 3,
	question: "Is revisionId of v2 the same text as roblox-entry-version of v1?",
	ask: async (probe) => {
		const { settings } = probe;
		const key = probe.key("versions");
		await probe.need("v2 create", { method: "POST", url: newEntryV2(settings, key), body: { value: 1 } });
		const v2 = await probe.need("v2 get", { method: "GET", url: entryV2(settings, key) });
		const v1 = await probe.need("v1 get", { method: "GET", url: entryV1(settings, key) });
		const { revisionId, etag } = v2.json;
		const version = v1.headers.get("roblox-entry-version");
		if (typeof revisionId !== "string" || version === null) throw new NotAnswered("one of the two is missing");
		const same = revisionId === version ? "the same" : `not the same: ${revisionId} and ${version}`;
		return `${same}; the etag is ${etag === revisionId ? "that text too" : "another text"}`;
	},
};
