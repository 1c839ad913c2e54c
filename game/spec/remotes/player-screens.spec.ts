/// <reference types="@rbxts/testez/globals" />
import type { BalanceMessage } from "../../server/ports";
import { PlayerScreens } from "../../server/remotes/player-screens";
import { USER } from "../support/commands";
import { createFakePorts } from "../support/fake-ports";

const OTHER = USER + 1;

function message(revision: number, reason: string): BalanceMessage {
	return { revision, balance: 10 * revision, delta: 10, source: "discord", reason, at: 1 };
}

function begin() {
	const ports = createFakePorts();
	const screens = new PlayerScreens(ports);
	const shown = () => ports.screens.shown.map(({ revision, reason }) => `${revision}:${reason}`).join(" ");
	return { ports, screens, shown };
}

export = () => {
	it("shows a reason as Roblox lets this player read it", () => {
		const { ports, screens, shown } = begin();
		screens.show(USER, message(1, "call 5550123 now"));
		expect(shown()).to.equal("1:call ####### now");
		expect(ports.textFilter.asked[0]?.userId).to.equal(USER);
	});

	it("asks each time, also for the same words", () => {
		const { ports, screens } = begin();
		screens.show(USER, message(1, "quest"));
		screens.show(USER, message(2, "quest"));
		expect(ports.textFilter.asked.size()).to.equal(2);
	});

	it("shows the coins without a reason when the filter does not answer", () => {
		const { ports, screens, shown } = begin();
		ports.textFilter.isDown = true;
		screens.show(USER, message(1, "whatever"));
		expect(shown()).to.equal("1:");
		expect(ports.screens.shown[0]?.balance).to.equal(10);
		expect(ports.log.find("reason-not-filtered").size()).to.equal(1);
	});

	it("keeps the order of one player's messages while the filter takes its time, and holds up nobody else", () => {
		const { ports, screens, shown } = begin();
		ports.textFilter.isSlow = true;
		screens.show(USER, message(1, "first"));
		screens.show(USER, message(2, ""));
		screens.show(OTHER, message(7, ""));
		expect(shown()).to.equal("7:");
		ports.textFilter.answer();
		expect(shown()).to.equal("7: 1:first 2:");
		screens.show(USER, message(3, ""));
		expect(shown()).to.equal("7: 1:first 2: 3:");
	});
};
