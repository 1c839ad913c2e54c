/// <reference types="@rbxts/testez/globals" />
import { takeNews } from "../client/balance-news";

const NEWS = { revision: 3, balance: 120, delta: 20, reason: "quest", source: "discord", at: 1_700_000_000 };
const MAX = 9_007_199_254_740_991;

export = () => {
	it("takes what the server sends", () => {
		expect(takeNews(undefined, NEWS)?.balance).to.equal(120);
		expect(takeNews(undefined, { ...NEWS, revision: 0, balance: 0, delta: 0, reason: "" })?.balance).to.equal(0);
		expect(takeNews(undefined, { ...NEWS, balance: MAX, delta: -MAX })?.delta).to.equal(-MAX);
	});

	it("takes a higher revision and no other one, whatever comes first", () => {
		const shown = takeNews(undefined, NEWS);
		expect(takeNews(shown, { ...NEWS, revision: 4 })?.revision).to.equal(4);
		expect(takeNews(shown, NEWS)).to.equal(undefined);
		expect(takeNews(shown, { ...NEWS, revision: 2 })).to.equal(undefined);
	});

	it("takes nothing that is not of this form", () => {
		const wrong: ReadonlyArray<defined> = [
			...[5, "120", {}, [], { revision: 3, balance: 120, delta: 20 }, { balance: 120, delta: 20, reason: "" }],
			...["3", -1, 0.5, 0 / 0, math.huge, MAX + 1].map((revision) => ({ ...NEWS, revision })),
			...["120", -1, 1.5, 0 / 0, MAX + 1].map((balance) => ({ ...NEWS, balance })),
			...[true, 0.5, 0 / 0, -math.huge].map((delta) => ({ ...NEWS, delta })),
			...[5, "x".rep(801)].map((reason) => ({ ...NEWS, reason })),
		];
		for (const message of wrong) expect(takeNews(undefined, message)).to.equal(undefined);
		expect(takeNews(undefined, undefined)).to.equal(undefined);
	});
};
