import { beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { SILENCE_SECONDS } from "../../shared/limits";
import { makeTempFolder } from "../testing/temp-folder";
import { newestDatabase, planOf } from "../testing/query-plan";
import { changeRequest, startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { startTestServer, type TestServer } from "../testing/test-server";
import { KNOWN_PLAYERS_STATEMENTS } from "./known-players";

const PLAYERS = [
	[1, "Ava"],
	[2, "avalon"],
	[3, "Ava_2"],
	[4, "AvaX2"],
	[5, "Ben"],
	[6, "7up"],
] as const;

/** Names are said as in the list above unless other ones are given. */
function beatOf(ids: readonly number[], said: readonly (readonly [number, string])[] = PLAYERS) {
	const names = said.filter(([userId]) => ids.includes(userId)).map(([userId, name]) => ({ userId, name }));
	return { players: [...ids], names };
}

function list(world: TestCompanion, typed: string, countMax = 25): readonly string[] {
	return world.companion.knownPlayers.list(typed, countMax).map(({ name, isInGame }) => (isInGame ? `${name}!` : name));
}

/** Those in game are marked with an exclamation mark. */
describe("what is offered while a name is typed", () => {
	let world: TestCompanion;
	let server: TestServer;

	beforeEach(async () => {
		world = startTestCompanion();
		server = await startTestServer(world, "job-1");
		await server.beat(beatOf([1, 2, 3, 4, 5, 6]));
		await world.time.advance(1_000);
		await server.beat({ players: [2, 4, 5] });
	});

	test.each([
		["ava", ["avalon!", "AvaX2!", "Ava", "Ava_2"]],
		["AVA", ["avalon!", "AvaX2!", "Ava", "Ava_2"]],
		["ava_", ["Ava_2"]],
		["ava%", []],
		["%", []],
		["va", []],
		["b", ["Ben!"]],
		["7", ["7up"]],
		["Ben", ["Ben!"]],
		["Benn", []],
		["{", []],
		["é", []],
	])("%p: %p", (typed, offered) => {
		expect(list(world, typed)).toEqual(offered);
	});

	test("before anything is typed: those in game, then whoever was heard of last", async () => {
		await world.time.advance(1_000);
		await world.settled(world.companion.ledger.submit(changeRequest({ userId: 3, userName: "Ava_2" })));
		expect(list(world, "").slice(0, 4)).toEqual(["avalon!", "AvaX2!", "Ben!", "Ava_2"]);
		expect([...list(world, "")].sort()).toEqual(["7up", "Ava", "AvaX2!", "Ava_2", "Ben!", "avalon!"]);
	});

	test("never more than asked for, those in game before all others", () => {
		expect(list(world, "ava", 3)).toEqual(["avalon!", "AvaX2!", "Ava"]);
		expect(list(world, "", 1)).toEqual(["avalon!"]);
	});
});

describe("who counts as in game", () => {
	test("whoever goes to another server is offered once, and stays in game", async () => {
		const world = startTestCompanion();
		const [first, second] = [await startTestServer(world, "job-1"), await startTestServer(world, "job-2")];
		await first.beat(beatOf([1]));
		await second.beat(beatOf([1]));
		expect(list(world, "a")).toEqual(["Ava!"]);
		await first.beat();
		expect(list(world, "a")).toEqual(["Ava!"]);
		await second.beat();
		expect(list(world, "a")).toEqual(["Ava"]);
	});

	test("nobody on a server that went silent; they are again when it is back, though it says no name twice", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await server.beat(beatOf([1]));
		await world.time.advance(120_000);
		expect(list(world, "a")).toEqual(["Ava"]);
		await server.beat({ players: [1] });
		expect(list(world, "a")).toEqual(["Ava!"]);
	});

	test("not a player who left, while his wallet is being given back", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await server.beat(beatOf([1]));
		await server.beat({ wallets: [{ userId: 1, born: "b", epoch: 1, lastSeq: 0, revision: 0, acked: 0 }] });
		expect(list(world, "a")).toEqual(["Ava"]);
	});

	test("a player on a server that says no names, once staff acted on him", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await server.beat({ players: [77] });
		expect(list(world, "b")).toEqual([]);
		await world.settled(world.companion.ledger.submit(changeRequest({ userId: 77, userName: "Builder" })));
		expect(list(world, "b")).toEqual(["Builder!"]);
	});
});

describe("names", () => {
	test("outlive a restart, as does who is in game", async () => {
		const path = join(makeTempFolder(), "purser.sqlite");
		const first = startTestCompanion({ path });
		const server = await startTestServer(first, "job-1");
		await server.beat(beatOf([1, 2]));
		await server.beat({ players: [1] });
		first.companion.stop();
		first.database.close();
		const second = startTestCompanion({ path, life: 2, time: first.time });
		expect(list(second, "a")).toEqual(["Ava!", "avalon"]);
	});

	test("that come later than the player are shown from then on", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await server.beat({ players: [1] });
		expect(list(world, "")).toEqual([]);
		await server.beat(beatOf([1]));
		expect(list(world, "")).toEqual(["Ava!"]);
	});

	test("of players who are not on the server that says them are not taken", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await server.beat({ ...beatOf([1, 2]), players: [1] });
		expect(list(world, "")).toEqual(["Ava!"]);
	});

	test("change: the new one counts, and the old one is free for somebody else", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await server.beat(beatOf([1]));
		await server.beat();
		await server.beat(beatOf([1], [[1, "Avalanche"]]));
		expect(list(world, "")).toEqual(["Avalanche!"]);
		await server.beat();
		await server.beat(beatOf([9], [[9, "AVALANCHE"]]));
		expect(world.companion.knownPlayers.list("ava", 25)).toEqual([{ userId: 9, name: "AVALANCHE", isInGame: true }]);
	});
});

test("the name of a player in game is told by his id, and of nobody who left or whose server fell silent", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const nameOf = (userId: number) => world.companion.knownPlayers.nameInGame(userId);
	await server.beat({ ...beatOf([1, 2]), names: [{ userId: 1, name: "Ava" }] });
	expect([nameOf(1), nameOf(2), nameOf(3)]).toEqual(["Ava", undefined, undefined]);
	await server.beat({ players: [2] });
	expect(nameOf(1)).toBeUndefined();
	await server.beat(beatOf([1]));
	expect(nameOf(1)).toBe("Ava");
	await world.time.advance((SILENCE_SECONDS + 1) * 1_000);
	expect(nameOf(1)).toBeUndefined();
});

test.each([
	[
		"inGame",
		[
			"SEARCH p USING COVERING INDEX presence_name (name>? AND name<?)",
			"SEARCH s EXISTS USING PRIMARY KEY (server_id=?)",
		],
	],
	["nameInGame", ["SEARCH p USING PRIMARY KEY (user_id=?)", "SEARCH s EXISTS USING PRIMARY KEY (server_id=?)"]],
	["earlier", ["SEARCH n USING COVERING INDEX sqlite_autoindex_player_name_1 (name>? AND name<?)"]],
	["newest", ["SCAN n USING INDEX player_name_said"]],
] as const)("%s: along an index, without sorting", (name, steps) => {
	expect(planOf(newestDatabase(), KNOWN_PLAYERS_STATEMENTS[name])).toEqual([...steps]);
});
