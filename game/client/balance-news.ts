import { t } from "@rbxts/t";
import { BALANCE_MAX, REASON_BYTES_MAX } from "../../shared/limits";

/** What the server tells a player about his wallet, as far as the screen shows it. */
export interface BalanceNews {
	readonly revision: number;
	readonly balance: number;
	readonly delta: number;
	readonly reason: string;
}

function isBetween(min: number, max: number): t.check<number> {
	return (value): value is number => t.integer(value) && value >= min && value <= max;
}

const isNews: t.check<BalanceNews> = t.interface({
	revision: isBetween(0, BALANCE_MAX),
	balance: isBetween(0, BALANCE_MAX),
	delta: isBetween(-BALANCE_MAX, BALANCE_MAX),
	reason: t.string,
});

/**
 * What is to be shown from now on. `undefined`: the message is none of ours, or no news. Only the server can fire the
 * event, but of two versions of a game, and a newer number is the newer truth when messages overtake each other.
 */
export function takeNews(shown: BalanceNews | undefined, message: unknown): BalanceNews | undefined {
	if (!isNews(message) || message.reason.size() > REASON_BYTES_MAX) return undefined;
	return shown !== undefined && message.revision <= shown.revision ? undefined : message;
}
