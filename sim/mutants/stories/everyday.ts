import { AVA, HANA } from "../stage/stage";
import type { Story } from "./story";

/** Nothing goes wrong; most mistakes show all the same. */
export const everyday: Story = {
	about: "one player there, one nowhere, two bystanders; gives, deducts, repeats, chests, a purchase delivered twice",
	trouble: "none",
	play: async (stage) => {
		const { members } = stage;
		await stage.startServer(AVA);
		await stage.startServer();
		await stage.startServer();
		members.ask(AVA, 50, { txn: "first" });
		members.ask(HANA, 20, { deliveries: 3 });
		await stage.pass(12);
		members.ask(AVA, 50, { txn: "first" });
		members.ask(AVA, -30);
		members.ask(HANA, -5_000);
		await stage.pass(12);
		stage.openChest(AVA);
		// Coins from the game are stored with a later save.
		await stage.pass(35);
		stage.openChest(AVA);
		stage.buy(AVA, "p1", 100);
		await stage.pass(12);
		stage.buy(AVA, "p1", 100);
		for (let count = 0; count < 4; count += 1) {
			members.ask(AVA, 10 + count);
			await stage.pass(0.7);
		}
		members.ask(AVA, -9_000);
		await stage.pass(30);
	},
};

/** An envelope and a purchase that come again when the newest receipts have long been others. */
export const latecomers: Story = {
	about: "a hundred changes later the first message and the first purchase are delivered once more",
	trouble: "none",
	play: async (stage) => {
		const { members, recorder } = stage;
		await stage.startServer(AVA);
		await stage.startServer();
		stage.buy(AVA, "p1", 100);
		members.ask(AVA, 50);
		members.ask(HANA, 50);
		await stage.pass(15);
		const early = recorder.events.flatMap(({ event }) =>
			event.kind === "message.delivered" && event.topic.startsWith("discord-commands") ? [event.data] : [],
		);
		for (let count = 0; count < 75; count += 1) {
			stage.spend(AVA, 1);
			members.ask(HANA, 1);
			await stage.pass(1.5);
		}
		await stage.pass(60);
		stage.buy(AVA, "p2", 5);
		await stage.pass(1);
		stage.buy(AVA, "p1", 100);
		for (const data of new Set(early)) await stage.publish(String(JSON.parse(data)));
		await stage.pass(30);
	},
};

/** The same player on one server, on another, and on the first again. */
export const thereAndBack: Story = {
	about: "a player goes to another server, earns there, and comes back",
	trouble: "none",
	play: async (stage) => {
		const first = await stage.startServer(AVA);
		stage.members.ask(AVA, 50);
		await stage.pass(15);
		stage.roblox.leave(AVA.id);
		await stage.pass(10);
		await stage.startServer(AVA);
		stage.members.ask(AVA, 7);
		stage.openChest(AVA);
		await stage.pass(15);
		stage.roblox.leave(AVA.id);
		await stage.pass(10);
		stage.roblox.join(AVA.id, first);
		await stage.pass(15);
		stage.openChest(AVA);
		stage.members.ask(AVA, 3);
		await stage.pass(15);
	},
};
