import type { Database } from "bun:sqlite";
import type { DigestPosition } from "../audit-view";

/** Where coins came from and went to on one day, by the source of the changes. */
export interface SourceSums {
	readonly source: string;
	readonly receipts: number;
	readonly given: number;
	readonly taken: number;
}

export interface SupplyDay {
	/** Days since 1970 in UTC. */
	readonly day: number;
	/** Coins in all wallets at the end of the day, as the audit has them. */
	readonly supply: number;
	/** Coins that ended with wallets that were erased that day. */
	readonly erased: number;
	readonly sources: readonly SourceSums[];
}

export interface Supply {
	/** Days on which something changed, oldest first. */
	readonly days: readonly SupplyDay[];
	readonly digest: DigestPosition;
}

export interface RichWallet {
	readonly userId: number;
	readonly userName?: string;
	readonly balance: number;
	readonly revision: number;
}

export interface SupplyReader {
	/** Of these days, both included. */
	listDays(from: number, to: number): Supply;
	/** The players with the most coins; `limit` from 1 on. */
	listRichest(limit: number): readonly RichWallet[];
}

export const SUPPLY_STATEMENTS = {
	before: "SELECT coalesce(sum(given - taken), 0) AS coins FROM audit_day WHERE guild_id = ? AND day < ?",
	days: `SELECT day, source, receipts, given, taken FROM audit_day WHERE guild_id = ? AND day BETWEEN ? AND ?
		ORDER BY day, source`,
	richest: `SELECT w.user_id AS userId, s.user_name AS userName, w.balance, w.revision FROM wallet w
		LEFT JOIN subject s ON s.guild_id = ? AND s.user_id = w.user_id
		WHERE w.is_current = 1 AND w.listed_balance > 0 ORDER BY w.listed_balance DESC LIMIT ?`,
} as const;

/** Few: each is one person's wish. The old life keeps its last balance under the erasure's pseudonym. */
const ERASED = `SELECT r.replaced_at / 86400000 AS day, sum(w.balance) AS coins FROM erasure r
	JOIN wallet w ON w.user_id = -r.id AND w.born = r.old_born WHERE r.replaced_at IS NOT NULL GROUP BY 1`;

type DayRow = SourceSums & { readonly day: number };
interface Coins {
	readonly coins: number;
}

export function createSupplyReader(database: Database, guildId: string, position: () => DigestPosition): SupplyReader {
	const before = database.query<Coins, [string, number]>(SUPPLY_STATEMENTS.before);
	const days = database.query<DayRow, [string, number, number]>(SUPPLY_STATEMENTS.days);
	const richest = database.query<Omit<RichWallet, "userName"> & { readonly userName: string | null }, [string, number]>(
		SUPPLY_STATEMENTS.richest,
	);
	const erasures = database.query<Coins & { readonly day: number }, []>(ERASED);

	return {
		listDays: (from, to) => {
			const erased = new Map(erasures.all().map(({ day, coins }) => [day, coins]));
			const erasedBefore = [...erased].reduce((sum, [day, coins]) => (day < from ? sum + coins : sum), 0);
			const start = (before.get(guildId, from)?.coins ?? 0) - erasedBefore;
			return { days: toDays(days.all(guildId, from, to), erased, { from, to, start }), digest: position() };
		},
		listRichest: (limit) =>
			richest.all(guildId, limit).map(({ userName, ...wallet }) => ({ ...wallet, userName: userName ?? undefined })),
	};
}

interface Range {
	readonly from: number;
	readonly to: number;
	/** Coins before the first day. */
	readonly start: number;
}

function toDays(rows: readonly DayRow[], erased: ReadonlyMap<number, number>, range: Range): readonly SupplyDay[] {
	const byDay = Map.groupBy(rows, ({ day }) => day);
	const changed = new Set([...byDay.keys(), ...erased.keys()].filter((day) => day >= range.from && day <= range.to));
	let supply = range.start;
	return [...changed]
		.sort((one, other) => one - other)
		.map((day) => {
			const sources = (byDay.get(day) ?? []).map(toSums);
			const coins = erased.get(day) ?? 0;
			supply += sources.reduce((sum, { given, taken }) => sum + given - taken, -coins);
			return { day, supply, erased: coins, sources };
		});
}

function toSums({ source, receipts, given, taken }: DayRow): SourceSums {
	return { source, receipts, given, taken };
}
