import type { Code } from "../../../shared/codes";
import { TXN_TEXT_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { OPTION_TYPE } from "../framework/define-command";
import type { Option } from "../framework/option";

const TXN_TEXT = new RegExp(`^[A-Za-z0-9._-]{1,${TXN_TEXT_MAX}}$`);

/** Idempotency key of what one interaction asks for. */
export const ownCommandId = (interactionId: string): string => `discord:${interactionId}`;

/**
 * Idempotency key of a command. A text the user chose holds for the whole guild; without one it is the interaction's
 * id, because Discord may deliver an interaction more than once.
 */
export function readCommandId(txn: unknown, guildId: string, interactionId: string): Result<string, Code> {
	if (txn === undefined) return ok(ownCommandId(interactionId));
	if (typeof txn !== "string" || !TXN_TEXT.test(txn)) return fail("txn-malformed");
	return ok(`txn:${guildId}:${txn}`);
}

export const TXN: Option<string> = {
	data: {
		type: OPTION_TYPE.string,
		description: "Your own transaction id: the same id never takes effect twice",
		required: false,
		min_length: 1,
		max_length: TXN_TEXT_MAX,
	},
	read: (value, { settings, interactionId }) => readCommandId(value, settings.guildId, interactionId),
};
