import type { ApiKey } from "../roblox/open-cloud";
import { companionKeys } from "../world/create-world";
import { AVA, createStoryWorld } from "./story-world";

/**
 * The companion was started with two keys. Roblox knows only the old one at first; then the new one is made, the old one
 * is replaced while a command is under way, and the new one alone serves doorbells, reads and conditional writes.
 */
const [OLD, NEW] = ["the-old-key", "the-new-key"];
const known: ApiKey[] = companionKeys(OLD);
const used = new Map<string, number>();
let refused = 0;
const story = createStoryWorld({
	apiKeys: known,
	config: { apiKeys: [OLD, NEW] },
	onCall: (request, response) => {
		if (response.status === 401) refused += 1;
		else count(request.headers.get("x-api-key"));
	},
});
const { world } = story;
const settledAfter: (number | null)[] = [];

function count(key: string | null): void {
	const name = key === OLD ? "old" : key === NEW ? "new" : "none";
	used.set(name, (used.get(name) ?? 0) + 1);
}

async function settle(name: string): Promise<void> {
	settledAfter.push(await story.secondsToSettle(name, 120));
}

const home = world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
story.give("old-key", 50);
await settle("old-key");

known.push(...companionKeys(NEW));
story.give("both-keys", 5);
await world.pass(0.01);
known.shift();
await settle("both-keys");
const refusedByRevocation = refused;
story.give("new-key", 7);
await settle("new-key");

world.roblox.shutdown(home);
await world.pass(60);
const refusedBefore = refused;
story.give("own-write", -2);
await settle("own-write");

const names = ["old-key", "both-keys", "new-key", "own-write"];
story.end({
	settledAfter,
	states: names.map((name) => story.stateOf(name)),
	stored: story.stored(),
	audited: story.audited(),
	answeredCalls: Object.fromEntries(used),
	refusedByRevocation,
	refusedOnceForEachOperationAtMost: refused - refusedBefore <= 1 && refused <= 4,
	keysLogged: story.log.filter((line) => line.includes(OLD) || line.includes(NEW)).length,
	keyChanges: story.log.filter((line) => line.includes("api-key-changed")).length,
});
