import { expect, test } from "bun:test";
import type { StoreRequest } from "../luau/records";
import type { Fate } from "./faults";
import { type ScriptedVm, valueOf } from "./testing/scripted-vm";
import { TestWorld } from "./testing/test-world";

const KEY = { store: "S", scope: "global", key: "k" };
const GET: StoreRequest = { ...KEY, kind: "store.get", api: "GetAsync", useCache: false };
const CACHED: StoreRequest = { ...GET, useCache: true };

function set(value: string, key = "k"): StoreRequest {
	return { ...KEY, key, kind: "store.set", value, userIds: [], metadata: {} };
}

/** Outcomes in the order of the calls: the value, `null` for no entry, or the error's text. */
function collect(vm: ScriptedVm, requests: readonly StoreRequest[]): unknown[] {
	const outcomes: unknown[] = [];
	for (const request of requests) {
		vm.request(request, (answer) => {
			const value = answer.ok ? answer.value : answer.error;
			outcomes.push(typeof value === "object" && value !== null && "value" in value ? value.value : value);
		});
	}
	return outcomes;
}

test("a cached read is answered for 4 seconds, then asked for anew", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	collect(vm, [set("1")]);
	await world.run(1);
	world.roblox.stores.set(KEY, { value: "2", userIds: [], metadata: {} }, "open-cloud");
	const early = collect(vm, [CACHED, GET]);
	await world.run(1);
	expect(early).toEqual(["1", "2"]);
	world.roblox.stores.set(KEY, { value: "3", userIds: [], metadata: {} }, "open-cloud");
	await world.run(4);
	const late = collect(vm, [CACHED]);
	await world.run(1);
	expect(late).toEqual(["3"]);
});

test("an absent entry and a failed condition are answers, a bad key is an error", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	const outcomes = collect(vm, [
		{ ...GET, key: "" },
		GET,
		{ ...KEY, kind: "store.cas", expect: "other", value: "1", userIds: [], metadata: {} },
		{ ...KEY, kind: "store.remove" },
		{ ...KEY, kind: "store.version", version: "x" },
	]);
	await world.run(1);
	expect(outcomes).toHaveLength(5);
	expect(outcomes[0]).toBe("101: KeyNameEmpty: Key name can't be empty.");
	expect(outcomes.slice(1)).toContainEqual({ conflict: true });
	expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(3);
});

test("over the server's budget calls wait, at 30 waiting the next is dropped, and the waiting ones come through", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	const outcomes = collect(
		vm,
		Array.from({ length: 60 + 30 + 5 }, (_, index) => set(String(index), `k${index}`)),
	);
	await world.run(1);
	const dropped = outcomes.filter((outcome) => String(outcome).startsWith("302: SetAsyncThrottle"));
	expect(dropped.length).toBeGreaterThanOrEqual(4);
	expect(dropped.length).toBeLessThanOrEqual(5);
	expect(outcomes.length).toBeLessThan(70);
	await world.run(40);
	expect(outcomes).toHaveLength(95);
});

test("calls that wait for budget when their server crashes never go out", async () => {
	const world = new TestWorld();
	const { jobId, vm } = await world.addServer();
	collect(
		vm,
		Array.from({ length: 90 }, (_, index) => set(String(index), `k${index}`)),
	);
	await world.run(0.2);
	world.roblox.crash(jobId);
	await world.run(60);
	expect(world.roblox.stores.history.length).toBeLessThanOrEqual(61);
	expect(world.roblox.stores.history.length).toBeGreaterThanOrEqual(60);
});

test("a listing over its budget is dropped at once since it has no queue", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	const list: StoreRequest = {
		...KEY,
		kind: "store.versions",
		ascending: true,
		from: 0,
		to: 0,
		pageSize: 10,
		cursor: null,
	};
	const outcomes = collect(
		vm,
		Array.from({ length: 6 }, () => list),
	);
	await world.run(1);
	expect(outcomes.filter((outcome) => String(outcome).startsWith("ListVersionsAsyncThrottle"))).toHaveLength(1);
});

test("an UpdateAsync costs one read and one write, and its repeat after a conflict nothing", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	const update: StoreRequest = { ...GET, api: "UpdateAsync" };
	const before = world.roblox.budgets.buckets.write.budget();
	collect(vm, [update]);
	await world.run(0.1);
	expect(world.roblox.budgets.buckets.write.budget()).toBe(before - 1);
	await world.run(5);
	vm.request({ ...KEY, kind: "store.cas", expect: "stale", value: "1", userIds: [], metadata: {} });
	await world.run(1);
	const spent = world.roblox.budgets.buckets.write.budget();
	collect(vm, [update]);
	await world.run(0.1);
	expect(world.roblox.budgets.buckets.write.budget()).toBe(spent);
	collect(vm, [update]);
	await world.run(0.1);
	expect(world.roblox.budgets.buckets.write.budget()).toBe(spent - 1);
});

test("4 MB a minute go into one key, more waits while other keys are served", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	const big = JSON.stringify("x".repeat(3_000_000));
	const seen: string[] = [];
	const note = (name: string) => (): number => seen.push(name);
	vm.request(set(big, "hot"), note("first"));
	vm.request(set(big, "hot"), note("second"));
	vm.request(set("1", "cold"), note("cold"));
	await world.run(2);
	expect(seen.toSorted()).toEqual(["cold", "first"]);
	await world.run(60);
	expect(seen).toContain("second");
});

test("a lost answer follows a write that happened, a refusal one that did not", async () => {
	let outcome: Fate["outcome"] = "answer-lost";
	const world = new TestWorld({ faults: { stores: { decide: () => ({ outcome, delayMicros: 0 }) } } });
	const { vm } = await world.addServer();
	const lost = collect(vm, [set("1")]);
	await world.run(1);
	expect(String(lost[0])).toStartWith("502: RequestRejected");
	expect(world.roblox.stores.read(KEY)?.value).toBe("1");
	outcome = "refused";
	const refused = collect(vm, [set("2")]);
	await world.run(1);
	expect(String(refused[0])).toStartWith("InternalServerError");
	expect(world.roblox.stores.read(KEY)?.value).toBe("1");
});

test("every reader gets the text of its own so that nothing is shared", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	collect(vm, [set('{"a":1}')]);
	await world.run(1);
	const answers: unknown[] = [];
	vm.request(GET, (answer) => answers.push(valueOf(answer)));
	await world.run(1);
	expect(answers[0]).toMatchObject({ value: '{"a":1}', userIds: [], metadata: {} });
});
