import { ok } from "../../../shared/result";
import { defineCommand } from "../framework/define-command";
import { statusReply } from "../replies/status-reply";

export const statusCommand = defineCommand({
	name: "status",
	description: "See how game servers, open commands and the audit stand",
	example: "/status",
	options: {},
	cooldownSeconds: 5,
	first: "private",
	audit: "reading",
	right: "status",
	run: ({ parts }) => ok(statusReply(parts.readStatus())),
});
