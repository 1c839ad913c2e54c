import { expect, test } from "bun:test";
import { drawMicros } from "./latencies";
import { type ScriptedVm, valueOf } from "./testing/scripted-vm";
import { TestWorld } from "./testing/test-world";
import { Random } from "../random";
import type { StoreRequest } from "../luau/records";

const GET: StoreRequest = {
	kind: "store.get",
	store: "S",
	scope: "global",
	key: "k",
	api: "UpdateAsync",
	useCache: false,
};
const CAS = { kind: "store.cas", store: "S", scope: "global", key: "k", userIds: [], metadata: {} } as const;

/** UpdateAsync as a VM does it: read, compute, write on the version read, again on a conflict. */
function addOne(vm: ScriptedVm, done: (runs: number) => void, runs = 1): void {
	vm.request(GET, (read) => {
		const entry = valueOf(read);
		const has = typeof entry === "object" && entry !== null && "value" in entry && "version" in entry;
		const value = has ? String(Number(entry.value) + 1) : "1";
		vm.request({ ...CAS, expect: has ? String(entry.version) : null, value }, (written) => {
			const answer = valueOf(written);
			if (typeof answer === "object" && answer !== null && "conflict" in answer) addOne(vm, done, runs + 1);
			else done(runs);
		});
	});
}

test("two servers that update one key at the same time lose nothing", async () => {
	const world = new TestWorld();
	const servers = [await world.addServer(), await world.addServer()];
	const runs: number[] = [];
	for (let round = 0; round < 5; round += 1) {
		for (const { vm } of servers) addOne(vm, (count) => runs.push(count));
		await world.run(5);
	}
	expect(runs).toHaveLength(10);
	expect(Math.max(...runs)).toBeGreaterThan(1);
	expect(world.roblox.stores.read({ store: "S", scope: "global", key: "k" })?.value).toBe("10");
});

test("a record waits for the next frame and a frame pumps once", async () => {
	const world = new TestWorld();
	const { jobId, vm } = await world.addServer();
	vm.wakeAt = undefined;
	await world.run(1);
	const pumps = vm.pumps;
	world.roblox.join(101, jobId);
	world.roblox.join(102, jobId);
	await world.run(1);
	expect(vm.pumps).toBe(pumps + 1);
	expect(vm.received.filter((record) => record.t === "join")).toHaveLength(2);
});

test("a write that was sent before a crash lands and its answer goes nowhere", async () => {
	const world = new TestWorld();
	const { jobId, vm } = await world.addServer();
	vm.request({ ...CAS, kind: "store.set", value: "7" });
	await world.run(0.1);
	const received = vm.received.length;
	world.roblox.crash(jobId);
	await world.run(2);
	expect(world.roblox.stores.history.map((write) => [write.writer, write.value])).toEqual([[jobId, "7"]]);
	expect(vm.received).toHaveLength(received);
	expect(vm.isKilled).toBe(true);
	expect(world.roblox.server(jobId).status()).toBe("crashed");
});

test("an orderly shutdown removes the players, closes, and ends when the VM says so", async () => {
	const world = new TestWorld();
	const { jobId, vm } = await world.addServer();
	world.roblox.join(101, jobId);
	await world.run(1);
	world.roblox.shutdown(jobId);
	await world.run(1);
	expect(vm.received.slice(-2).map((record) => record.t)).toEqual(["leave", "close"]);
	expect(world.roblox.server(jobId).status()).toBe("closing");
	vm.send({ t: "closed" });
	await world.run(1);
	expect(world.roblox.server(jobId).status()).toBe("shut_down");
	expect(world.roblox.players.serverOf(101)).toBeUndefined();
});

test("a shutdown can close before it removes the players, and takes no player any more", async () => {
	const world = new TestWorld({ shutdownOrder: "close-first" });
	const { jobId, vm } = await world.addServer();
	world.roblox.join(101, jobId);
	world.roblox.shutdown(jobId);
	await world.run(1);
	expect(vm.received.map((record) => record.t)).toEqual(["join", "close", "leave"]);
	expect(() => world.roblox.join(102, jobId)).toThrow("takes no players");
});

test("a server that never finishes closing is dropped after 30 seconds", async () => {
	const world = new TestWorld();
	const { jobId } = await world.addServer();
	world.roblox.shutdown(jobId);
	await world.run(29.9);
	expect(world.roblox.server(jobId).status()).toBe("closing");
	await world.run(0.2);
	expect(world.roblox.server(jobId).status()).toBe("shut_down");
});

