import { SECOND } from "../clock/scheduler";
import { USUAL_FATE } from "../roblox/faults";
import { treasureChestScript } from "../world/create-world";
import { AVA, createStoryWorld } from "./story-world";

/**
 * Ava opens a chest, her server saves it, and no receipt of it gets through. She leaves; with `--crash` the server
 * crashes while she still plays. She never comes back, and the server never sends anything again: the companion reads
 * her entry itself.
 */
let isShippingLost = false;
const story = createStoryWorld({
	scripts: { TreasureChest: treasureChestScript() },
	faults: {
		http: {
			decide: ({ jobId, url }) =>
				isShippingLost && jobId !== null && url.includes("/log/transactions")
					? { outcome: "refused", delayMicros: 0 }
					: USUAL_FATE,
		},
	},
});
const { world } = story;
const home = world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
story.give("before", 50);
await story.secondsToSettle("before", 60);
isShippingLost = true;
world.roblox.fireRemote(AVA.id, "ReplicatedStorage.OpenChest", []);
await world.pass(30);
if (!process.argv.includes("--crash")) world.roblox.leave(AVA.id);
await world.pass(30);
const auditedBefore = story.audited();
world.roblox.crash(home);
const from = world.clock.now();
await world.passUntil(() => story.audited().length > auditedBefore.length, 600);

story.end({
	auditedBefore,
	audited: story.audited(),
	afterSeconds: Math.round((world.clock.now() - from) / SECOND),
	stored: story.stored(),
});
