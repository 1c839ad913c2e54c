import { fail, ok } from "../../../shared/result";
import { defineCommand } from "../framework/define-command";
import { diagnoseReply } from "../replies/diagnose-reply";

export const diagnoseCommand = defineCommand({
	name: "diagnose",
	description: "Let the doctor check the whole set-up; it changes nothing",
	example: "/diagnose",
	options: {},
	cooldownSeconds: 30,
	first: "private",
	audit: "reading",
	right: "diagnose",
	run: async ({ parts }) => {
		const report = await parts.diagnose();
		return report === undefined ? fail("diagnosis-failed") : ok(diagnoseReply(report));
	},
});
