import { SECOND } from "../clock/scheduler";
import { walletKey } from "../../shared/store-keys";
import { AVA, createStoryWorld } from "./story-world";

/** What other scripts of the game get to know about Ava. */
const ASK = `
local economy = require(game:GetService("ServerScriptService").TS.api)
game:GetService("Players").PlayerAdded:Connect(function(player)
	local function describe(answer)
		return if answer.ok then tostring(answer.value) else answer.error
	end
	print("at once: " .. describe(economy.getBalance(player)))
	print("after waiting: " .. describe(economy.getBalanceAsync(player)))
end)
`;

/**
 * Ava has 75 coins. When she joins, the data store does not answer for her: the load is tried again, and then she is
 * asked to join again. Nobody is told a balance. When the store is back, so are her coins.
 */
const isOut = { now: false };
const story = createStoryWorld({
	hasClients: true,
	scripts: { Ask: ASK },
	faults: {
		stores: {
			decide: ({ request }) => ({
				outcome: isOut.now && request.key === walletKey(AVA.id) ? "refused" : "usual",
				delayMicros: 0,
			}),
		},
	},
});
const { world } = story;
const told: unknown[] = [];
const kicks: string[] = [];
world.roblox.listen((event) => {
	if (event.kind === "player.kicked") kicks.push(event.message);
	if (event.kind === "remote.fired" && event.userId === AVA.id) told.push(event.args[0]);
});
const home = world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
story.give("before", 75);
await story.secondsToSettle("before", 60);
world.roblox.leave(AVA.id);
await world.pass(30);

isOut.now = true;
const [toldBefore, from] = [told.length, world.clock.now()];
let screens = new Set<string>();
world.roblox.join(AVA.id, home);
await world.passUntil(() => {
	for (const line of world.roblox.screenOf(AVA.id)) screens.add(line);
	return kicks.length > 0;
}, 600);
const duringOutage = {
	secondsToKick: Math.round((world.clock.now() - from) / SECOND),
	isPlaying: world.roblox.players.serverOf(AVA.id) !== undefined,
	told: told.length - toldBefore,
	screen: [...screens].filter((line) => /\d/.test(line)),
};
isOut.now = false;
screens = new Set();
await world.pass(120);
world.roblox.join(AVA.id, home);
await world.pass(60);
const answers = story.log.flatMap((line) => /(?:at once|after waiting): .*/.exec(line)?.[0] ?? []);
const { sessionsEnded } = world.roblox;

story.end({
	duringOutage,
	kicks,
	answers,
	screen: world.roblox.screenOf(AVA.id),
	stored: { balance: story.stored().balance },
	kicked: sessionsEnded.count(),
});
