import { meaningOf, type Code } from "../../../shared/codes";
import type { Right } from "../../staff/rights";
import type { Staff } from "../../staff/staff-view";
import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage } from "./message";
import { nameNeeded } from "./staff-words";
import { formatId, formatNumber } from "./text";

/** What a member needs to know to do better. */
interface RefusalFacts {
	readonly settings: { readonly amountMax: number };
	readonly staff: Pick<Staff, "neededFor">;
}

/** A request that was turned down before anything was written. */
export function refusalReply(facts: RefusalFacts, code: Code, right: Right | undefined): ReplyBody {
	return buildMessage([buildEmbed("refused", "Nothing was changed", [sentenceOf(facts, code, right), `-# ${code}`])]);
}

/** Our own failure. Nothing is promised about the command, because the failure may have come after it was written. */
export function internalReply(commandId: string | undefined): ReplyBody {
	const next =
		commandId === undefined ? undefined : `Whether it was written is shown by \`/txn\`, id \`${commandId}\`.`;
	return buildMessage([buildEmbed("refused", "Something went wrong", [meaningOf("internal"), next, "-# internal"])]);
}

/** The command was never written: the program ended between the first answer and the journal. */
export function neverWrittenReply(commandId: string): ReplyBody {
	const lines = ["The bot was restarted before it took this command. Give it again.", `Id: ${formatId(commandId)}`];
	return buildMessage([buildEmbed("refused", "Nothing was changed", lines)]);
}

/** The agreed sentence, with the number or the level that would do. */
function sentenceOf({ settings, staff }: RefusalFacts, code: Code, right: Right | undefined): string {
	const meaning = meaningOf(code);
	if (code === "amount-too-large") return `${meaning} It is ${formatNumber(settings.amountMax)}.`;
	if (code.startsWith("over-")) return `${meaning} \`/limits\` shows what is left.`;
	if (code !== "not-allowed" || right === undefined) return meaning;
	const needed = staff.neededFor(right);
	return needed === "closed" ? "This is closed to everybody." : `${meaning} It takes a role of ${nameNeeded(needed)}.`;
}
