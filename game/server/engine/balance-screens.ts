import { Players, ReplicatedStorage } from "@rbxts/services";
import { BALANCE_REMOTE, HUD_ATTRIBUTE } from "../../../shared/store-keys";
import type { BalanceScreens } from "../ports";

function findOrCreateRemote(): RemoteEvent {
	const existing = ReplicatedStorage.FindFirstChild(BALANCE_REMOTE);
	if (existing !== undefined && existing.IsA("RemoteEvent")) return existing;
	const remote = new Instance("RemoteEvent");
	remote.Name = BALANCE_REMOTE;
	remote.Parent = ReplicatedStorage;
	return remote;
}

export function createBalanceScreens(showHud: boolean): BalanceScreens {
	const remote = findOrCreateRemote();
	if (!showHud) remote.SetAttribute(HUD_ATTRIBUTE, false);
	return {
		show(userId, message) {
			const player = Players.GetPlayerByUserId(userId);
			if (player !== undefined) remote.FireClient(player, message);
		},
		listen(fired) {
			// The engine supplies the player; what the client sent along is not even read.
			remote.OnServerEvent.Connect((player) => fired(player.UserId));
		},
	};
}
