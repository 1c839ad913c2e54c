import { SECOND } from "../../clock/scheduler";
import { NO_FAULTS, USUAL_FATE } from "../../roblox/faults";
import { forgeBatchOfNewest } from "../stage/forge";
import { AVA, HANA } from "../stage/stage";
import type { Story } from "./story";

const LOG_ROUTE = "/log/transactions";
const REFUSED = { outcome: "refused", delayMicros: 0 } as const;

export const outage: Story = {
	about: "the companion cannot be reached while a player spends ninety times; then his server crashes",
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		await stage.startServer();
		stage.members.ask(AVA, 500);
		await stage.pass(15);
		stage.faults.http = { decide: ({ jobId }) => (jobId === null ? USUAL_FATE : REFUSED) };
		// Quicker than the companion misses the server and looks at the wallet itself.
		for (let round = 0; round < 10; round += 1) {
			for (let count = 0; count < 9; count += 1) stage.spend(AVA, 1);
			// A purchase is stored at once, and what was spent before it with it.
			if (round === 2 || round === 9) stage.buy(AVA, `purchase-${round}`, 5);
			await stage.pass(1);
		}
		stage.members.ask(HANA, 7);
		await stage.pass(12);
		stage.roblox.crash(home);
		stage.faults.http = NO_FAULTS.http;
		await stage.pass(90);
	},
};

export const overtaken: Story = {
	about: "the first of several messages comes last, and heartbeats are slow",
	play: async (stage) => {
		await stage.startServer(AVA);
		let copies = 0;
		stage.faults.messages = {
			decide: () => {
				copies += 1;
				return [copies % 3 === 1 ? 6 * SECOND : 0.2 * SECOND];
			},
		};
		stage.faults.http = {
			decide: ({ url }) =>
				url.endsWith("/game/heartbeat") ? { outcome: "usual", delayMicros: 8 * SECOND } : USUAL_FATE,
		};
		for (let count = 0; count < 6; count += 1) {
			stage.members.ask(AVA, 10 + count);
			await stage.pass(0.4);
		}
		await stage.pass(60);
	},
};

/** Scenario `ack-gap`: what came later is in the audit, what came before is lost with its server. */
export const lateBatch: Story = {
	about: "the newest receipt reaches the audit before the others, and the server that has those crashes",
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		stage.members.ask(AVA, 5);
		await stage.pass(15);
		stage.faults.http = {
			decide: ({ jobId, url }) => (jobId === home && url.endsWith(LOG_ROUTE) ? REFUSED : USUAL_FATE),
		};
		for (let count = 0; count < 6; count += 1) {
			stage.openChest(AVA);
			await stage.pass(1);
		}
		await stage.pass(20);
		const overtaking = stage.companion.handle(forgeBatchOfNewest(stage, AVA));
		await stage.pass(60);
		await overtaking;
		stage.openChest(AVA);
		await stage.pass(20);
		stage.roblox.crash(home);
		stage.faults.http = NO_FAULTS.http;
		await stage.pass(30);
	},
};

export const lostAnswers: Story = {
	about: "data store writes for an absent player succeed, and the server is told that they failed",
	play: async (stage) => {
		await stage.startServer();
		let writes = 0;
		stage.faults.stores = {
			decide: ({ request }) => {
				if (request.kind !== "store.cas") return USUAL_FATE;
				writes += 1;
				return writes % 2 === 1 ? { outcome: "answer-lost", delayMicros: 0 } : USUAL_FATE;
			},
		};
		for (let count = 0; count < 5; count += 1) {
			stage.members.ask(HANA, 10 + count);
			await stage.pass(15);
		}
		await stage.pass(30);
	},
};
