import { SECOND } from "../../clock/scheduler";
import { NO_FAULTS, USUAL_FATE } from "../../roblox/faults";
import { AVA, HANA } from "../stage/stage";
import type { Story } from "./story";

const LOG_ROUTE = "/log/transactions";

/** Scenario `last-server-crash`. */
export const onlyServerCrashes: Story = {
	about: "the only server crashes with a player's lock, a command comes for him, and nobody ever plays again",
	goneForGood: [AVA, HANA],
	trouble: "servers-end",
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		stage.members.ask(AVA, 50);
		await stage.pass(20);
		stage.roblox.crash(home);
		await stage.pass(2);
		stage.members.ask(AVA, 7);
		await stage.pass(180);
	},
};

/** Scenario `quiet-wallet`. */
export const quietWallet: Story = {
	about: "a player earns and leaves, his server crashes before it has shipped that, and he never comes back",
	goneForGood: [AVA],
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		stage.members.ask(AVA, 50);
		await stage.pass(20);
		stage.faults.http = {
			decide: ({ jobId, url }) =>
				jobId !== null && url.endsWith(LOG_ROUTE) ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE,
		};
		stage.openChest(AVA);
		// The autosave takes the coin along, and a heartbeat tells of it.
		await stage.pass(45);
		stage.roblox.leave(AVA.id);
		await stage.pass(15);
		stage.roblox.crash(home);
		stage.faults.http = NO_FAULTS.http;
		await stage.pass(200);
	},
};

/** Scenario `yoinked-join`. */
export const joinAndCommand: Story = {
	about: "commands arrive while the player's profile is being loaded by a slow data store",
	play: async (stage) => {
		const home = await stage.startServer();
		stage.members.ask(AVA, 5);
		await stage.pass(20);
		stage.faults.stores = { decide: () => ({ outcome: "usual", delayMicros: 4 * SECOND }) };
		stage.roblox.join(AVA.id, home);
		await stage.pass(1);
		stage.members.ask(AVA, 7);
		await stage.pass(2);
		stage.members.ask(AVA, 9);
		await stage.pass(20);
		stage.faults.stores = NO_FAULTS.stores;
		await stage.pass(40);
	},
};
