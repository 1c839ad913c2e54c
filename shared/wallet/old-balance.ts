import { BALANCE_MAX } from "../limits";
import { readEntry } from "./stored-entry";

export type OldBalance =
	/** There is no such profile, or it has no coins. */
	| { readonly kind: "none" }
	| { readonly kind: "found"; readonly amount: number }
	/** Something else than an amount of coins stands there. */
	| { readonly kind: "unreadable" };

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeIs(value, "table");
}

/**
 * The coins in another ProfileService profile, as its game kept them: `field` is the path inside its `Data`, such as
 * `Coins` or `Stats.Coins`. Fractions of a coin are left behind.
 */
export function readOldBalance(entry: unknown, field: string): OldBalance {
	const state = readEntry(entry);
	if (state.kind === "damaged") return { kind: "unreadable" };
	if (state.kind === "absent") return { kind: "none" };
	let value: unknown = state.entry.Data;
	for (const name of field.split(".")) value = isTable(value) ? value[name] : undefined;
	if (value === undefined) return { kind: "none" };
	if (!typeIs(value, "number") || !(value >= 0 && value <= BALANCE_MAX)) return { kind: "unreadable" };
	const amount = value - (value % 1);
	return amount === 0 ? { kind: "none" } : { kind: "found", amount };
}
