import { ABSENT_PLAYER, NEW_PLAYER, TREASURER } from "../cast";
import { promise, promiseEqual, type Step } from "../tour";
import { typeCommand } from "../typing";

export const giveAbsent: Step = {
	name: "give-absent",
	title: "Coins for a player who is not playing",
	run: async (ports) => {
		const { stage, story, witnesses } = ports;
		story.waiting(`${ABSENT_PLAYER.name}'s last server lets go of her profile`);
		await witnesses.until(
			"her profile to be free",
			() => witnesses.lockOf(ABSENT_PLAYER),
			(job) => job === undefined,
		);
		const before = await stage.host.call("writes", ABSENT_PLAYER.id);
		const reply = await typeCommand(ports, TREASURER, "give", { user: ABSENT_PLAYER.name, amount: 500 });
		promise(reply.includes("Done"), "the reply says that it is done");
		promiseEqual((await witnesses.storedWallet(ABSENT_PLAYER))?.balance, 500, "her stored balance");
		const writes = (await stage.host.call("writes", ABSENT_PLAYER.id)).slice(before.length);
		promiseEqual(writes.length, 1, "writes of her entry");
		promise(stage.servers.includes(writes[0]?.writer ?? ""), "the write came from one of the game servers");
		promiseEqual(writes[0]?.lockedBy, undefined, "session lock after it");
		story.line("Roblox", "one server made one atomic update; no session was loaded, no lock left behind");
	},
};

export const giveNew: Step = {
	name: "give-new",
	title: "Coins for somebody who has never joined, and who then does",
	run: async (ports) => {
		const { stage, story, witnesses } = ports;
		const reply = await typeCommand(ports, TREASURER, "give", {
			user: NEW_PLAYER.name,
			amount: 75,
			reason: "Welcome\nto Harbor City",
		});
		promise(reply.includes("Done"), "the reply says that it is done");
		promise(reply.includes("Welcome to Harbor City"), "the line break in the reason became a space");
		const server = stage.servers[1] ?? "";
		story.line(NEW_PLAYER.name, "joins server 2 for the first time");
		await stage.host.call("join", NEW_PLAYER.id, server);
		await witnesses.until(
			"her screen",
			() => witnesses.screenBalance(NEW_PLAYER),
			(shown) => shown === 75,
		);
		story.line(NEW_PLAYER.name, "sees on screen: Coins: 75");
	},
};
