import { meaningOf, type Code } from "../../../shared/codes";
import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage } from "./message";
import { formatNumber } from "./text";

/** A request that was turned down before anything was written. */
export function refusalReply(code: Code, amountMax: number): ReplyBody {
	return buildMessage([buildEmbed("refused", "Nothing was changed", [sentenceOf(code, amountMax), `-# ${code}`])]);
}

/** Our own failure. Nothing is promised about the command, because the failure may have come after it was written. */
export function internalReply(commandId: string | undefined): ReplyBody {
	const next =
		commandId === undefined ? undefined : `Whether it was written is shown by \`/audit\`, id \`${commandId}\`.`;
	return buildMessage([buildEmbed("refused", "Something went wrong", [meaningOf("internal"), next, "-# internal"])]);
}

/** The command was never written: the program ended between the first answer and the journal. */
export function neverWrittenReply(): ReplyBody {
	return buildMessage([
		buildEmbed("refused", "Nothing was changed", ["The bot was restarted before it took this command. Give it again."]),
	]);
}

/** The agreed sentence, with the number a member needs to do better. */
function sentenceOf(code: Code, amountMax: number): string {
	return code === "amount-too-large" ? `${meaningOf(code)} It is ${formatNumber(amountMax)}.` : meaningOf(code);
}
