import {
	ACTOR_BYTES_MAX,
	AUDIT_PAGE_DEFAULT,
	AUDIT_PAGE_MAX,
	BALANCE_MAX,
	COMMAND_ID_BYTES_MAX,
	REASON_BYTES_MAX,
	SOURCE_BYTES_MAX,
} from "../../../../shared/limits";
import { PROGRAM_PROBLEMS } from "../common-problems";
import { WORDS_MAX } from "../../../audit/read/words";
import type { ParameterDescription, RouteDescription, Schema } from "../route-description";
import { digestPosition, id, integer, jsonAnswer, list, oneOf, outgoing, text } from "../schemas";

const row = outgoing(
	{
		rowId: integer(1),
		born: id(40),
		revision: integer(1),
		source: id(SOURCE_BYTES_MAX),
		kind: oneOf(["applied", "refused", "repeat", "opened"]),
		delta: integer(-BALANCE_MAX),
		balance: integer(0),
		at: integer(0),
		receivedAt: integer(0),
	},
	{
		userId: integer(1),
		userName: { type: "string" },
		commandId: id(COMMAND_ID_BYTES_MAX),
		seq: integer(1),
		code: oneOf(["insufficient-funds", "balance-overflow", "bad-amount", "cancelled", "expired"]),
		actor: text(1, ACTOR_BYTES_MAX),
		actorName: { type: "string" },
		approverName: { type: "string" },
		reason: text(0, REASON_BYTES_MAX),
	},
);

const page = outgoing(
	{ rows: list(row, AUDIT_PAGE_MAX) },
	{ nextCursor: { type: "string", maxLength: 40 }, digest: digestPosition },
);

function filter(name: string, about: string, schema: Schema): ParameterDescription {
	return { name, in: "query", about, required: false, schema };
}

const words: Schema = { type: "string", minLength: 1, maxLength: REASON_BYTES_MAX, pattern: "[A-Za-z0-9]" };
const FILTERS: readonly ParameterDescription[] = [
	filter("userId", "Roblox user id.", integer(1)),
	filter("actor", "Who did it: `discord:<user id>` or `game`.", { ...text(1, REASON_BYTES_MAX) }),
	filter("source", "Where it came from: `discord`, or a name that the game gave.", { ...text(1, REASON_BYTES_MAX) }),
	filter("from", "Unix seconds: changes that took effect then or later.", integer(0)),
	filter("to", "Unix seconds: changes that took effect before.", integer(0)),
	filter("words", `Words that all stand in the reason, in any order, at most ${WORDS_MAX}.`, words),
];

export const auditDescription: RouteDescription = {
	method: "get",
	path: "/log/transactions",
	summary: "A page of the audit, newest first.",
	about:
		"With `words` and without any filter in the order of arrival, else with `userId` by revision, else by the time of the " +
		"change. A page may be short, or empty, and yet have a `nextCursor`, which is absent on the last page only. Personal " +
		"text is absent where it was erased. `digest` says how far words are known. Parameters that are not known, or come " +
		"twice, are refused.",
	credential: "service-key",
	parameters: [
		...FILTERS,
		{
			...{ name: "limit", in: "query", required: false },
			about: "Rows of a page.",
			schema: { ...integer(1, AUDIT_PAGE_MAX), default: AUDIT_PAGE_DEFAULT },
		},
		{
			...{ name: "cursor", in: "query", required: false },
			about: "`nextCursor` of the page before, with the same filters.",
			schema: { type: "string", pattern: "^([rf]-[0-9]{1,16}|[wast]-[0-9]{1,16}-[0-9]{1,16})$" },
		},
	],
	answers: { 200: jsonAnswer("The page.", page) },
	problems: [...PROGRAM_PROBLEMS, "bad-query"],
};

export const exportDescription: RouteDescription = {
	method: "get",
	path: "/log/transactions/export",
	summary: "Every row that passes the filters, as it is read.",
	about: "A line each, newest first, in the order of the pages. The connection stays open until the last row.",
	credential: "service-key",
	parameters: [
		...FILTERS,
		{
			...{ name: "format", in: "query", required: false },
			about: "Lines of JSON, or a table for spreadsheets in which no cell is a formula.",
			schema: { type: "string", enum: ["ndjson", "csv"], default: "ndjson" },
		},
	],
	answers: {
		200: {
			...{ about: "The rows.", contentType: "application/x-ndjson", otherContentType: "text/csv; charset=utf-8" },
			schema: { type: "string" },
		},
	},
	problems: [...PROGRAM_PROBLEMS, "bad-query"],
};
