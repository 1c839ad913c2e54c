/// <reference types="@rbxts/testez/globals" />
import { Durability } from "../../server/wallet/durability";

export = () => {
	it("knows the loaded revision as durable", () => {
		const durability = new Durability("mine", 4);
		expect(durability.covers(4)).to.equal(true);
		expect(durability.covers(5)).to.equal(false);
	});

	it("is raised by its own tag", () => {
		const durability = new Durability("mine", 0);
		expect(durability.confirm(durability.tagFor(3))).to.equal(true);
		expect(durability.durableRevision()).to.equal(3);
	});

	// Story foreign-tag: the save of a server that lost its lock brings back the new owner's tag of the same revision.
	it("is never raised by another session's tag", () => {
		const durability = new Durability("mine", 0);
		expect(durability.confirm("theirs:1")).to.equal(false);
		expect(durability.covers(1)).to.equal(false);
	});

	it("is not raised by a tag without a session id, an older one, or none", () => {
		const durability = new Durability("mine", 2);
		expect(durability.confirm("3")).to.equal(false);
		expect(durability.confirm(":3")).to.equal(false);
		expect(durability.confirm("mine:1")).to.equal(false);
		expect(durability.confirm("mine:x")).to.equal(false);
		expect(durability.confirm(undefined)).to.equal(false);
		expect(durability.durableRevision()).to.equal(2);
	});
};
