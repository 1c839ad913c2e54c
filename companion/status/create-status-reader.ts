import type { Database } from "bun:sqlite";
import { SILENCE_SECONDS } from "../../shared/limits";
import type { DigestPosition } from "../audit/audit-view";
import type { HealthCheck } from "../http/health";
import { toCode } from "../ledger/command-row";
import type { Ports } from "../ports";
import type { BudgetMetrics } from "../roblox/open-cloud/open-cloud";
import type { Activity, AuditLag, Pace, ReadStatus } from "./status-view";

interface Parts {
	readonly database: Database;
	readonly clock: Pick<Ports["clock"], "now">;
	readonly health: Pick<HealthCheck, "report">;
	readonly budgets: () => readonly BudgetMetrics[];
	readonly digestPosition: () => DigestPosition;
}

/** What is recent: enough to see how it goes now, and little to read. */
const COMMANDS_LOOKED_AT = 200;
const RECEIPTS_LOOKED_AT = 100;

const PRESENT = `SELECT count(DISTINCT s.server_id) AS servers,
		count(DISTINCT CASE WHEN p.is_player = 1 THEN p.user_id END) AS players
	FROM game_server s LEFT JOIN presence p ON p.server_id = s.server_id WHERE s.beat > 0 AND s.seen_at >= ?`;
const OPEN = `SELECT waiting, count(*) AS count, min(created_at) AS oldestAt FROM command
	WHERE settled_at IS NULL AND opens = 0 GROUP BY waiting ORDER BY count DESC, waiting`;
const TIMES = `SELECT settled_at - created_at AS took FROM (SELECT * FROM command ORDER BY number DESC LIMIT ?)
	WHERE state IN ('committed', 'refused') AND opens = 0 ORDER BY took`;
// Ids of rows grow by one, since none is ever deleted: the newest says how many there are.
const RECEIPTS = `SELECT coalesce((SELECT max(id) FROM audit_entry), 0) AS rows,
	(SELECT max(received_at - at * 1000) FROM
		(SELECT received_at, at FROM audit_entry ORDER BY id DESC LIMIT ?)) AS slowest,
	(SELECT count(DISTINCT user_id) FROM open_receipts) AS wallets`;

/** How servers, commands, the audit and the budgets of Roblox stand at this moment. */
export function createStatusReader({ database, clock, health, budgets, digestPosition }: Parts): ReadStatus {
	const present = database.query<{ servers: number; players: number }, [number]>(PRESENT);
	const open = database.query<{ waiting: string | null; count: number; oldestAt: number }, []>(OPEN);
	const times = database.query<{ took: number }, [number]>(TIMES);
	const receipts = database.query<{ rows: number; slowest: number | null; wallets: number }, [number]>(RECEIPTS);

	function readPace(): Pace | undefined {
		const sorted = times.all(COMMANDS_LOOKED_AT).map(({ took }) => took);
		const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
		if (median === undefined || worst === undefined) return undefined;
		return { commands: sorted.length, medianMilliseconds: median, worstMilliseconds: worst };
	}

	function readAuditLag(): AuditLag {
		const found = receipts.get(RECEIPTS_LOOKED_AT);
		return {
			rows: found?.rows ?? 0,
			slowestMilliseconds: found?.slowest ?? undefined,
			walletsBehind: found?.wallets ?? 0,
			rowsNotSearchable: digestPosition().rowsBehind,
		};
	}

	function readActivity(): Activity {
		const { servers, players } = present.get(clock.now() - SILENCE_SECONDS * 1_000) ?? { servers: 0, players: 0 };
		const groups = open.all().map(({ waiting, ...group }) => ({ ...group, waiting: toCode(waiting) }));
		return { servers, players, open: groups, pace: readPace(), audit: readAuditLag() };
	}

	return () => {
		const report = health.report();
		const activity = report.status === "down" ? undefined : readActivity();
		return { health: report, activity, budgets: budgets() };
	};
}
