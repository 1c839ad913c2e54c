/// <reference types="@rbxts/testez/globals" />
import { IgnoredFires } from "../../server/remotes/ignored-fires";
import { FakeLog } from "../support/fake-ports";

export = () => {
	it("counts what a client fires, and tells the first of a hundred", () => {
		const log = new FakeLog();
		const fires = new IgnoredFires(log);
		for (const _ of $range(1, 150)) fires.count(7);
		fires.count(8);
		expect(fires.countOf(7)).to.equal(150);
		expect(log.lines.map((line) => `${line.fields.userId}/${line.fields.count}`).join(" ")).to.equal("7/1 7/101 8/1");
	});

	it("forgets a player who left", () => {
		const fires = new IgnoredFires(new FakeLog());
		fires.count(7);
		fires.forget(7);
		expect(fires.countOf(7)).to.equal(0);
	});
};
