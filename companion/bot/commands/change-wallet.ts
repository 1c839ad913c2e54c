import type { CommandView } from "../../ledger/command-view";
import type { StaffOrder } from "../../staff/order-gate";
import type { Answering, Call } from "../framework/call";
import { defineCommand, type BotCommand } from "../framework/define-command";
import type { BotButton } from "../framework/define-button";
import type { ReadOptions } from "../framework/option";
import { AMOUNT } from "../options/amount-option";
import { PLAYER } from "../options/player-option";
import { REASON } from "../options/reason-option";
import { TXN } from "../options/txn-option";
import { giveAndFollow } from "./give-and-follow";
import { defineAskingBack } from "./ask-back";

interface ChangeDefinition {
	readonly name: "give" | "deduct";
	readonly description: string;
	readonly example: string;
	/** 1 to give and -1 to deduct. */
	readonly sign: 1 | -1;
}

const OPTIONS = { user: PLAYER, amount: AMOUNT, reason: REASON, txn: TXN };

interface Change {
	readonly command: BotCommand;
	/** What the command does, for whatever else asks for the same. */
	readonly run: (call: Call, options: ReadOptions<typeof OPTIONS>) => Answering;
	/** They answer the question whether it is really meant. */
	readonly buttons: readonly BotButton[];
}

/** The way of a command that moves money: player, journal, outcome. */
export function defineChange({ name, description, example, sign }: ChangeDefinition): Change {
	const asking = defineAskingBack(name, submit);
	const run: Change["run"] = async (call, { user, amount, reason, txn }) => {
		const { parts, interaction } = call;
		const player = await parts.users.find(user);
		if (!player.ok) return player;
		return asking.submitOrAsk(call, {
			guildId: parts.settings.guildId,
			id: txn,
			userId: player.value.userId,
			userName: player.value.name,
			delta: sign * amount,
			reason,
			actor: interaction.member,
		});
	};
	const command = defineCommand({
		name,
		description,
		example,
		options: OPTIONS,
		// What is given twice by mistake is asked about; whoever hands out prizes is not slowed.
		cooldownSeconds: 0,
		first: "public",
		audit: "money",
		right: name,
		run,
	});
	return { command, run, buttons: asking.buttons };
}

function submit(call: Call, order: StaffOrder, similar: CommandView | undefined): Answering {
	const { ledger, approvals } = call.parts;
	return giveAndFollow(call, order.id, similar, async () => {
		const submission = await ledger.submit(order);
		if (submission.kind !== "refused" || submission.code !== "needs-approval") return submission;
		const asked = await approvals.ask(order);
		return asked.ok ? { kind: "asked" } : { kind: "refused", code: asked.error };
	});
}
