import { fileURLToPath } from "node:url";
import { BALANCE_REMOTE, HUD_ATTRIBUTE } from "../../../shared/store-keys";
import { loadPlace } from "../../rojo/load-place";
import type { InboxRecord } from "../records";
import { report, reportEqual } from "./report";
import { TinyWorld } from "./tiny-world";

/** The compiled client of the game, as a player sees it. */
const place = loadPlace(fileURLToPath(new URL("../../../default.project.json", import.meta.url)));
const NOTICE = "Players.Ann.PlayerGui.PurserHud.Stack.Notice";
const REMOTE = `ReplicatedStorage.${BALANCE_REMOTE}`;

const world = new TinyWorld();
const client = world.start(place, { side: "client", client: { userId: 5, name: "Ann", displayName: "Ann" } });

/** What is on the screen after that. */
function screenAfter(seconds: number, ...records: InboxRecord[]): readonly string[] {
	client.inbox.push(...records);
	world.run(seconds);
	return client.outbox.findLast((record) => record.t === "screen")?.lines ?? [];
}

function tell(revision: number, balance: number, delta: number, reason = ""): InboxRecord {
	return { t: "remote", path: REMOTE, userId: 5, args: [{ revision, balance, delta, reason, source: "spec", at: 1 }] };
}

function hide(path: string, value: boolean | null): InboxRecord {
	return { t: "attribute", path, name: HUD_ATTRIBUTE, value };
}

reportEqual("nothing is shown before the server made its event", screenAfter(1), []);
reportEqual(
	"nor before a balance was told",
	screenAfter(1, { t: "replicate", className: "RemoteEvent", path: REMOTE }),
	[],
);
reportEqual("a wallet without coins is told to be one", screenAfter(1, tell(0, 0, 0)), ["Coins: 0"]);
reportEqual("a change comes with its reason", screenAfter(1, tell(1, 1_250, 1_250, "quest")), [
	...["Coins: 1,250", "#1", "+1,250 quest"],
]);
reportEqual("the notice goes by itself", screenAfter(10), ["Coins: 1,250", "#1"]);
reportEqual("older news are none", screenAfter(1, tell(1, 7, 7), tell(0, 8, 8)), ["Coins: 1,250", "#1"]);
reportEqual("a loss", screenAfter(1, tell(2, 1_000, -250, "hat")), ["Coins: 1,000", "#2", "-250 hat"]);
reportEqual("pressed, a notice goes at once", screenAfter(0.2, { t: "press", path: NOTICE }), ["Coins: 1,000", "#2"]);
const nonsense: InboxRecord = { t: "remote", path: REMOTE, userId: 5, args: ["9", { revision: 9 }] };
reportEqual("what is no message changes nothing", screenAfter(1, nonsense), ["Coins: 1,000", "#2"]);
reportEqual("a script hides it for this player", screenAfter(1, hide("Players.Ann", false)), []);
reportEqual("hidden, it listens on", screenAfter(1, tell(3, 1_001, 1)), []);
reportEqual("and is back with the newest", screenAfter(10, hide("Players.Ann", null)), ["Coins: 1,001", "#3"]);
reportEqual("the game hides it for everybody", screenAfter(1, hide(REMOTE, false)), []);
report("the client says nothing to the server", !client.outbox.some((record) => record.t === "remote"), "");
report("no errors", client.errors.length === 0, client.errors);
