import { expect, test } from "bun:test";
import { ok } from "../../../shared/result";
import { AMOUNT } from "../options/amount-option";
import { defineModal } from "./define-modal";

test("a field of what is no text is our bug", () => {
	const define = () =>
		defineModal({
			...{ prefix: "gift", title: "Gift", text: "How much?", labels: { amount: "Amount" } },
			...{ right: "give", cooldownSeconds: 0, first: "public", audit: "money" },
			options: { amount: AMOUNT },
			read: (payload) => payload,
			run: () => Promise.resolve(ok("followed")),
		});
	expect(define).toThrow("amount takes no text");
});
