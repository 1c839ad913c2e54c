import { entryV1, entryV2, newEntryV2 } from "./addresses";
import { evidenceText, type Question } from "./question";

export const ABSENT: Question = {
	number: 2,
	question: "What is the answer to reading a deleted entry, and one that was never written?",
	ask: async (probe) => {
		const { settings } = probe;
		const [gone, never] = [probe.key("deleted"), probe.key("never")];
		await probe.need("v2 create", { method: "POST", url: newEntryV2(settings, gone), body: { value: 1 } });
		await probe.need("v1 delete", { method: "DELETE", url: entryV1(settings, gone) });
		const read = async (what: string, url: string): Promise<string> => {
			const seen = await probe.ask(what, { method: "GET", url });
			const { state } = seen.json;
			return `${what}: ${evidenceText(seen)}${typeof state === "string" ? ` in state ${state}` : ""}`;
		};
		const answers = [
			await read("v2 get, deleted", entryV2(settings, gone)),
			await read("v1 get, deleted", entryV1(settings, gone)),
			await read("v2 get, never written", entryV2(settings, never)),
			await read("v1 get, never written", entryV1(settings, never)),
		];
		return answers.join("; ");
	},
};
