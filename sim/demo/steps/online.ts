import { PLAYER_ON_SERVER_3, POOR_PLAYER, TREASURER } from "../cast";
import { promise, promiseEqual, type Step, type TourPorts } from "../tour";
import { typeCommand } from "../typing";

const GIFT = { user: PLAYER_ON_SERVER_3.name, amount: 250, reason: "Build contest 🎉", txn: "contest-1" };

/** Stored entry and screen agree on this balance; the audit holds the newest receipt with it. */
async function promiseBalance(
	{ witnesses, story }: TourPorts,
	user: typeof PLAYER_ON_SERVER_3,
	balance: number,
): Promise<void> {
	await witnesses.until(
		`${user.name}'s screen`,
		() => witnesses.screenBalance(user),
		(shown) => shown === balance,
	);
	story.line(user.name, `sees on screen: Coins: ${balance}`);
	promiseEqual((await witnesses.storedWallet(user))?.balance, balance, `${user.name}'s stored balance`);
	promiseEqual((await witnesses.audit(user))[0]?.balance, balance, `${user.name}'s newest balance in the audit`);
}

export const giveOnline: Step = {
	name: "give-online",
	title: "Coins for a player who is playing on server 3",
	run: async (ports) => {
		const before = await ports.stage.host.call("counters");
		const reply = await typeCommand(ports, TREASURER, "give", GIFT);
		promise(reply.includes("Done") && reply.includes("250"), "the reply says that 250 coins were given");
		await promiseBalance(ports, PLAYER_ON_SERVER_3, 250);
		const after = await ports.stage.host.call("counters");
		const calls = after.bystanderDataStoreCalls - before.bystanderDataStoreCalls;
		promiseEqual(calls, 0, "data store calls by servers that had no business with it");
		promiseEqual(after.sessionsEnded, 0, "players thrown out");
		ports.story.line("Roblox", "the other six servers made no data store call, and nobody was thrown out");
	},
};

export const giveAgain: Step = {
	name: "repeat",
	title: "The same transaction id again: nothing happens twice",
	run: async (ports) => {
		const reply = await typeCommand(ports, TREASURER, "give", GIFT);
		promise(reply.includes("Repeat"), "the reply is marked as a repeat");
		await promiseBalance(ports, PLAYER_ON_SERVER_3, 250);
		promiseEqual((await ports.witnesses.audit(PLAYER_ON_SERVER_3)).length, 1, "receipts in the audit");
	},
};

export const giveOther: Step = {
	name: "id-reused",
	title: "The same transaction id for another amount: refused",
	run: async (ports) => {
		const reply = await typeCommand(ports, TREASURER, "give", { ...GIFT, amount: 300 });
		promise(reply.includes("id-reused"), "the reply refuses the id");
		await promiseBalance(ports, PLAYER_ON_SERVER_3, 250);
	},
};

export const deductTooMuch: Step = {
	name: "overdraft",
	title: "Taking more than there is: refused, with the balance",
	run: async (ports) => {
		const { stage, story, witnesses } = ports;
		story.line(POOR_PLAYER.name, "opens a treasure chest in the game on server 4");
		await stage.host.call("openChest", POOR_PLAYER.id);
		story.waiting("the coins count once the data store has them");
		await witnesses.until(
			"the chest's receipt",
			() => witnesses.audit(POOR_PLAYER),
			(rows) => rows.length === 1,
		);
		await promiseBalance(ports, POOR_PLAYER, 25);
		const reply = await typeCommand(ports, TREASURER, "deduct", { user: POOR_PLAYER.name, amount: 40, reason: "Fine" });
		promise(reply.includes("Refused") && reply.includes("25"), "the reply refuses and names the balance");
		await promiseBalance(ports, POOR_PLAYER, 25);
	},
};
