import { evidenceText, type Question } from "./question";

/** The client asks for 50 at once. */
const COUNTS = [50, 100, 150, 200];

export const NAMES_AT_ONCE: Question = {
	number: 11,
	question: "How many names does one username call take?",
	ask: async (probe) => {
		const url = `${probe.settings.usersUrl}/v1/usernames/users`;
		let taken = 0;
		for (const count of COUNTS) {
			const usernames = Array.from({ length: count }, (_, index) => `prsr_nobody_${index}`);
			const body = { usernames, excludeBannedUsers: true };
			const seen = await probe.ask(`${count} names`, { method: "POST", url, body, needsKey: false });
			if (seen.status >= 300) return `${taken} are taken, ${count} are refused: ${evidenceText(seen)}`;
			taken = count;
		}
		return `${taken} are taken, more were not tried`;
	},
};
