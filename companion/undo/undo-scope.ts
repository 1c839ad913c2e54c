import type { UndoScope } from "./undo-view";

export type ScopeValues = Readonly<Record<`$${string}`, string | number>>;

/** What follows `SELECT`, and its named values. `c` is the command, `w` its wallet. */
export interface ScopeCondition {
	readonly from: string;
	/** Holds for what was taken back before, so that only the rest is to be. */
	readonly isBefore: string;
	readonly values: ScopeValues;
}

/** The same for all who choose the same. */
export function nameScope(scope: UndoScope): string {
	return scope.kind === "command" ? `command:${scope.number}` : `actor:${scope.actorId}:${scope.from}:${scope.to}`;
}

/** Every command that was chosen, also where its wallet is no more. */
export function chosen(guildId: string, scope: UndoScope): ScopeCondition {
	return {
		from: `FROM command c LEFT JOIN ${SAME_WALLET} WHERE ${isChosen(scope, "c")}`,
		isBefore: `(${IS_REVERSED} OR ${cancelsOut(scope)})`,
		values: { $guild: guildId, ...valuesOf(scope) },
	};
}

/** Those of them that can be taken back. */
export function reversible(guildId: string, scope: UndoScope): ScopeCondition {
	const { from, isBefore, values } = chosen(guildId, scope);
	const mayHaveEffect = "w.born IS NOT NULL AND c.state IN ('pending', 'published', 'committed')";
	return { from: `${from} AND ${mayHaveEffect} AND NOT ${isBefore}`, isBefore, values };
}

const SAME_WALLET = "wallet w ON w.user_id = c.user_id AND w.is_current = 1 AND w.born = c.born";

/** A reversal of it took effect, or still may. */
const IS_REVERSED =
	"EXISTS (SELECT 1 FROM command r WHERE r.reverses = c.number AND r.state NOT IN ('refused', 'expired'))";

/**
 * It takes back what was chosen too, so both together change nothing and stay as they are. Where it goes on like this,
 * every second one counts.
 */
function cancelsOut(scope: UndoScope): string {
	return `(c.reverses IS NOT NULL AND (
		WITH RECURSIVE chain (number, reverses) AS (
			SELECT c.number, c.reverses
			UNION ALL SELECT p.number, p.reverses FROM chain JOIN command p ON p.number = chain.reverses
				WHERE ${isChosen(scope, "p")}
		) SELECT count(*) % 2 = 0 FROM chain))`;
}

function isChosen(scope: UndoScope, alias: "c" | "p"): string {
	const own = `${alias}.guild_id = $guild AND ${alias}.opens = 0`;
	if (scope.kind === "command") return `${own} AND ${alias}.number = $number AND ${alias}.created_at = $createdAt`;
	return `${own} AND ${alias}.actor_id = $actor AND ${alias}.created_at >= $from AND ${alias}.created_at < $to`;
}

function valuesOf(scope: UndoScope): ScopeValues {
	if (scope.kind === "command") return { $number: scope.number, $createdAt: scope.createdAt };
	return { $actor: scope.actorId, $from: scope.from, $to: scope.to };
}
