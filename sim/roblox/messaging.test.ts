import { expect, test } from "bun:test";
import type { InboxRecord, WorldRequest } from "../luau/records";
import type { ScriptedVm } from "./testing/scripted-vm";
import { TestWorld } from "./testing/test-world";

function publish(topic: string, data: string): WorldRequest {
	return { kind: "message.publish", topic, data };
}

function messagesOf(vm: ScriptedVm): Extract<InboxRecord, { t: "message" }>[] {
	return vm.received.filter((record) => record.t === "message");
}

async function subscribed(world: TestWorld, topic = "news"): Promise<ScriptedVm> {
	const { vm } = await world.addServer();
	vm.request({ kind: "message.subscribe", topic, subscription: 1 });
	await world.run(1);
	return vm;
}

test("a message reaches every subscription of its topic, the sender's too, and no other", async () => {
	const world = new TestWorld();
	const [first, second, other] = [await subscribed(world), await subscribed(world), await subscribed(world, "else")];
	first.request(publish("news", '"hi"'));
	await world.run(3);
	expect(messagesOf(first).map((message) => message.data)).toEqual(['"hi"']);
	expect(messagesOf(second).map((message) => message.subscription)).toEqual([1]);
	expect(messagesOf(other)).toEqual([]);
});

test("a message is not delivered before a second, and nobody hears what came before he subscribed", async () => {
	const world = new TestWorld();
	const vm = await subscribed(world);
	vm.request(publish("news", "1"));
	await world.run(1);
	expect(messagesOf(vm)).toEqual([]);
	const late = await subscribed(world);
	await world.run(2);
	expect(messagesOf(vm)).toHaveLength(1);
	expect(messagesOf(late)).toEqual([]);
});

test("what Open Cloud publishes arrives as JSON text of a string", async () => {
	const world = new TestWorld();
	const vm = await subscribed(world);
	const body = JSON.stringify({ topic: "news", message: '{"v":1}' });
	expect((await world.openCloud("POST", "/cloud/v2/universes/1:publishMessage", { body })).status).toBe(200);
	await world.run(3);
	expect(messagesOf(vm).map((message) => message.data)).toEqual(['"{\\"v\\":1}"']);
});

test("a message of 1,024 bytes passes, a larger one and a bad topic are refused", async () => {
	const world = new TestWorld();
	const vm = await subscribed(world);
	const errors: string[] = [];
	const requests = [
		publish("news", JSON.stringify("x".repeat(1_022))),
		publish("news", JSON.stringify("x".repeat(1_023))),
		publish("news", JSON.stringify("é".repeat(600))),
		publish("", "1"),
		publish("t".repeat(81), "1"),
	];
	for (const request of requests) vm.request(request, (answer) => errors.push(answer.ok ? "sent" : "refused"));
	await world.run(3);
	expect(errors.toSorted()).toEqual(["refused", "refused", "refused", "refused", "sent"]);
	expect(messagesOf(vm)).toHaveLength(1);
});

test("no delay is a loss and two delays are a duplicate", async () => {
	for (const copies of [0, 2]) {
		const faults = {
			messages: {
				decide: (copy: { usualDelayMicros: number }) => Array.from({ length: copies }, () => copy.usualDelayMicros),
			},
		};
		const world = new TestWorld({ faults });
		const vm = await subscribed(world);
		vm.request(publish("news", "1"));
		await world.run(3);
		expect(messagesOf(vm)).toHaveLength(copies);
	}
});

test("a topic of one server takes 120 messages a minute", async () => {
	const world = new TestWorld();
	const vm = await subscribed(world);
	for (let index = 0; index < 150; index += 1) vm.request(publish("news", String(index)));
	await world.run(5);
	expect(messagesOf(vm)).toHaveLength(120);
});

test("an unsubscribed server and one that ended hear nothing more", async () => {
	const world = new TestWorld();
	const vm = await subscribed(world);
	vm.send({ t: "unsubscribe", subscription: 1 });
	await world.run(1);
	const gone = await world.addServer();
	gone.vm.request({ kind: "message.subscribe", topic: "news", subscription: 9 });
	await world.run(1);
	world.roblox.crash(gone.jobId);
	vm.request(publish("news", "1"));
	await world.run(3);
	expect([...messagesOf(vm), ...messagesOf(gone.vm)]).toEqual([]);
});

test("a copy that is under way when its subscription ends gets lost", async () => {
	const world = new TestWorld();
	const vm = await subscribed(world);
	vm.request(publish("news", "1"));
	await world.run(0.8);
	vm.send({ t: "unsubscribe", subscription: 1 });
	await world.run(3);
	expect(messagesOf(vm)).toEqual([]);
});

test("a server subscribes 20 times and 8 times more for each player", async () => {
	const world = new TestWorld();
	const { jobId, vm } = await world.addServer();
	world.roblox.join(101, jobId);
	const answers: boolean[] = [];
	for (let subscription = 1; subscription <= 28; subscription += 1) {
		vm.request({ kind: "message.subscribe", topic: `t${subscription}`, subscription }, (answer) =>
			answers.push(answer.ok),
		);
	}
	await world.run(1);
	vm.request({ kind: "message.subscribe", topic: "one more", subscription: 29 }, (answer) => answers.push(answer.ok));
	await world.run(1);
	expect(answers.filter((isOk) => isOk)).toHaveLength(28);
	expect(answers.at(-1)).toBe(false);
});
