import { ok } from "../../../shared/result";
import { defineCommand, type BotCommand } from "../framework/define-command";
import { helpReply } from "../replies/help-reply";

/** `list`: every command there is, this one included; asked for at each use, since the list holds it too. */
export function defineHelp(list: () => readonly BotCommand[]): BotCommand {
	return defineCommand({
		name: "help",
		description: "What you may use here, with an example of each",
		example: "/help",
		options: {},
		cooldownSeconds: 1,
		first: "private",
		audit: "reading",
		right: "help",
		run: ({ parts: { staff }, interaction: { member } }) => {
			const usable = list().filter(({ right }) => staff.findRefusal(member, right) === undefined);
			return ok(helpReply(staff.standingOf(member), usable));
		},
	});
}
