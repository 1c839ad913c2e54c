import { evidenceText, type Question } from "./question";

const MESSAGES = [
	["1,024 ASCII characters", "a".repeat(1_024)],
	["1,025 ASCII characters", "a".repeat(1_025)],
	["1,024 characters of two bytes", "ü".repeat(1_024)],
] as const;

/** A test universe has no server, and a topic of this name has no listener. */
export const PUBLISH_SIZES: Question = {
	number: 4,
	question: "Which messages are taken when nobody listens: is the limit of 1,024 one of characters or of bytes?",
	ask: async (probe) => {
		const { apiUrl, universeId } = probe.settings;
		const url = `${apiUrl}/cloud/v2/universes/${universeId}:publishMessage`;
		const answers: string[] = [];
		for (const [what, message] of MESSAGES) {
			const body = { topic: "PurserContract", message };
			answers.push(`${what}: ${evidenceText(await probe.ask(what, { method: "POST", url, body }))}`);
		}
		return answers.join("; ");
	},
};
