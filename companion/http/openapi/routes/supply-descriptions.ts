import { AUDIT_PAGE_DEFAULT, AUDIT_PAGE_MAX, SOURCE_BYTES_MAX } from "../../../../shared/limits";
import { PROGRAM_PROBLEMS } from "../common-problems";
import type { ParameterDescription, RouteDescription, Schema } from "../route-description";
import { digestPosition, id, integer, jsonAnswer, list, outgoing } from "../schemas";

const date: Schema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
/** A game names its sources; this is more than any page could show. */
const SOURCES_MAX = 10_000;

const source = outgoing({ source: id(SOURCE_BYTES_MAX), receipts: integer(1), given: integer(0), taken: integer(0) });
const day = outgoing({
	day: date,
	supply: { type: "integer" },
	erased: integer(0),
	sources: list(source, SOURCES_MAX),
});

function boundary(name: "from" | "to", about: string): ParameterDescription {
	return { name, in: "query", about, required: false, schema: date };
}

export const supplyDescription: RouteDescription = {
	method: "get",
	path: "/log/supply",
	summary: "Coins in all wallets, a day each.",
	about:
		"Days of UTC on which something changed: coins at their end, where they came from and went to, and what ended with " +
		"erased wallets. `digest` says how far the audit was counted.",
	credential: "service-key",
	parameters: [
		boundary("from", "The first day; 29 days before the last one unless given, and at most 365 before it."),
		boundary("to", "The last day; today unless given."),
	],
	answers: { 200: jsonAnswer("The days, oldest first.", outgoing({ days: list(day, 366), digest: digestPosition })) },
	problems: [...PROGRAM_PROBLEMS, "bad-query"],
};

const wallet = outgoing(
	{ userId: integer(1), balance: integer(1), revision: integer(0) },
	{ userName: { type: "string" } },
);

export const richestDescription: RouteDescription = {
	method: "get",
	path: "/log/wallets/top",
	summary: "The players with the most coins.",
	about: "As the audit knows them, most coins first; nobody without any.",
	credential: "service-key",
	parameters: [
		{
			...{ name: "limit", in: "query", required: false },
			about: "How many.",
			schema: { ...integer(1, AUDIT_PAGE_MAX), default: AUDIT_PAGE_DEFAULT },
		},
	],
	answers: { 200: jsonAnswer("The wallets.", outgoing({ wallets: list(wallet, AUDIT_PAGE_MAX) })) },
	problems: [...PROGRAM_PROBLEMS, "bad-query"],
};
