import { fail, ok } from "../../../shared/result";
import type { Traced } from "../../ledger/command-lives";
import { defineCommand } from "../framework/define-command";
import type { Asker } from "../framework/option";
import { COMMAND_ID, seesAll } from "../options/command-id-option";
import { traceReply } from "../replies/trace-reply";

export const txnCommand = defineCommand({
	name: "txn",
	description: "Follow one command from when it was given to its receipt",
	example: "/txn id:contest-1",
	options: { id: COMMAND_ID },
	cooldownSeconds: 1,
	first: "private",
	audit: "reading",
	right: "txn",
	async run({ parts, interaction: { member } }, { id: ids }) {
		const traced = await parts.commandLives.trace(ids);
		// What somebody may not see is not told from what is not there.
		if (traced === undefined || !maySee({ parts, member }, traced)) return fail("txn-unknown");
		return ok(traceReply(traced));
	},
});

function maySee(asker: Asker, { life }: Traced): boolean {
	return life?.command.actorId === asker.member.id || seesAll(asker);
}
