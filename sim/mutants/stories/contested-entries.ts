import { SECOND } from "../../clock/scheduler";
import { NO_FAULTS, USUAL_FATE } from "../../roblox/faults";
import type { RobloxUser } from "../../roblox/vm-port";
import { AVA, HANA } from "../stage/stage";
import type { Story } from "./story";

const SLOW = { outcome: "usual", delayMicros: 100 * SECOND } as const;

/** Scenario `foreign-tag`. */
export const stuckRelease: Story = {
	about: "a player hops while the release of his old server is stuck; the new one steals the lock and earns",
	play: async (stage) => {
		const old = await stage.startServer(AVA);
		const next = await stage.startServer();
		stage.faults.stores = { decide: ({ jobId }) => (jobId === old ? SLOW : USUAL_FATE) };
		stage.members.ask(AVA, 50);
		await stage.pass(4);
		stage.roblox.leave(AVA.id);
		await stage.pass(1);
		stage.roblox.join(AVA.id, next);
		await stage.pass(75);
		stage.openChest(AVA);
		await stage.pass(60);
		stage.faults.stores = NO_FAULTS.stores;
		await stage.pass(60);
	},
};

/** Scenario `void-while-held`. */
export const slowExecutor: Story = {
	about: "commands live a minute; the designated server's data store calls take longer",
	config: { commandLifetimeSeconds: 60 },
	play: async (stage) => {
		await stage.startServer();
		stage.members.ask(HANA, 5);
		await stage.pass(15);
		stage.faults.stores = { decide: () => ({ outcome: "usual", delayMicros: 80 * SECOND }) };
		stage.members.ask(HANA, 50);
		await stage.pass(20);
		stage.faults.stores = NO_FAULTS.stores;
		await stage.pass(150);
		stage.members.ask(HANA, 7);
		await stage.pass(15);
	},
};

/** A server that lives on, with its player, where the companion cannot hear it. */
export const cutOffOwner: Story = {
	about: "the player's server cannot reach the companion, which names another one; messages still arrive everywhere",
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		await stage.startServer();
		stage.members.ask(AVA, 50);
		stage.members.ask(HANA, 50);
		await stage.pass(15);
		stage.faults.http = {
			decide: ({ jobId }) => (jobId === home ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE),
		};
		stage.faults.messages = {
			decide: ({ jobId, usualDelayMicros }) => (jobId === home ? [] : [usualDelayMicros]),
		};
		await stage.pass(60);
		stage.members.ask(AVA, 7);
		stage.openChest(AVA);
		await stage.pass(40);
		stage.openChest(AVA);
		await stage.pass(200);
		Object.assign(stage.faults, NO_FAULTS);
		await stage.pass(60);
	},
};

export const raceOnEntry: Story = {
	about: "a player joins between the read and the write for an absent player's command",
	play: async (stage) => {
		const home = await stage.startServer();
		const other = await stage.startServer();
		stage.members.ask(HANA, 5);
		await stage.pass(15);
		const calls = stage.recorder.events.length;
		stage.members.ask(HANA, 50);
		const findCall = () =>
			stage.recorder.events
				.slice(calls)
				.find(({ event }) => event.kind === "store.called" && isOf(HANA, event.request));
		await stage.passUntil(() => findCall() !== undefined, 30);
		const event = findCall()?.event;
		const busy = event?.kind === "store.called" ? event.jobId : other;
		stage.faults.stores = {
			decide: ({ jobId, request }) => ({
				outcome: "usual",
				delayMicros: jobId === busy && request.kind === "store.cas" ? 3 * SECOND : 0,
			}),
		};
		stage.roblox.join(HANA.id, busy === home ? other : home);
		await stage.pass(30);
		stage.openChest(HANA);
		stage.members.ask(HANA, 7);
		await stage.pass(30);
	},
};

function isOf(player: RobloxUser, request: { readonly key: string }): boolean {
	return request.key === `Player_${player.id}`;
}

export const slowSaves: Story = {
	about: "each write takes three seconds, and coins come every second",
	play: async (stage) => {
		await stage.startServer(AVA);
		stage.faults.stores = {
			decide: ({ request }) => ({ outcome: "usual", delayMicros: request.kind === "store.cas" ? 3 * SECOND : 0 }),
		};
		for (let count = 0; count < 20; count += 1) {
			stage.openChest(AVA);
			if (count % 5 === 0) stage.members.ask(AVA, 10 + count);
			await stage.pass(1);
		}
		await stage.pass(30);
	},
};
