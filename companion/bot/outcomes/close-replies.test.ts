import { expect, test } from "bun:test";
import { createFakePorts } from "../testing/fake-ports";
import { createMemoryPendingReplies } from "../testing/memory-pending-replies";
import { createReplyCloser } from "./close-replies";
import { createWaitingReplies, type WaitingReply } from "./waiting-replies";

const nothing = () => Promise.resolve();
const EDITOR = {
	show: nothing,
	finish: nothing,
	close: nothing,
	stop: nothing,
	ended: new Promise<never>(() => undefined),
};

async function createWorld(count: number) {
	const ports = createFakePorts();
	const store = createMemoryPendingReplies();
	const reported: unknown[] = [];
	const closer = createReplyCloser(ports, createWaitingReplies(), store, (event) => reported.push(event));
	const all: WaitingReply[] = [];
	for (let number = 1; number <= count; number += 1) {
		const address = { applicationId: "4", token: `t${number}` };
		const asker = { memberId: "3", channelId: "7" };
		const reply = { commandId: `discord:${number}`, address, createdAt: ports.clock.now(), asker, isRepeat: false };
		await store.add(reply);
		all.push({ reply, similar: undefined, editor: EDITOR, phase: "reply", isUnwritten: false, cancels: [] });
	}
	const open = () => store.rows.map(({ commandId }) => commandId);
	return { ports, store, closer, all, open, reported };
}

test("the first of a burst is noted at once, the others together a moment later", async () => {
	const { ports, closer, all, open } = await createWorld(4);
	for (const one of all) closer.closeShown(one);
	await ports.settle();
	expect(open()).toEqual(["discord:2", "discord:3", "discord:4"]);
	await ports.advance(249);
	expect(open()).toHaveLength(3);
	await ports.advance(1);
	expect(open()).toEqual([]);
});

test("what comes by itself is noted at once, each time", async () => {
	const { ports, closer, all, open } = await createWorld(2);
	for (const one of all) {
		closer.closeShown(one);
		await ports.settle();
		expect(open()).not.toContain(one.reply.commandId);
		await ports.advance(1_000);
	}
});

test("an orderly end notes what is left", async () => {
	const { closer, all, open } = await createWorld(3);
	for (const one of all) closer.closeShown(one);
	await closer.stop();
	expect(open()).toEqual([]);
});

test("a store that fails is told to the log, and the reply is shown again by the next process", async () => {
	const { ports, store, closer, all, open, reported } = await createWorld(1);
	store.complete = () => Promise.reject(new Error("disk full"));
	for (const one of all) closer.closeShown(one);
	await ports.settle();
	expect([open(), reported]).toEqual([["discord:1"], ["reply-completion-failed"]]);
});
