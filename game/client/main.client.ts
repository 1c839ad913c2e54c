import { Players, ReplicatedStorage } from "@rbxts/services";
import { t } from "@rbxts/t";
import { BALANCE_REMOTE } from "../../shared/store-keys";
import { createBalanceHud } from "./balance-hud";

const isShownBalance = t.interface({ revision: t.number, balance: t.number, delta: t.number, reason: t.string });

const show = createBalanceHud(Players.LocalPlayer.WaitForChild("PlayerGui"));
const remote = ReplicatedStorage.WaitForChild(BALANCE_REMOTE);
assert(remote.IsA("RemoteEvent"), "the server makes the balance remote");
let newest = -1;
remote.OnClientEvent.Connect((message: unknown) => {
	// Messages may overtake each other when the player changes servers; the higher revision is the newer truth.
	if (!isShownBalance(message) || message.revision <= newest) return;
	newest = message.revision;
	show(message);
});
