import { Random } from "../random";
import { createInProcessCompanion } from "../world/in-process-companion";
import { VIRTUAL_CONFIG } from "../world/virtual-world";
import { AVA, createStoryWorld } from "./story-world";

/**
 * Somebody starts a second companion with a database of its own on the same store, and asks it for coins. It takes no
 * command and turns game servers away, and the first one goes on.
 */
const story = createStoryWorld();
const { world } = story;
const home = world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
const alarms: string[] = [];
const second = createInProcessCompanion({
	scheduler: world.clock,
	random: new Random(2),
	config: VIRTUAL_CONFIG,
	fetch: (request) => world.roblox.openCloud.handle(request),
	onLog: (entry) => {
		if (entry.level === "error") alarms.push(`${entry.event} ${String(entry.facts?.["problem"])}`);
	},
});
second.companion.start();
await world.pass(10);
let submission: string | undefined;
const people = { userName: AVA.name, actorId: "1100000000000000901", actorName: "Mia" };
const request = {
	guildId: VIRTUAL_CONFIG.guildId,
	id: "txn:1:second",
	userId: AVA.id,
	delta: 99,
	reason: "",
	...people,
};
void second.companion.ledger.submit(request).then((taken) => {
	submission = taken.kind === "refused" ? taken.code : taken.kind;
});
const knock = second.handle(new Request("http://companion.test/game/session", { method: "POST", body: "{}" }));
await world.pass(700);
const { status } = await knock;
story.give("first", 50);
const settledAfter = await story.secondsToSettle("first", 60);
second.close();

story.end({ alarms, submission, status, settledAfter, stored: story.stored(), audited: story.audited() });
