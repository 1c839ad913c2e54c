import { meaningOf, type Code } from "../../../shared/codes";
import type { Staff } from "../../staff/staff-view";
import type { Rules } from "../framework/call";
import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage } from "./message";
import { nameNeeded } from "./staff-words";
import { formatId, formatNumber } from "./text";

/** What a member needs to know to do better. */
interface RefusalFacts {
	readonly settings: { readonly amountMax: number };
	readonly staff: Pick<Staff, "neededFor">;
}

/** What was asked for, as far as it is known. */
export type Refused = Pick<Rules, "right" | "audit"> | undefined;

/** A request that was turned down before anything was written. Who only wanted to read has not wondered about that. */
export function refusalReply(facts: RefusalFacts, code: Code, refused: Refused): ReplyBody {
	const title = refused?.audit === "reading" ? "Not shown" : "Nothing was changed";
	return buildMessage([buildEmbed("refused", title, [sentenceOf(facts, code, refused), `-# ${code}`])]);
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
function sentenceOf({ settings, staff }: RefusalFacts, code: Code, refused: Refused): string {
	const meaning = meaningOf(code);
	if (code === "amount-too-large") return `${meaning} It is ${formatNumber(settings.amountMax)}.`;
	if (code.startsWith("over-")) return `${meaning} \`/limits\` shows what is left.`;
	if (code !== "not-allowed" || refused === undefined) return meaning;
	const needed = staff.neededFor(refused.right);
	return needed === "closed" ? "This is closed to everybody." : `${meaning} It takes a role of ${nameNeeded(needed)}.`;
}
