import { SECOND } from "../../clock/scheduler";
import { NO_FAULTS, USUAL_FATE } from "../../roblox/faults";
import { AVA, HANA, type Stage } from "../stage/stage";
import type { Story } from "./story";

const ERASED_SECONDS_MAX = 200;
const LOG_ROUTE = "/log/transactions";

/** Messages of commands that reached a server so far, as somebody could keep them. */
function recordedMessages(stage: Stage): ReadonlySet<string> {
	const delivered = stage.recorder.events.flatMap(({ event }) =>
		event.kind === "message.delivered" && event.topic.startsWith("discord-commands") ? [event.data] : [],
	);
	return new Set(delivered.map((data) => String(JSON.parse(data))));
}

/** Scenarios `erase-purchase` and `erase-replay`. */
export const erasedWallet: Story = {
	about: "a wallet is erased; the player comes back, and an old purchase and an old message come again",
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		stage.buy(AVA, "p1", 100);
		stage.members.ask(AVA, 50);
		await stage.pass(20);
		const early = recordedMessages(stage);
		stage.roblox.leave(AVA.id);
		await stage.pass(15);
		const before = stage.bornOf(AVA);
		stage.erase(AVA);
		await stage.passUntil(() => stage.bornOf(AVA) !== before, ERASED_SECONDS_MAX);
		await stage.pass(15);
		stage.roblox.join(AVA.id, home);
		await stage.pass(15);
		stage.buy(AVA, "p1", 100);
		for (const message of early) await stage.publish(message);
		await stage.pass(15);
		stage.members.ask(AVA, 7);
		await stage.pass(15);
	},
};

/** The write of an erasure meets a wallet that somebody else has written meanwhile. */
export const erasureLosesRace: Story = {
	about: "a player joins between the read and the write of his erasure, while a command for him is under way",
	play: async (stage) => {
		const home = await stage.startServer();
		stage.members.ask(HANA, 5);
		await stage.pass(30);
		stage.faults.messages = { decide: () => [60 * SECOND] };
		stage.faults.http = {
			decide: ({ jobId, method, url }) => {
				if (jobId !== null) return { outcome: "refused", delayMicros: 0 };
				const isWrite = method === "POST" && url.includes("Player_");
				return isWrite ? { outcome: "usual", delayMicros: 10 * SECOND } : USUAL_FATE;
			},
		};
		stage.members.ask(HANA, 50);
		await stage.pass(3);
		stage.erase(HANA);
		await stage.passUntil(() => stage.ownWrites() > 0, 20);
		stage.roblox.join(HANA.id, home);
		await stage.pass(30);
		Object.assign(stage.faults, NO_FAULTS);
		await stage.pass(90);
	},
};

export const erasureBeforeAudit: Story = {
	about: "receipts of a player do not get through, his server crashes after he left, and his wallet is to be erased",
	play: async (stage) => {
		const home = await stage.startServer(AVA);
		stage.members.ask(AVA, 50);
		await stage.pass(20);
		stage.faults.http = {
			decide: ({ jobId, url }) =>
				jobId !== null && url.endsWith(LOG_ROUTE) ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE,
		};
		stage.openChest(AVA);
		await stage.pass(12);
		stage.roblox.leave(AVA.id);
		await stage.pass(15);
		stage.roblox.crash(home);
		stage.erase(AVA);
		await stage.pass(150);
	},
};
