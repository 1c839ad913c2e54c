import { createBot, type Bot } from "./bot/create-bot";
import { createCustomIds } from "./bot/framework/custom-ids";
import type { Messages } from "./bot/messages";
import { createPendingReplyStore } from "./bot/outcomes/pending-reply-store";
import type { CompanionConfig } from "./config-type";
import type { Companion } from "./create-companion";
import type { Ports } from "./ports";
import { createStaffLedger } from "./staff/staff-ledger";

/** The bot on the core of the companion; what joins it to Discord is not part of it. */
export function createBotSide(ports: Ports, companion: Companion, config: CompanionConfig, messages: Messages): Bot {
	const { ledger, commandLives, staff, auditReader, balanceReader, users, transactions, interactions, keySet } = companion;
	const { guildId, amountMax } = config;
	return createBot({
		ports,
		settings: { guildId, amountMax },
		staff,
		ledger: createStaffLedger(ledger, staff),
		commandLives,
		auditReader,
		balanceReader,
		users,
		pendingReplies: createPendingReplyStore(ports.database, transactions),
		customIds: createCustomIds(ports.clock, guildId, () => keySet.keys().hmacSecrets),
		measure: interactions,
		messages,
	});
}
