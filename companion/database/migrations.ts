import ledger from "./migrations/0001-ledger.sql" with { type: "text" };
import restores from "./migrations/0002-restores.sql" with { type: "text" };
import reconcile from "./migrations/0003-reconcile.sql" with { type: "text" };
import erasures from "./migrations/0004-erasures.sql" with { type: "text" };
import pendingReplies from "./migrations/0005-pending-replies.sql" with { type: "text" };
import serverTopics from "./migrations/0006-server-topics.sql" with { type: "text" };
import auditChain from "./migrations/0007-audit-chain.sql" with { type: "text" };
import auditQueries from "./migrations/0008-audit-queries.sql" with { type: "text" };
import oneIndexOfCommands from "./migrations/0009-one-index-of-commands.sql" with { type: "text" };
import lighterReceipts from "./migrations/0010-lighter-receipts.sql" with { type: "text" };
import staff from "./migrations/0011-staff.sql" with { type: "text" };
import staffLimits from "./migrations/0012-staff-limits.sql" with { type: "text" };
import approvals from "./migrations/0013-approvals.sql" with { type: "text" };
import undo from "./migrations/0014-undo.sql" with { type: "text" };
import lateOutcomes from "./migrations/0015-late-outcomes.sql" with { type: "text" };
import askedOrders from "./migrations/0016-asked-orders.sql" with { type: "text" };
import freezes from "./migrations/0017-freezes.sql" with { type: "text" };
import supply from "./migrations/0018-supply.sql" with { type: "text" };
import checklist from "./migrations/0019-checklist.sql" with { type: "text" };
import batches from "./migrations/0020-batches.sql" with { type: "text" };
import playerNames from "./migrations/0021-player-names.sql" with { type: "text" };
import newestOfAPlayer from "./migrations/0022-newest-of-a-player.sql" with { type: "text" };
import undoStops from "./migrations/0023-undo-stops.sql" with { type: "text" };

export interface Migration {
	/** File name; the number in front is the order. */
	readonly name: string;
	readonly sql: string;
}

/** In order. A migration that was released is never edited: `migrate` refuses a database that saw another text. */
export const MIGRATIONS: readonly Migration[] = [
	{ name: "0001-ledger.sql", sql: ledger },
	{ name: "0002-restores.sql", sql: restores },
	{ name: "0003-reconcile.sql", sql: reconcile },
	{ name: "0004-erasures.sql", sql: erasures },
	{ name: "0005-pending-replies.sql", sql: pendingReplies },
	{ name: "0006-server-topics.sql", sql: serverTopics },
	{ name: "0007-audit-chain.sql", sql: auditChain },
	{ name: "0008-audit-queries.sql", sql: auditQueries },
	{ name: "0009-one-index-of-commands.sql", sql: oneIndexOfCommands },
	{ name: "0010-lighter-receipts.sql", sql: lighterReceipts },
	{ name: "0011-staff.sql", sql: staff },
	{ name: "0012-staff-limits.sql", sql: staffLimits },
	{ name: "0013-approvals.sql", sql: approvals },
	{ name: "0014-undo.sql", sql: undo },
	{ name: "0015-late-outcomes.sql", sql: lateOutcomes },
	{ name: "0016-asked-orders.sql", sql: askedOrders },
	{ name: "0017-freezes.sql", sql: freezes },
	{ name: "0018-supply.sql", sql: supply },
	{ name: "0019-checklist.sql", sql: checklist },
	{ name: "0020-batches.sql", sql: batches },
	{ name: "0021-player-names.sql", sql: playerNames },
	{ name: "0022-newest-of-a-player.sql", sql: newestOfAPlayer },
	{ name: "0023-undo-stops.sql", sql: undoStops },
];
