import { expect, test } from "bun:test";
import type { StoreRequest } from "../../luau/records";
import { type ScriptedVm, valueOf } from "../testing/scripted-vm";
import { TestWorld } from "../testing/test-world";

const KEY = { store: "EconomyWallet", scope: "global", key: "Player_101" };
const READ: StoreRequest = { ...KEY, kind: "store.get", api: "UpdateAsync", useCache: false };

function entry(active: string | null, forceLoad: string | null = null): string {
	const session = (jobId: string | null): unknown => (jobId === null ? null : [2, jobId]);
	const metadata = { ActiveSession: session(active), ForceLoadSession: session(forceLoad) };
	return JSON.stringify({ Data: {}, MetaData: metadata, GlobalUpdates: [0, []] });
}

/** Reads the key and writes `value` over what it found, as an UpdateAsync does. */
async function update(world: TestWorld, vm: ScriptedVm, value: string): Promise<void> {
	vm.request(READ, (read) => {
		const found = valueOf(read);
		const version = typeof found === "object" && found !== null && "version" in found ? String(found.version) : null;
		vm.request({ ...KEY, kind: "store.cas", expect: version, value, userIds: [], metadata: {} });
	});
	await world.run(2);
}

/** A player in a live game on the first server, which holds his wallet, and a second server beside it. */
async function makeHeldWallet(): Promise<{
	world: TestWorld;
	owner: { jobId: string; vm: ScriptedVm };
	other: { jobId: string; vm: ScriptedVm };
}> {
	const world = new TestWorld();
	const [owner, other] = [await world.addServer(), await world.addServer()];
	world.roblox.join(101, owner.jobId);
	await update(world, owner.vm, entry(owner.jobId));
	return { world, owner, other };
}

test("the holder's own load, saves and release count as nothing", async () => {
	const { world, owner } = await makeHeldWallet();
	await update(world, owner.vm, entry(owner.jobId));
	world.roblox.leave(101);
	await update(world, owner.vm, entry(null));
	expect([world.roblox.bystanderCalls.count(), world.roblox.sessionsEnded.count()]).toEqual([0, 0]);
});

test("a force-loading bystander shows in both counters", async () => {
	const { world, owner, other } = await makeHeldWallet();
	await update(world, other.vm, entry(owner.jobId, other.jobId));
	expect(world.roblox.bystanderCalls.calls).toMatchObject([{ jobId: other.jobId, userId: 101 }]);
	expect(world.roblox.sessionsEnded.cases).toEqual([
		{ how: "force-load-asked", userId: 101, jobId: owner.jobId, by: other.jobId },
	]);
});

test("a lock that is replaced, cleared or removed under a present player counts each time", async () => {
	for (const value of [entry("thief"), entry(null), null]) {
		const { world, owner } = await makeHeldWallet();
		if (value === null) world.roblox.stores.remove(KEY, "open-cloud");
		else world.roblox.stores.set(KEY, { value, userIds: [], metadata: {} }, "open-cloud");
		expect(world.roblox.sessionsEnded.cases).toEqual([
			{ how: "lock-taken", userId: 101, jobId: owner.jobId, by: "open-cloud" },
		]);
	}
});

test("a hop is nobody's fault: the next server may claim the lock of the one that was left", async () => {
	const { world, owner, other } = await makeHeldWallet();
	world.roblox.hop(101, other.jobId);
	await world.run(2);
	await update(world, other.vm, entry(owner.jobId, other.jobId));
	await update(world, other.vm, entry(other.jobId));
	expect([world.roblox.bystanderCalls.count(), world.roblox.sessionsEnded.count()]).toEqual([0, 0]);
});

test("an envelope to this server, by message or in an answer, lets it touch that wallet and no other", async () => {
	const envelopeTo = (to: string, userId: number): string =>
		JSON.stringify({ v: 1, type: "economy.command", to, userId });
	let answer = "{}";
	const world = new TestWorld({ fetchCompanion: () => Promise.resolve(new Response(answer)) });
	const { jobId, vm } = await world.addServer();
	vm.request({ kind: "message.subscribe", topic: "t", subscription: 1 });
	await world.run(1);
	const body = JSON.stringify({ topic: "t", message: envelopeTo(jobId, 101) });
	await world.openCloud("POST", "/cloud/v2/universes/1:publishMessage", { body });
	await world.run(3);
	await update(world, vm, entry(null));
	expect(world.roblox.bystanderCalls.count()).toBe(0);
	vm.request({ ...READ, key: "Player_102" });
	await world.run(1);
	expect(world.roblox.bystanderCalls.count()).toBe(1);
	answer = `{"commands":[${envelopeTo(jobId, 102)},${envelopeTo("other", 103)}]}`;
	vm.request({ kind: "http", url: "https://companion.test/", method: "GET", headers: {}, body: null, timeout: 0 });
	await world.run(1);
	vm.request({ ...READ, key: "Player_102" });
	vm.request({ ...READ, key: "Player_103" });
	await world.run(1);
	expect(world.roblox.bystanderCalls.calls.map((call) => call.userId)).toEqual([102, 103]);
});

test("a server may go on with a lock of its own long after the player left, and not once it is gone", async () => {
	const { world, owner } = await makeHeldWallet();
	world.roblox.leave(101);
	await world.run(300);
	await update(world, owner.vm, entry(null));
	expect(world.roblox.bystanderCalls.count()).toBe(0);
	owner.vm.request(READ);
	await world.run(1);
	expect(world.roblox.bystanderCalls.count()).toBe(1);
});

test("a holder that gives up its own lock ended nobody else's session", async () => {
	const { world, owner } = await makeHeldWallet();
	await update(world, owner.vm, entry(null));
	expect(world.roblox.sessionsEnded.count()).toBe(0);
});

test("keys that are no wallets are nobody's business", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	vm.request({ ...READ, key: "purser-fence" });
	vm.request({ ...READ, key: "Player_1x" });
	await world.run(1);
	expect(world.roblox.bystanderCalls.count()).toBe(0);
});
