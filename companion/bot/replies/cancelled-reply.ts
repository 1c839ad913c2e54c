import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage } from "./message";

/** Whoever asked thought better of it. */
export function cancelledReply(): ReplyBody {
	return buildMessage([buildEmbed("information", "Nothing was changed", ["You cancelled it."])]);
}
