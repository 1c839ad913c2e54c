import { EARNING_PLAYER, PLAYER_ON_SERVER_3 } from "../cast";
import { promiseEqual, type Step } from "../tour";

export const hop: Step = {
	name: "hop",
	title: "A player hops from server 3 to server 5",
	run: async ({ stage, story, witnesses }) => {
		const target = stage.servers[4] ?? "";
		story.line(PLAYER_ON_SERVER_3.name, "leaves server 3 for server 5");
		await stage.host.call("hop", PLAYER_ON_SERVER_3.id, target);
		story.waiting("server 3 saves and lets go, server 5 loads");
		await witnesses.until(
			"server 5 to hold the profile",
			() => witnesses.lockOf(PLAYER_ON_SERVER_3),
			(job) => job === target,
		);
		await witnesses.until(
			"the screen",
			() => witnesses.screenBalance(PLAYER_ON_SERVER_3),
			(shown) => shown === 250,
		);
		promiseEqual((await witnesses.storedWallet(PLAYER_ON_SERVER_3))?.balance, 250, "the stored balance");
		story.line(PLAYER_ON_SERVER_3.name, "sees on server 5: Coins: 250");
	},
};

export const companionAway: Step = {
	name: "companion-away",
	title: "The companion is away, and the game goes on",
	run: async ({ stage, story, witnesses }) => {
		await stage.companion.stop();
		story.line("Companion", "stopped");
		story.line(EARNING_PLAYER.name, "opens a treasure chest on server 1");
		await stage.host.call("openChest", EARNING_PLAYER.id);
		await witnesses.until(
			"the screen",
			() => witnesses.screenBalance(EARNING_PLAYER),
			(shown) => shown === 25,
		);
		story.line(EARNING_PLAYER.name, "sees on screen: Coins: 25");
		await stage.companion.start();
		story.line("Companion", "started again");
		story.waiting("server 1 sends the receipt it kept");
		const rows = await witnesses.until(
			"the receipt",
			() => witnesses.audit(EARNING_PLAYER),
			(found) => found.length === 1,
		);
		promiseEqual(rows[0]?.delta, 25, "the amount in the audit");
		story.line("Audit", "has the chest's receipt; nothing was lost");
	},
};
