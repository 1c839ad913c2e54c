import { Players } from "@rbxts/services";
import type { PlayerList } from "../ports";

export const enginePlayers: PlayerList = {
	listen(joined, left) {
		Players.PlayerAdded.Connect((player) => joined(player.UserId));
		Players.PlayerRemoving.Connect((player) => left(player.UserId));
		for (const player of Players.GetPlayers()) task.spawn(() => joined(player.UserId));
	},
	has(userId) {
		return Players.GetPlayerByUserId(userId) !== undefined;
	},
	nameOf(userId) {
		return Players.GetPlayerByUserId(userId)?.Name;
	},
	kick(userId, message) {
		Players.GetPlayerByUserId(userId)?.Kick(message);
	},
};
