import { t } from "@rbxts/t";
import { engineLog } from "../engine/log";
import { handleReceipts } from "../engine/marketplace";
import { engineScheduler } from "../engine/scheduler";
import { boundEconomy, listeners } from "./binding";
import { createEconomy } from "./create-economy";

const isPlayer = t.instanceIsA("Player");

/** All scripts of a server that require this module share one economy. */
const economy = createEconomy({
	findService() {
		return boundEconomy();
	},
	userIdOf(player) {
		return isPlayer(player) ? player.UserId : undefined;
	},
	handleReceipts(isGrantedAsync) {
		handleReceipts(isGrantedAsync);
	},
	log: engineLog,
	listeners,
	scheduler: engineScheduler,
});

export = economy;
