import {
	ACTOR_BYTES_MAX,
	BALANCE_MAX,
	COMMAND_ID_BYTES_MAX,
	REASON_BYTES_MAX,
	RECEIPT_BATCH_MAX,
	SEQ_MAX,
	SOURCE_BYTES_MAX,
} from "../../../../shared/limits";
import { SIGNED_PROBLEMS } from "../common-problems";
import type { RouteDescription, Schema } from "../route-description";
import { acked, id, incoming, integer, jsonAnswer, list, oneOf, outgoing, text } from "../schemas";

const REFUSALS = oneOf(["insufficient-funds", "balance-overflow", "bad-amount", "cancelled", "expired"]);

/** One receipt: only an applied one changes the balance, and a refused one says why. */
function receipt(kind: Schema, delta: Schema, code: "needed" | "possible"): Schema {
	const always = {
		revision: integer(1),
		source: id(SOURCE_BYTES_MAX),
		kind,
		delta,
		balance: integer(0),
		actor: text(1, ACTOR_BYTES_MAX),
		reason: text(0, REASON_BYTES_MAX),
		at: integer(0),
	};
	const sometimes = { commandId: id(COMMAND_ID_BYTES_MAX), seq: integer(1, SEQ_MAX) };
	return code === "needed"
		? incoming({ ...always, code: REFUSALS }, sometimes)
		: incoming(always, { ...sometimes, code: REFUSALS });
}

const request = incoming({
	receipts: list(
		incoming({
			userId: integer(1),
			born: id(40),
			epoch: integer(1),
			receipt: {
				anyOf: [
					receipt({ const: "applied" }, integer(-BALANCE_MAX), "possible"),
					receipt({ const: "refused" }, { const: 0 }, "needed"),
					receipt(oneOf(["repeat", "opened"]), { const: 0 }, "possible"),
				],
			},
		}),
		RECEIPT_BATCH_MAX,
		1,
	),
});

const result = outgoing(
	{ born: id(40), revision: integer(1), status: oneOf(["stored", "deduped", "refused"]) },
	{ code: oneOf(["receipt-conflict"]) },
);

const answer = outgoing({ results: list(result, RECEIPT_BATCH_MAX, 1), acked });

export const receiptsDescription: RouteDescription = {
	method: "post",
	path: "/log/transactions",
	summary: "A game server brings receipts into the audit.",
	about:
		"Answered when the rows are durable. The same batch may come any number of times: what is known is `deduped`. Another " +
		"content under a known number is `refused` with `receipt-conflict` and changes nothing.",
	credential: "server-key",
	parameters: [
		{
			name: "Idempotency-Key",
			in: "header",
			about:
				"Names this body. Its SHA-256 in lower-case hex does, and a key of that form has to be it. Any other key is kept " +
				"for 30 days, and refused with another body.",
			required: true,
			schema: { type: "string", minLength: 1, maxLength: 128, pattern: "^[!-~]+$" },
		},
	],
	body: request,
	answers: { 200: jsonAnswer("Each receipt's result, in the order of the batch.", answer) },
	problems: [...SIGNED_PROBLEMS, "idempotency-key-missing", "idempotency-conflict"],
};
