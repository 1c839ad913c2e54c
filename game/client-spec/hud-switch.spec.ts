/// <reference types="@rbxts/testez/globals" />
import { followSwitches } from "../client/hud-switch";
import { HUD_ATTRIBUTE } from "../../shared/store-keys";

export = () => {
	it("hides while any switch says no, and takes nothing but false for a no", () => {
		const [everybody, player] = [new Instance("Folder"), new Instance("Folder")];
		const decided: Array<boolean> = [];
		const states = () => {
			// Attribute signals may be deferred.
			task.wait();
			return decided[decided.size() - 1];
		};
		followSwitches([everybody, player], (isVisible) => decided.push(isVisible));
		expect(states()).to.equal(true);
		player.SetAttribute(HUD_ATTRIBUTE, false);
		expect(states()).to.equal(false);
		everybody.SetAttribute(HUD_ATTRIBUTE, false);
		player.SetAttribute(HUD_ATTRIBUTE, true);
		expect(states()).to.equal(false);
		everybody.SetAttribute(HUD_ATTRIBUTE, undefined);
		expect(states()).to.equal(true);
		player.SetAttribute(HUD_ATTRIBUTE, 0);
		expect(states()).to.equal(true);
	});
};
