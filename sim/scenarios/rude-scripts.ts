import { AVA, createStoryWorld } from "./story-world";

/** Everything a script should not do, and two polite lines at the end. Prints what was answered otherwise than expected. */
const RUDE = `
local economy = require(game:GetService("ServerScriptService").TS.api)
local Players = game:GetService("Players")
local function expect(what, answer, code)
	local got = if answer.ok then "ok" else answer.error
	if got ~= code then
		print("ODD " .. what .. ": " .. got .. " instead of " .. code)
	end
end
economy.onChanged(function(change)
	change.balance = 999
end)
economy.onChanged(function()
	task.wait(1e6)
end)
local heard = 0
economy.onChanged(function(change)
	heard += 1
	print(string.format("HEARD %d %d", heard, change.balance))
end)
Players.PlayerAdded:Connect(function(player)
	expect("before the load", economy.grant(player, 5, "early"), "loading")
	expect("a table for a player", economy.grant({ UserId = player.UserId }, 5, "fake"), "bad-argument")
	expect("an instance for a player", economy.getBalance(workspace), "bad-argument")
	expect("nothing", economy.grant(), "bad-argument")
	economy.getBalanceAsync(player)
	for what, amount in { fraction = 0.5, negative = -1, huge = 1e300, none = 0 / 0, zero = 0 } do
		expect(what, economy.grant(player, amount, "rude"), "bad-amount")
		expect(what, economy.spend(player, amount, "rude"), "bad-amount")
	end
	expect("an amount as text", economy.grant(player, "5", "rude"), "bad-argument")
	expect("a command's key", economy.grant(player, 5, "rude", { key = "txn:1:2" }), "bad-argument")
	expect("more than there is", economy.spend(player, 1, "rude"), "insufficient-funds")
	expect("to himself", economy.transferAsync(player, player, 1, "rude", { key = "game:x" }), "bad-argument")
	expect("products", economy.sellCoins({ coins = 5 }), "bad-argument")
	expect("a receipt", economy.grantPurchaseAsync("receipt", 5), "bad-argument")
	expect("a listener", economy.onChanged(nil), "bad-argument")
	expect("once", economy.grantDurableAsync(player, 10, "polite", { key = "game:1" }), "ok")
	expect("twice", economy.grantDurableAsync(player, 10, "polite", { key = "game:1" }), "ok")
	expect("with another amount", economy.grant(player, 11, "rude", { key = "game:1" }), "key-conflict")
	expect("polite", economy.grantDurableAsync(player, 20, "polite", { key = "game:2" }), "ok")
end)
Players.PlayerRemoving:Connect(function(player)
	expect("while he leaves", economy.grant(player, 5, "late"), "not-held")
	task.wait(1)
	expect("when he has left", economy.grant(player, 5, "late"), "not-held")
end)
`;

const story = createStoryWorld({ scripts: { Rude: RUDE } });
const { world } = story;
const home = world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(60);
world.roblox.leave(AVA.id);
await world.pass(30);
const printed = (word: string): readonly string[] => story.log.filter((line) => line.includes(`output: ${word}`));
const errors = world.roblox.logs.filter(({ level }) => level === "error");

story.end({
	odd: printed("ODD"),
	heard: printed("HEARD").length,
	isTheirOwn: errors.every(({ text }) => text.includes("Rude")),
	balance: story.stored().balance,
	isStored: story.stored().lockedBy === null,
});
