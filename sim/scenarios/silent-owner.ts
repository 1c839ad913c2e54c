import { NO_FAULTS, USUAL_FATE } from "../roblox/faults";
import { AVA, createStoryWorld } from "./story-world";

/**
 * Ava's server lives, saves, and hears neither the companion nor a doorbell for ten minutes. Its lock is alive: the
 * command waits until the server is heard again. With `--stores-fail` it cannot save either, so that only Roblox's list
 * of running servers speaks for it; with `--list-fails` that list cannot be had.
 */
const storesFail = process.argv.includes("--stores-fail");
const listFails = process.argv.includes("--list-fails");
let home = "";
let isCutOff = false;
const story = createStoryWorld({
	faults: {
		http: {
			decide: ({ jobId, url }) => {
				const isLost = (isCutOff && jobId === home) || (listFails && url.includes("/game-servers"));
				return isLost ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE;
			},
		},
		stores: {
			decide: ({ jobId }) =>
				storesFail && isCutOff && jobId === home ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE,
		},
		messages: { decide: (copy) => (isCutOff && copy.jobId === home ? [] : NO_FAULTS.messages.decide(copy)) },
	},
});
const { world } = story;
home = world.roblox.addServer();
world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
isCutOff = true;
story.give("waits", 7);
const settledWhileSilent = await story.secondsToSettle("waits", 600);
isCutOff = false;
const settledAfter = await story.secondsToSettle("waits", 120);

story.end({
	settledWhileSilent,
	settledAfter,
	state: story.stateOf("waits"),
	locksBroken: story.log.filter((line) => line.includes("lock-found-dead")).length,
	isPlaying: world.roblox.players.serverOf(AVA.id) === home,
});