test("a hop leaves at once and joins the other server about a second later", async () => {
	const world = new TestWorld();
	const first = await world.addServer();
	const second = await world.addServer();
	world.roblox.join(101, first.jobId);
	world.roblox.hop(101, second.jobId);
	expect(world.roblox.players.serverOf(101)).toBeUndefined();
	await world.run(2);
	expect(world.roblox.players.serverOf(101)).toBe(second.jobId);
	expect(first.vm.received.map((record) => record.t)).toContain("leave");
	expect(second.vm.received.map((record) => record.t)).toContain("join");
});

test("a kick makes the player leave with CreatorKick and is counted as a session ended", async () => {
	const world = new TestWorld();
	const { jobId, vm } = await world.addServer();
	world.roblox.join(101, jobId);
	vm.send({ t: "kick", userId: 101, message: "out" });
	await world.run(1);
	expect(vm.received.at(-1)).toEqual({ t: "leave", userId: 101, reason: "CreatorKick" });
	expect(world.roblox.sessionsEnded.cases.map((ended) => ended.how)).toEqual(["kicked"]);
});

test("a VM that dies counts as a crashed server, and what it said last is in the log", async () => {
	const world = new TestWorld();
	const { jobId, vm } = await world.addServer();
	vm.send({ t: "log", level: "error", text: "server died: out of fuel" });
	vm.dead = "out of fuel";
	await world.run(1);
	expect(world.roblox.server(jobId).status()).toBe("crashed");
	expect(world.roblox.errorLogCount()).toBe(1);
});

test("a client gets what was replicated before it came and its screen is kept", async () => {
	const world = new TestWorld({ hasClients: true });
	const { jobId, vm } = await world.addServer();
	vm.send({ t: "replicate", className: "RemoteEvent", path: "ReplicatedStorage.EconomyUpdated" });
	await world.run(1);
	world.roblox.join(101, jobId);
	const client = world.vm(`${jobId} 101`);
	client.send({ t: "screen", lines: ["Coins: 5"] });
	client.send({ t: "remote", path: "ReplicatedStorage.Ask", userId: 0, args: [1] });
	vm.send({ t: "remote", path: "ReplicatedStorage.EconomyUpdated", userId: 101, args: [5] });
	await world.run(1);
	expect(client.received.map((record) => record.t)).toEqual(["replicate", "remote"]);
	expect(world.roblox.screenOf(101)).toEqual(["Coins: 5"]);
	expect(vm.received.at(-1)).toEqual({ t: "remote", path: "ReplicatedStorage.Ask", userId: 101, args: [1] });
});

test("a client that comes later gets the newest attributes, and none of his own of a stay before", async () => {
	const world = new TestWorld({ hasClients: true });
	const { jobId, vm } = await world.addServer();
	const set = (path: string, value: number | null): void => vm.send({ t: "attribute", path, name: "Level", value });
	const levelsOf = async (userId: number): Promise<unknown[]> => {
		world.roblox.join(userId, jobId);
		await world.run(1);
		const { received } = world.vm(`${jobId} ${userId}`);
		return received.flatMap((record) => (record.t === "attribute" ? [`${record.path} ${record.value}`] : []));
	};
	const [first, second] = [101, 102];
	const firstOne = "Players.Ada";
	expect(await levelsOf(first)).toEqual([]);
	set("ReplicatedStorage.Event", 1);
	set("ReplicatedStorage.Event", 2);
	set(firstOne, 3);
	await world.run(1);
	expect(await levelsOf(second)).toEqual(["ReplicatedStorage.Event 2", `${firstOne} 3`]);
	world.roblox.leave(first);
	await world.run(1);
	expect(await levelsOf(first)).toEqual(["ReplicatedStorage.Event 2"]);
});

test("one seed gives one trace and another seed another", async () => {
	const play = async (seed: number): Promise<string> => {
		const world = new TestWorld({ random: new Random(seed) });
		const servers = [await world.addServer(), await world.addServer()];
		for (const { vm } of servers) addOne(vm, () => undefined);
		await world.run(5);
		return world.trace.hash();
	};
	expect(await play(5)).toBe(await play(5));
	expect(await play(5)).not.toBe(await play(6));
});

test("a drawn latency stays within its range", () => {
	const random = new Random("range");
	const drawn = Array.from({ length: 500 }, () => drawMicros(random, [50, 250]));
	expect(Math.min(...drawn)).toBeGreaterThanOrEqual(50_000);
	expect(Math.max(...drawn)).toBeLessThanOrEqual(250_000);
});
