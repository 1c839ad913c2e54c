import { parseJson, valueAt } from "../../json";
import { NO_FAULTS, USUAL_FATE } from "../../roblox/faults";
import { forgeCommand } from "../stage/forge";
import { AVA, HANA } from "../stage/stage";
import type { Story } from "./story";

/** Scenario `denied-from-memory`: a journal that lost its last row gives its number again. */
export const forgedTwins: Story = {
	about: "two commands under one number reach a server that cannot save; it must deny neither from memory",
	forges: ["I9", "asked"],
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		stage.members.ask(AVA, 5);
		await stage.pass(15);
		stage.faults.stores = {
			decide: ({ jobId }) => (jobId === home ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE),
		};
		await stage.publish(forgeCommand(stage, AVA, { id: "txn:1100000000000000101:lost", delta: 11 }));
		await stage.publish(forgeCommand(stage, AVA, { id: "txn:1100000000000000101:found", delta: 13 }));
		await stage.pass(30);
		stage.roblox.crash(home);
		stage.faults.stores = NO_FAULTS.stores;
		await stage.pass(30);
	},
};

/** Scenario `stale-takeover`: the envelope that names a lock as dead comes when its job has long proved alive. */
export const staleTakeover: Story = {
	about: "a late message allows another server to break a lock that was renewed since",
	forges: ["I9", "asked"],
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		const other = await stage.startServer();
		stage.members.ask(AVA, 5);
		stage.members.ask(HANA, 5);
		await stage.pass(40);
		const metaData = valueAt(parseJson(stage.entryOf(AVA) ?? ""), "MetaData");
		const updated = Number(valueAt(metaData, "LastUpdate")) - 30;
		const breakLock = { job: home, loads: Number(valueAt(metaData, "SessionLoadCount")), updated };
		stage.faults.messages = {
			decide: ({ jobId, usualDelayMicros }) => (jobId === home ? [] : [usualDelayMicros]),
		};
		const id = "txn:1100000000000000101:late";
		await stage.publish(forgeCommand(stage, AVA, { id, delta: 11, to: other, breakLock }));
		await stage.pass(10);
		stage.openChest(AVA);
		stage.faults.messages = NO_FAULTS.messages;
		await stage.pass(60);
	},
};

/** Scenario `stolen-join`: the lock is dead and may be broken, the claim of the player who is coming back may not. */
export const claimedLock: Story = {
	about: "a crashed server's lock is broken for a command while the player's next server waits for it",
	forges: ["I9", "asked"],
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		const next = await stage.startServer();
		const other = await stage.startServer();
		stage.members.ask(AVA, 5);
		stage.members.ask(HANA, 5);
		await stage.pass(20);
		stage.roblox.crash(home);
		await stage.pass(1);
		stage.roblox.join(AVA.id, next);
		const claim = (): unknown => valueAt(parseJson(stage.entryOf(AVA) ?? ""), "MetaData", "ForceLoadSession", 1);
		await stage.passUntil(() => claim() === next, 30);
		const metaData = valueAt(parseJson(stage.entryOf(AVA) ?? ""), "MetaData");
		const [loads, updated] = ["SessionLoadCount", "LastUpdate"].map((name) => Number(valueAt(metaData, name)));
		stage.faults.messages = {
			decide: ({ jobId, usualDelayMicros }) => (jobId === next ? [] : [usualDelayMicros]),
		};
		const breakLock = { job: home, loads: loads ?? 0, updated: updated ?? 0 };
		const id = "txn:1100000000000000101:dead";
		await stage.publish(forgeCommand(stage, AVA, { id, delta: 11, to: other, breakLock }));
		await stage.pass(10);
		stage.faults.messages = NO_FAULTS.messages;
		await stage.pass(100);
	},
};
