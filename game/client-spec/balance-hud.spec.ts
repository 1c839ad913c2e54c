/// <reference types="@rbxts/testez/globals" />
import { GuiService } from "@rbxts/services";
import { createBalanceHud } from "../client/balance-hud";

const NEWS = { revision: 1, balance: 50, delta: 50, reason: "quest" };

function find(parent: Instance, name: string): Instance {
	const found = parent.FindFirstChild(name, true);
	assert(found !== undefined, `there is a ${name}`);
	return found;
}

/** A HUD whose notices go when the spec says so. */
function begin() {
	const parent = new Instance("Folder");
	let timers: Array<() => void> = [];
	const hud = createBalanceHud(parent, (_, run) => {
		timers.push(run);
		return () => {
			timers = timers.filter((timer) => timer !== run);
		};
	});
	const screen = find(parent, "PurserHud");
	const panel = find(parent, "Balance");
	const [coins, revision] = [find(panel, "Coins"), find(panel, "Revision")];
	const notice = find(parent, "Notice");
	assert(screen.IsA("ScreenGui") && panel.IsA("Frame") && notice.IsA("TextButton"), "they are what they are called");
	assert(coins.IsA("TextLabel") && revision.IsA("TextLabel"), "they hold texts");
	const letTimePass = () => {
		const due = timers;
		timers = [];
		for (const timer of due) timer();
	};
	return { hud, screen, panel, coins, revision, notice, letTimePass, countTimers: () => timers.size() };
}

export = () => {
	afterEach(() => {
		GuiService.SelectedObject = undefined;
	});

	it("shows nothing before a balance is told: a wallet that did not load is not one without coins", () => {
		const { panel, notice } = begin();
		expect(panel.Visible).to.equal(false);
		expect(notice.Visible).to.equal(false);
	});

	it("shows a balance with its revision, and what changed", () => {
		const { hud, panel, coins, revision, notice } = begin();
		hud.show(NEWS);
		expect(panel.Visible).to.equal(true);
		expect(coins.Text).to.equal("Coins: 50");
		expect(revision.Text).to.equal("#1");
		expect(notice.Visible).to.equal(true);
		expect(notice.Text).to.equal("+50 quest");
	});

	it("lights up in another colour for a loss, and shows the new number at once", () => {
		const { hud, coins } = begin();
		hud.show({ ...NEWS, delta: 0 });
		const quiet = coins.TextColor3;
		hud.show(NEWS);
		const gain = coins.TextColor3;
		hud.show({ ...NEWS, revision: 2, balance: 20, delta: -30 });
		expect(coins.Text).to.equal("Coins: 20");
		expect(gain !== quiet && coins.TextColor3 !== quiet && coins.TextColor3 !== gain).to.equal(true);
	});

	it("takes a notice away after a while; a newer one has its own while", () => {
		const { hud, notice, letTimePass, countTimers } = begin();
		hud.show(NEWS);
		hud.show({ ...NEWS, revision: 2, reason: "chest" });
		expect(countTimers()).to.equal(1);
		expect(notice.Text).to.equal("+50 chest");
		letTimePass();
		expect(notice.Visible).to.equal(false);
		expect(countTimers()).to.equal(0);
	});

	it("keeps a notice that the player has selected, and never selects one by itself", () => {
		const { hud, notice, letTimePass } = begin();
		hud.show(NEWS);
		expect(GuiService.SelectedObject).to.equal(undefined);
		expect(notice.Selectable).to.equal(true);
		GuiService.SelectedObject = notice;
		letTimePass();
		expect(notice.Visible).to.equal(true);
		GuiService.SelectedObject = undefined;
		letTimePass();
		expect(notice.Visible).to.equal(false);
	});

	it("keeps the notice of before when a balance is told again without a change", () => {
		const { hud, notice } = begin();
		hud.show(NEWS);
		hud.show({ ...NEWS, revision: 2, delta: 0, reason: "" });
		expect(notice.Text).to.equal("+50 quest");
	});

	it("goes and comes back with the newest balance", () => {
		const { hud, screen, coins } = begin();
		hud.setVisible(false);
		hud.show(NEWS);
		expect(screen.Enabled).to.equal(false);
		hud.setVisible(true);
		expect(screen.Enabled).to.equal(true);
		expect(coins.Text).to.equal("Coins: 50");
	});

	it("stays when the character is made anew, and clear of the top bar and of notches", () => {
		const { screen } = begin();
		expect(screen.ResetOnSpawn).to.equal(false);
		expect(screen.ScreenInsets).to.equal(Enum.ScreenInsets.CoreUISafeInsets);
	});
};
