import type { Database } from "bun:sqlite";
import type { Alarms } from "../../alarms/alarm";

const HOUR_MILLISECONDS = 3_600_000;
const SAMPLE_MILLISECONDS = 60_000;
/** A jump is more than this share of what there was: what grows slower is the game's own economy. */
const SHARE = 0.1;
/** And more than so many of the largest commands: a young game's supply doubles in no time. */
const COMMANDS = 10;

interface Sample {
	readonly at: number;
	readonly supply: number;
	readonly raised: number;
}

/** Looks at all coins there are, whoever made them. */
export interface SupplyWatch {
	/** Part of the unit that brought the digest up to date. */
	look(now: number): void;
}

/**
 * Compares with every moment of the last hour, and with the last one known before it. After an alarm it is quiet for an hour,
 * and then compares with what there was at the alarm.
 */
export function createSupplyWatch(
	database: Database,
	guildId: string,
	amountMax: number,
	alarms: Pick<Alarms, "raise">,
): SupplyWatch {
	const total = database.query<{ supply: number }, [string]>(
		"SELECT coalesce(sum(given - taken), 0) AS supply FROM audit_day WHERE guild_id = ?",
	);
	const samples = database.query<Sample, [string]>(
		"SELECT at, supply, raised FROM supply_sample WHERE guild_id = ? ORDER BY at",
	);
	const add = database.query<unknown, [string, number, number, number]>(
		"INSERT OR REPLACE INTO supply_sample (guild_id, at, supply, raised) VALUES (?, ?, ?, ?)",
	);
	const forget = database.query<unknown, [string, number]>("DELETE FROM supply_sample WHERE guild_id = ? AND at < ?");

	return {
		look: (now) => {
			const all = samples.all(guildId);
			const newest = all.at(-1);
			if (newest?.raised === 1 && now - newest.at < HOUR_MILLISECONDS) return;
			const supply = total.get(guildId)?.supply ?? 0;
			// The newest one before the hour stays: it is what there was when the hour began.
			const first = all.findLast(({ at }) => at <= now - HOUR_MILLISECONDS)?.at ?? 0;
			const from = all.find((sample) => sample.at >= first && isJump(sample.supply, supply, amountMax));
			if (from !== undefined) {
				forget.run(guildId, now);
				add.run(guildId, now, supply, 1);
				alarms.raise({ kind: "supply", before: from.supply, after: supply, since: from.at }, now);
			} else if (newest === undefined || now - newest.at >= SAMPLE_MILLISECONDS) {
				forget.run(guildId, first);
				add.run(guildId, now, supply, 0);
			}
		},
	};
}

export function isJump(before: number, after: number, amountMax: number): boolean {
	return Math.abs(after - before) > Math.max(before * SHARE, COMMANDS * amountMax);
}
