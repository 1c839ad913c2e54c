import { expect, test } from "bun:test";
import { checkSessionsLive } from "./sessions-live";
import { HistoryBuilder, type EntrySketch } from "./testing/history-builder";
import { AVA, ONE } from "./testing/sound-history";

const NOBODYS = {};
const CLAIMED_BY_NEW: EntrySketch = { activeJob: "crashed", forceLoadJob: "new" };

/** She left `old` for `new`, which has asked for the session that a crashed server still holds. */
function hopped(): HistoryBuilder {
	return new HistoryBuilder()
		.at(1, { kind: "player.joined", jobId: "old", userId: AVA })
		.at(20, { kind: "player.left", jobId: "old", userId: AVA, reason: "Unknown" })
		.at(21, { kind: "player.joined", jobId: "new", userId: AVA })
		.wrote(22, "new", AVA, ONE, CLAIMED_BY_NEW);
}

test("a load that was under way when the player hopped may end, and gives the session back", () => {
	const history = hopped()
		.wrote(25, "old", AVA, ONE, { activeJob: "old" })
		.wrote(26, "old", AVA, ONE, NOBODYS)
		.wrote(29, "new", AVA, ONE, { activeJob: "new" });
	expect(checkSessionsLive(history.build())).toEqual([]);
});

test("a server that gave her session back loads nothing more once she left", () => {
	const history = new HistoryBuilder()
		.at(1, { kind: "player.joined", jobId: "old", userId: AVA })
		.wrote(2, "old", AVA, ONE, { activeJob: "old", loads: 1 })
		.at(20, { kind: "player.left", jobId: "old", userId: AVA, reason: "Unknown" })
		.wrote(20.5, "old", AVA, ONE, { loads: 1 })
		.at(21, { kind: "player.joined", jobId: "new", userId: AVA })
		.wrote(22, "new", AVA, ONE, { ...CLAIMED_BY_NEW, loads: 1 })
		.wrote(25, "old", AVA, ONE, { activeJob: "old", loads: 2 });
	expect(checkSessionsLive(history.build()).map(({ rule }) => rule)).toEqual(["I7"]);
});

test("who comes back to the same server has a load of his own, whenever his last session is given back", () => {
	// The million-command soak met this in seeds 74 and 249, and took the late load for the work of a command.
	const history = new HistoryBuilder()
		.at(1, { kind: "player.joined", jobId: "old", userId: AVA })
		.wrote(2, "old", AVA, ONE, { activeJob: "old", loads: 1 })
		.at(20, { kind: "player.left", jobId: "old", userId: AVA, reason: "Unknown" })
		.at(21, { kind: "player.joined", jobId: "old", userId: AVA })
		.at(22, { kind: "player.left", jobId: "old", userId: AVA, reason: "Unknown" })
		.at(23, { kind: "player.joined", jobId: "new", userId: AVA })
		.wrote(24, "new", AVA, ONE, { activeJob: "old", forceLoadJob: "new", loads: 1 })
		.wrote(25, "old", AVA, ONE, { forceLoadJob: "new", loads: 1 })
		.wrote(26, "old", AVA, ONE, { activeJob: "old", loads: 2 });
	expect(checkSessionsLive(history.build())).toEqual([]);
	const again = history
		.wrote(27, "old", AVA, ONE, { loads: 2 })
		.wrote(28, "new", AVA, ONE, { activeJob: "crashed", forceLoadJob: "new", loads: 2 });
	expect(checkSessionsLive(again.build())).toEqual([]);
	const thirdLoad = again.wrote(29, "old", AVA, ONE, { activeJob: "old", loads: 3 });
	expect(checkSessionsLive(thirdLoad.build()).map(({ rule }) => rule)).toEqual(["I7"]);
});

test("five minutes after she left a load is late no more, unless the server stood still", () => {
	const alive = {
		kind: "http.answered",
		jobId: "new",
		url: "http://companion.test/game/heartbeat",
		body: "{}",
	} as const;
	const late = (history: HistoryBuilder) =>
		checkSessionsLive(history.wrote(380, "old", AVA, ONE, { activeJob: "old" }).build()).length;
	expect(late(hopped().at(370, alive))).toBeGreaterThan(0);
	expect(late(hopped().at(360, { kind: "server.resumed", jobId: "old" }).at(370, alive))).toBe(0);
});
