/** A small game in roblox-ts: chests give coins, hats cost coins, players give coins to each other, and coins are sold. */
import { Players, ReplicatedStorage } from "@rbxts/services";
import economy from "../../../game/server/api";

const COINS_IN_A_CHEST = 25;
const PRICE_OF_A_HAT = 40;
/** Developer product -> coins. */
const PRODUCTS = { [1_001]: 100 };

function makeRemote(name: string): RemoteEvent {
	const remote = new Instance("RemoteEvent");
	remote.Name = name;
	remote.Parent = ReplicatedStorage;
	return remote;
}

function makeStat(parent: Instance, name: string): IntValue {
	const stat = new Instance("IntValue");
	stat.Name = name;
	stat.Parent = parent;
	return stat;
}

function findStat(player: Player, name: string): IntValue | undefined {
	const stat = player.FindFirstChild("leaderstats")?.FindFirstChild(name);
	return stat?.IsA("IntValue") ? stat : undefined;
}

// The list of players shows what is stored.
Players.PlayerAdded.Connect((player) => {
	const leaderstats = new Instance("Folder");
	leaderstats.Name = "leaderstats";
	makeStat(leaderstats, "Hats");
	leaderstats.Parent = player;
	const balance = economy.getBalanceAsync(player);
	// No number before the wallet is here: a player whose load failed is not a player without coins.
	if (balance.ok) makeStat(leaderstats, "Coins").Value = balance.value;
});

economy.onChanged((change) => {
	const player = Players.GetPlayerByUserId(change.userId);
	const stat = player && findStat(player, "Coins");
	if (stat === undefined) return;
	stat.Value = change.balance;
	print(`${player?.Name}: ${stat.Value} coins`);
});

makeRemote("OpenChest").OnServerEvent.Connect((player) => {
	economy.grant(player, COINS_IN_A_CHEST, "opened a chest", { source: "chest" });
});

// A hat is worth something, so it is given only for coins that are stored as spent. The key is the hat's number: asking
// twice for the same one, however fast, costs once and gives once.
makeRemote("BuyHat").OnServerEvent.Connect((player) => {
	const hats = findStat(player, "Hats");
	if (hats === undefined) return;
	const options = { key: `game:hat-${hats.Value + 1}`, source: "shop" };
	const answer = economy.spendDurableAsync(player, PRICE_OF_A_HAT, "bought a hat", options);
	if (answer.ok && !answer.value.isRepeat) hats.Value += 1;
	print(`${player.Name} wants a hat: ${answer.ok ? "sold" : answer.error}`);
});

let gifts = 0;
makeRemote("GiveCoins").OnServerEvent.Connect((player, receiverId, amount) => {
	const receiver = typeIs(receiverId, "number") ? Players.GetPlayerByUserId(receiverId) : undefined;
	if (receiver === undefined || !typeIs(amount, "number")) return print(`${player.Name} gives coins: bad-argument`);
	gifts += 1;
	const options = { key: `game:gift-${game.JobId}-${gifts}` };
	const answer = economy.transferAsync(player, receiver, amount, `a gift of ${player.Name}`, options);
	print(`${player.Name} gives coins: ${answer.ok ? "given" : answer.error}`);
});

economy.sellCoins(PRODUCTS);
