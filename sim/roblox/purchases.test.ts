import { describe, expect, test } from "bun:test";
import { Random } from "../random";
import { Purchases } from "./purchases";

const AVA = 7;

function begin() {
	const delivered: string[] = [];
	let server: string | undefined = "home";
	const purchases = new Purchases({
		random: new Random(1),
		serverOf: () => server,
		deliver: (jobId, { purchaseId, productId }) => delivered.push(`${jobId} ${productId} ${purchaseId}`),
	});
	return { delivered, purchases, moveTo: (jobId: string | undefined) => (server = jobId) };
}

describe("a purchase of a developer product", () => {
	test("is delivered where the player is, and again when he buys another", () => {
		const { delivered, purchases } = begin();
		const [first, second] = [purchases.buy(AVA, 1), purchases.buy(AVA, 2)];
		expect(delivered).toEqual([`home 1 ${first}`, `home 1 ${first}`, `home 2 ${second}`]);
	});

	test("that was answered with granted is not delivered again; one that was put off is", () => {
		const { delivered, purchases, moveTo } = begin();
		const [first, second] = [purchases.buy(AVA, 1), purchases.buy(AVA, 2)];
		purchases.decide(first, true);
		purchases.decide(second, false);
		moveTo("other");
		purchases.deliverTo(AVA);
		expect(delivered.at(-1)).toBe(`other 2 ${second}`);
		expect([purchases.isResolved(first), purchases.isResolved(second)]).toEqual([true, false]);
	});

	test("stays unresolved while answers are lost", () => {
		const { purchases } = begin();
		purchases.losesAnswers = true;
		const bought = purchases.buy(AVA, 1);
		purchases.decide(bought, true);
		expect(purchases.isResolved(bought)).toBe(false);
	});

	test("made on the web waits for the player to join, and others' are not his", () => {
		const { delivered, purchases, moveTo } = begin();
		moveTo(undefined);
		const bought = purchases.buy(AVA, 1);
		purchases.buy(8, 1);
		moveTo("home");
		purchases.deliverTo(AVA);
		expect(delivered).toEqual([`home 1 ${bought}`]);
	});
});
