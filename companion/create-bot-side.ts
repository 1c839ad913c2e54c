import { createAlarmTeller } from "./bot/alarms/tell-alarms";
import type { BotParts } from "./bot/bot-parts";
import { createChecklistStore } from "./bot/checklist/checklist-store";
import { createBatchStore } from "./batch/batch-store";
import { createBot, type Bot } from "./bot/create-bot";
import { createCustomIds } from "./bot/framework/custom-ids";
import { createPendingReplyStore } from "./bot/outcomes/pending-reply-store";
import type { CompanionConfig } from "./config-type";
import type { Companion } from "./create-companion";
import type { Ports } from "./ports";
import { createAskedOrders } from "./staff/asked-orders";
import { createApprovals } from "./staff/approvals/create-approvals";
import { createStaffLedger } from "./staff/staff-ledger";

/** The bot on the core of the companion. What it reaches `outside` of it is given by whoever joins it to Discord. */
export function createBotSide(
	ports: Ports,
	companion: Companion,
	config: CompanionConfig,
	outside: Pick<BotParts, "messages" | "guild" | "diagnose" | "attachments">,
): Bot {
	const { guildId, amountMax } = config;
	const channelId = config.alarmChannelId === "" ? undefined : config.alarmChannelId;
	const { transactions, alarms } = companion;
	return createBot({
		ports,
		settings: { guildId, amountMax },
		staff: companion.staff,
		ledger: createStaffLedger(companion.ledger, companion.staff),
		approvals: createApprovals(ports, transactions, companion.ledger, companion.staff),
		alarmTeller: createAlarmTeller({ ports, transactions, alarms, ...outside, channelId }),
		commandLives: companion.commandLives,
		undo: companion.undo,
		auditReader: companion.auditReader,
		balanceReader: companion.balanceReader,
		users: companion.users,
		knownPlayers: companion.knownPlayers,
		readStatus: companion.readStatus,
		pendingReplies: createPendingReplyStore(ports.database, transactions),
		askedOrders: createAskedOrders(ports.database, transactions, ports.clock),
		batches: createBatchStore(ports.database, transactions, ports.clock),
		customIds: createCustomIds(ports.clock, guildId, () => companion.keySet.keys().hmacSecrets),
		checklistStore: createChecklistStore(ports.database, transactions, guildId),
		measure: companion.interactions,
		...outside,
	});
}
