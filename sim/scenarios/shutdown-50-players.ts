import { SECOND } from "../clock/scheduler";
import { USUAL_FATE } from "../roblox/faults";
import { shopScripts } from "../world/create-world";
import { createStoryWorld } from "./story-world";

const PLAYERS = Array.from({ length: 50 }, (_, index) => ({
	id: 1_000_000_001 + index,
	name: `Player${index}`,
	displayName: `Player${index}`,
}));
/** The companion is far away, and busy. */
const SHIPPING_SECONDS = 6;

/**
 * A full server is shut down. Each of its 50 players has just opened a chest, and nothing of it is stored. With
 * `--close-first` BindToClose runs before the players are removed; the platform does not say which comes first.
 */
const shutdownOrder = process.argv.includes("--close-first") ? "close-first" : "leave-first";
const story = createStoryWorld({
	users: PLAYERS,
	scripts: shopScripts(),
	shutdownOrder,
	faults: {
		http: {
			decide: ({ url }) =>
				url.endsWith("/log/transactions") ? { outcome: "usual", delayMicros: SHIPPING_SECONDS * SECOND } : USUAL_FATE,
		},
	},
});
const { world } = story;
const everybody = PLAYERS.map(({ id }) => id);
const openChests = (): void => {
	for (const userId of everybody) world.roblox.fireRemote(userId, "ReplicatedStorage.OpenChest", []);
};
const count = (holds: (userId: number) => boolean): number => everybody.filter(holds).length;
const auditedRows = (): number =>
	everybody.reduce(
		(total, userId) => total + (world.companion.companion.auditReader.list({ userId, limit: 100 })?.rows.length ?? 0),
		0,
	);

const home = world.roblox.addServer();
for (const userId of everybody) world.roblox.join(userId, home);
await world.pass(40);
openChests();
await world.pass(10);
openChests();
await world.pass(3);
const storedBefore = count((userId) => story.wallet(userId)?.balance === 50);
const from = world.clock.now();
world.roblox.shutdown(home);
await world.passUntil(() => !world.roblox.server(home).isRunning(), 60);
const closedAfter = Math.round((world.clock.now() - from) / SECOND);

story.end({
	storedBefore,
	closedAfter,
	stored: count((userId) => story.wallet(userId)?.balance === 50),
	locked: count((userId) => story.lockJob(userId) !== undefined),
	// At the very end of the server: what comes later, the companion had to read by itself.
	audited: auditedRows(),
});
