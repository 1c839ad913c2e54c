/// <reference types="@rbxts/testez/globals" />
import { scaleFor } from "../client/hud-scale";
import { balanceText, noticeText, revisionText } from "../client/hud-text";

const NEWS = { revision: 12, balance: 1_250, delta: 50, reason: "quest reward" };

export = () => {
	it("writes balances with thousands apart", () => {
		const balances = [0, 7, 999, 1_000, 1_250_000, 9_007_199_254_740_991];
		expect(balances.map((balance) => balanceText({ ...NEWS, balance })).join(" ")).to.equal(
			"Coins: 0 Coins: 7 Coins: 999 Coins: 1,000 Coins: 1,250,000 Coins: 9,007,199,254,740,991",
		);
	});

	it("names the revision, once there is one", () => {
		expect(revisionText(NEWS)).to.equal("#12");
		expect(revisionText({ ...NEWS, revision: 0 })).to.equal("");
	});

	it("tells what changed and why, and nothing when nothing did", () => {
		expect(noticeText(NEWS)).to.equal("+50 quest reward");
		expect(noticeText({ ...NEWS, delta: -1_200 })).to.equal("-1,200 quest reward");
		expect(noticeText({ ...NEWS, reason: "" })).to.equal("+50");
		expect(noticeText({ ...NEWS, delta: 0 })).to.equal("");
	});

	it("is readable on a phone and modest on a television", () => {
		expect(scaleFor(1280, 720)).to.equal(1);
		expect(scaleFor(1920, 1080)).to.equal(1.5);
		expect(scaleFor(3840, 2160)).to.equal(2);
		expect(scaleFor(720, 1280)).to.equal(1);
		expect(scaleFor(667, 375)).to.equal(0.8);
	});
};
