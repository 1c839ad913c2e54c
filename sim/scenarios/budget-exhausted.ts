import { VIRTUAL_CONFIG } from "../world/virtual-world";
import { walletAddress } from "../world/wallet-address";
import { AVA, createStoryWorld } from "./story-world";

/**
 * No server is live, and four hundred commands for as many players come within a second: more reads and more writes than
 * Roblox allows in a minute. The companion's own budgets hold them back, so Roblox refuses none, all of them wait without
 * harm, and each is settled once. A command that comes for Ava in the middle of it waits its turn like the others.
 */
const COMMANDS = 400;
const LIMIT_PER_MINUTE = 300;
const FIRST_PLAYER = 2_000_000_001;
const players = Array.from({ length: COMMANDS }, (_, index) => FIRST_PLAYER + index);
const calls: { readonly kind: "read" | "write"; readonly at: number }[] = [];
let refusedByRoblox = 0;
const story = createStoryWorld({
	onCall: (request, response) => {
		if (response.status === 429) refusedByRoblox += 1;
		const isEntry = request.url.includes("/datastore/entries/entry?");
		if (isEntry) calls.push({ kind: request.method === "GET" ? "read" : "write", at: world.clock.now() / 1_000_000 });
	},
});
const { world } = story;
const { ledger, budgets } = world.companion.companion;
const settled = new Map<number, string>();
ledger.onSettled((command) => settled.set(command.userId, command.state));

await world.pass(60);
const begun = world.clock.now();
const { guildId, storeName } = VIRTUAL_CONFIG;
const mia = { guildId, actorId: "1100000000000000901", actorName: "Mia", delta: 5, reason: "event" };
for (const userId of players) {
	void ledger.submit({ ...mia, id: `txn:${guildId}:gift-${userId}`, userId, userName: `Player${userId}` });
}
await world.pass(30);
const waiting = COMMANDS - settled.size;
story.give("in-between", 7);
await world.passUntil(() => settled.size === COMMANDS + 1, 900);
const settledAfterSeconds = Math.round((world.clock.now() - begun) / 1_000_000);
await world.pass(60);

const balances = players.map((userId) => {
	const entry = world.roblox.stores.read(walletAddress(storeName, userId));
	return /"balance":(\d+)/.exec(entry?.value ?? "")?.[1] ?? "none";
});
const mostInAMinute = (kind: "read" | "write"): number => {
	const at = calls.filter((call) => call.kind === kind).map((call) => call.at);
	return Math.max(0, ...at.map((start) => at.filter((other) => other >= start && other < start + 60).length));
};
const most = { reads: mostInAMinute("read"), writes: mostInAMinute("write") };
story.end({
	commands: COMMANDS + 1,
	committed: [...settled.values()].filter((state) => state === "committed").length,
	waitingAfterHalfAMinute: waiting,
	settledAfterSeconds,
	refusedByRoblox,
	refusedByBudget: budgets().reduce((sum, budget) => sum + budget.refused, 0),
	mostInAMinute: most,
	isWithinTheLimit: most.reads <= LIMIT_PER_MINUTE && most.writes <= LIMIT_PER_MINUTE,
	hasHeldBack: waiting > 0,
	readsPerCommand: calls.filter(({ kind }) => kind === "read").length / (COMMANDS + 1),
	writesPerCommand: calls.filter(({ kind }) => kind === "write").length / (COMMANDS + 1),
	everyBalanceIsFive: balances.every((balance) => balance === "5"),
	avaGot: settled.get(AVA.id) ?? null,
});
