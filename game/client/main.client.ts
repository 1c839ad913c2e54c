import { Players, ReplicatedStorage } from "@rbxts/services";
import { BALANCE_REMOTE } from "../../shared/store-keys";
import { createBalanceHud } from "./balance-hud";
import { type BalanceNews, takeNews } from "./balance-news";
import { followSwitches } from "./hud-switch";

const player = Players.LocalPlayer;
const hud = createBalanceHud(player.WaitForChild("PlayerGui"), (seconds, run) => {
	const thread = task.delay(seconds, run);
	return () => task.cancel(thread);
});
const remote = ReplicatedStorage.WaitForChild(BALANCE_REMOTE);
assert(remote.IsA("RemoteEvent"), "the server makes the balance remote");
followSwitches([remote, player], (isVisible) => hud.setVisible(isVisible));
let shown: BalanceNews | undefined;
remote.OnClientEvent.Connect((message: unknown) => {
	const news = takeNews(shown, message);
	if (news === undefined) return;
	shown = news;
	hud.show(news);
});
