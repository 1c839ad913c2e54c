/// <reference types="@rbxts/testez/globals" />
import { CoinProducts } from "../../server/api/coin-products";
import { fail, ok } from "../../../shared/result";
import { FakeLog } from "../support/fake-ports";

const RECEIPT = { PurchaseId: "p1", PlayerId: 501, ProductId: 1_001, CurrencySpent: 99 };

function begin() {
	const log = new FakeLog();
	const asked: Array<string> = [];
	let handle: ((receipt: unknown) => boolean) | undefined;
	let handlers = 0;
	let isStored = true;
	const products = new CoinProducts({
		grantPurchaseAsync: (_receipt, coins) => {
			asked.push(tostring(coins));
			return isStored ? ok({ balance: 0, isRepeat: false }) : fail("not-held");
		},
		handleReceipts(isGrantedAsync) {
			handle = isGrantedAsync;
			handlers += 1;
		},
		log,
	});
	return {
		log,
		asked,
		products,
		deliver: (receipt: unknown) => handle?.(receipt),
		countHandlers: () => handlers,
		failStoring: () => {
			isStored = false;
		},
	};
}

export = () => {
	it("grants what a product is worth, and says granted only on ok", () => {
		const { products, asked, deliver, failStoring } = begin();
		products.sell({ [1_001]: 100 });
		expect(deliver(RECEIPT)).to.equal(true);
		failStoring();
		expect(deliver(RECEIPT)).to.equal(false);
		expect(asked.join(" ")).to.equal("100 100");
	});

	it("takes more products later, and handles receipts once", () => {
		const { products, asked, deliver, countHandlers } = begin();
		products.sell({ [1_001]: 100 });
		products.sell({ [1_002]: 550 });
		deliver({ ...RECEIPT, ProductId: 1_002 });
		expect(asked.join(" ")).to.equal("550");
		expect(countHandlers()).to.equal(1);
	});

	it("leaves unknown products and odd receipts unanswered for, and says so", () => {
		const { products, log, asked, deliver } = begin();
		products.sell({ [1_001]: 100 });
		const odd = ["receipt", undefined, {}, { ...RECEIPT, PurchaseId: 5 }, { ...RECEIPT, PurchaseId: "" }];
		for (const receipt of [{ ...RECEIPT, ProductId: 7 }, ...odd]) expect(deliver(receipt)).to.equal(false);
		expect(asked.size()).to.equal(0);
		expect(log.find("unknown-product")[0]?.fields.product).to.equal(7);
	});

	it("takes no list with a mistake in it, not even the rest", () => {
		const { products, countHandlers } = begin();
		const bad: ReadonlyArray<unknown> = [undefined, "1001", {}, { name: 100 }, { [1.5]: 100 }, { [0]: 1 }];
		for (const list of bad) {
			const answer = products.sell(list);
			expect(!answer.ok && answer.error).to.equal("bad-argument");
		}
		for (const coins of [0, -1, 0.5, 0 / 0, "100"]) {
			const answer = products.sell({ [1_001]: 100, [1_002]: coins });
			expect(!answer.ok && answer.error).to.equal("bad-amount");
		}
		expect(countHandlers()).to.equal(0);
	});
};
