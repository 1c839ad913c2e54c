import { AUDIT_PAGE_DEFAULT, AUDIT_PAGE_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import type { Answers } from "../../http/answers";
import type { Route } from "../../http/create-app";
import { queryOf } from "../../http/request-target";
import type { Ports } from "../../ports";
import { findUnknown, readInteger } from "../read/audit-parameters";
import type { SupplyDay, SupplyReader } from "./supply-reader";

interface Parts {
	readonly ports: Pick<Ports, "clock">;
	readonly answers: Answers;
	readonly supply: SupplyReader;
}

const DAY_MILLISECONDS = 86_400_000;
const DAYS_DEFAULT = 30;
/** A leap year. */
const DAYS_MAX = 366;

/** `GET /log/supply?from&to`, coins in existence and where they came from and went to, a day each. */
export function createSupplyRoute({ ports, answers, supply }: Parts): Route {
	return (request) => {
		const range = readDays(queryOf(request), ports.clock.now());
		if (!range.ok) return answers.problem("bad-query", range.error);
		const { days, digest } = supply.listDays(range.value.from, range.value.to);
		return answers.json({ days: days.map(showDay), digest });
	};
}

/** `GET /log/wallets/top?limit`, the players with the most coins. */
export function createRichestRoute({ answers, supply }: Parts): Route {
	return (request) => {
		const parameters = queryOf(request);
		const wrong = findUnknown(parameters, ["limit"]);
		if (wrong !== undefined) return answers.problem("bad-query", wrong);
		const limit = readInteger(parameters.get("limit"), 1, AUDIT_PAGE_MAX);
		if (limit === "bad") return answers.problem("bad-query", "limit");
		return answers.json({ wallets: supply.listRichest(limit ?? AUDIT_PAGE_DEFAULT) });
	};
}

interface Days {
	readonly from: number;
	readonly to: number;
}

/** The last 30 days when nothing is given. Fails with the name of the parameter that is wrong. */
function readDays(parameters: URLSearchParams, now: number): Result<Days, string> {
	const wrong = findUnknown(parameters, ["from", "to"]);
	if (wrong !== undefined) return fail(wrong);
	const to = readDay(parameters.get("to"), Math.floor(now / DAY_MILLISECONDS));
	if (to === undefined) return fail("to");
	const from = readDay(parameters.get("from"), to - DAYS_DEFAULT + 1);
	if (from === undefined || from > to || to - from >= DAYS_MAX) return fail("from");
	return ok({ from, to });
}

/** As `2026-12-31`. */
function readDay(text: string | null, fallback: number): number | undefined {
	if (text === null) return fallback;
	const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	// Of dates that do not exist, some are read as the day after the last.
	return writeDay(time / DAY_MILLISECONDS) === text ? time / DAY_MILLISECONDS : undefined;
}

function writeDay(day: number): string {
	return Number.isNaN(day) ? "" : new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

function showDay({ day, ...sums }: SupplyDay): Omit<SupplyDay, "day"> & { readonly day: string } {
	return { day: writeDay(day), ...sums };
}
