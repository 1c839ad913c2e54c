import { NO_FAULTS, USUAL_FATE } from "../../roblox/faults";
import { AVA, type Stage } from "../stage/stage";
import type { Story } from "./story";

const LOG_ROUTE = "/log/transactions";

/** The list of Ava's receipts is full, and some changes wait for a number. */
async function fillList(stage: Stage): Promise<void> {
	await stage.startServer(AVA);
	stage.members.ask(AVA, 5_000);
	await stage.pass(15);
	stage.faults.http = {
		decide: ({ jobId, url }) =>
			jobId !== null && url.endsWith(LOG_ROUTE) ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE,
	};
	await spendUntilFull(stage);
}

/** More receipts than a list takes, while none of them is acknowledged. */
export async function spendUntilFull(stage: Stage): Promise<void> {
	for (let round = 0; round < 21; round += 1) {
		for (let count = 0; count < 50; count += 1) stage.spend(AVA, 1);
		await stage.pass(0.5);
	}
	await stage.pass(20);
}

export const fullList: Story = {
	about: "the audit is out of reach until the receipt list is full; then a command, coins, and everything is well",
	play: async (stage) => {
		await fillList(stage);
		stage.members.ask(AVA, 7);
		stage.openChest(AVA);
		await stage.pass(20);
		stage.openChest(AVA);
		await stage.pass(20);
		stage.faults.http = NO_FAULTS.http;
		await stage.pass(200);
	},
};

export const fullListOfCoins: Story = {
	about: "the list is full and more coins come, but no command ever does",
	play: async (stage) => {
		await fillList(stage);
		stage.openChest(AVA);
		await stage.pass(20);
		stage.faults.http = NO_FAULTS.http;
		await stage.pass(200);
	},
};
