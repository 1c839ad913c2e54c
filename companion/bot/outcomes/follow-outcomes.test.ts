import { describe, expect, test } from "bun:test";
import type { CommandView } from "../../ledger/command-view";
import { createFakeLedger } from "../testing/fake-ledger";
import { createFakeMessages } from "../testing/fake-messages";
import { createFakePorts, START } from "../testing/fake-ports";
import { createFakeReplies } from "../testing/fake-replies";
import { neverWrittenReply } from "../replies/refusal-reply";
import { createMemoryPendingReplies } from "../testing/memory-pending-replies";
import { createOutcomeFollower } from "./follow-outcomes";
import type { Asker } from "./pending-reply";

const ASKER: Asker = { memberId: "3", channelId: "7" };
const MINUTES = 60_000;
const ADDRESS = { applicationId: "4", token: "t1" };
const REQUEST = {
	guildId: "9",
	id: "discord:1",
	userId: 156,
	userName: "builderman",
	delta: 5,
	reason: "",
	actorId: "3",
	actorName: "Mara",
};
const DONE: Partial<CommandView> = { state: "committed", balance: 5, settledAt: START };

/** A process that ended after the command was written, and the one that starts after it. */
async function createRestartedWorld(ageMilliseconds = 0) {
	const ports = createFakePorts();
	const ledger = createFakeLedger(() => ports.clock.now());
	const replies = createFakeReplies();
	const store = createMemoryPendingReplies();
	await ledger.submit(REQUEST);
	const messages = createFakeMessages();
	await store.add({ commandId: REQUEST.id, address: ADDRESS, createdAt: START, asker: ASKER });
	await ports.advance(ageMilliseconds);
	const parts = { ports, ledger, pendingReplies: store, messages };
	const follower = createOutcomeFollower(parts, () => Promise.resolve(neverWrittenReply(REQUEST.id)));
	return { ports, ledger, replies, messages, store, follower };
}

describe("after a restart", () => {
	test("an outcome that came meanwhile reaches its reply", async () => {
		const world = await createRestartedWorld(2_000);
		world.ledger.change(REQUEST.id, DONE);
		await world.follower.start(world.replies);
		await world.ports.settle();
		expect(world.replies.sent).toHaveLength(1);
		expect(world.replies.sent[0]).toMatchObject({ call: "edit", token: "t1" });
		expect(world.replies.lastText()).toStartWith("+5 builderman · Done\nBalance **5**");
		expect(world.store.rows).toEqual([]);
	});

	test("an outcome that comes later reaches its reply, and repeats stay marked", async () => {
		const world = await createRestartedWorld(2_000);
		await world.store.add({
			commandId: REQUEST.id,
			address: { ...ADDRESS, token: "t2" },
			createdAt: START,
			asker: ASKER,
		});
		await world.follower.start(world.replies);
		await world.ports.settle();
		const before = world.replies.sent.length;
		world.ledger.change(REQUEST.id, DONE);
		await world.ports.settle();
		const outcomes = world.replies.sent.slice(before).map((sent) => ("text" in sent ? sent.text.split("\n")[0] : ""));
		expect(outcomes).toEqual(["+5 builderman · Done", "+5 builderman · Repeat of: Done"]);
	});

	test("a command that was never written says that nothing was changed", async () => {
		const world = await createRestartedWorld();
		world.ledger.lose(REQUEST.id);
		await world.follower.start(world.replies);
		await world.ports.settle();
		expect(world.replies.lastText()).toStartWith("Nothing was changed");
		expect(world.store.rows).toEqual([]);
	});

	test("a reply in its last minute gets the last words at once", async () => {
		const world = await createRestartedWorld(14.5 * MINUTES);
		await world.follower.start(world.replies);
		await world.ports.settle();
		expect(world.replies.lastText()).toContain("Still pending");
	});
});

describe("a command that stays open", () => {
	test("gets last words at 14 minutes, with its id and how to look", async () => {
		const world = await createRestartedWorld();
		await world.follower.start(world.replies);
		await world.ports.advance(14 * MINUTES - 1);
		expect(world.replies.lastText()).not.toContain("Still pending");
		await world.ports.advance(1);
		expect(world.replies.lastText()).toStartWith("+5 builderman · Still pending\nIt is still pending");
		expect(world.replies.lastText()).toContain("`/txn`");
		expect(world.replies.lastText()).toContain("the outcome will come as a new one");
		expect(world.replies.lastText()).toContain("`discord:1`");
	});

	test("shows an outcome between the last words and the end of the token", async () => {
		const world = await createRestartedWorld();
		await world.follower.start(world.replies);
		await world.ports.advance(14.5 * MINUTES);
		world.ledger.change(REQUEST.id, DONE);
		await world.ports.settle();
		expect(world.replies.lastText()).toStartWith("+5 builderman · Done");
	});
});

describe("a failing edit of an outcome", () => {
	test("is tried again with growing delay until it is taken", async () => {
		const world = await createRestartedWorld();
		world.ledger.change(REQUEST.id, DONE);
		for (let i = 0; i < 3; i += 1) world.replies.nextResults.push({ ok: false, retriable: true, code: "500" });
		await world.follower.start(world.replies);
		await world.ports.advance(249);
		expect(world.replies.sent).toHaveLength(1);
		await world.ports.advance(1);
		expect(world.replies.sent).toHaveLength(2);
		await world.ports.advance(500);
		expect(world.replies.sent).toHaveLength(3);
		expect(world.store.rows).toHaveLength(1);
		await world.ports.advance(1_000);
		expect(world.replies.sent).toHaveLength(4);
		expect(world.store.rows).toEqual([]);
	});

	test("that Discord refuses for good is logged and not tried again; a message tells instead", async () => {
		const world = await createRestartedWorld();
		world.ledger.change(REQUEST.id, DONE);
		world.replies.nextResults.push({ ok: false, retriable: false, code: "10008" });
		await world.follower.start(world.replies);
		await world.ports.advance(20 * MINUTES);
		expect(world.replies.sent).toHaveLength(1);
		expect(world.messages.posted).toHaveLength(1);
		expect(world.ports.logged).toEqual([
			{ level: "warning", event: "reply-edit-failed", facts: { code: "10008", attempts: 1 } },
		]);
		expect(world.store.rows).toEqual([]);
	});

	test("that Discord refuses for good while the command is open leaves the outcome to a message", async () => {
		const world = await createRestartedWorld();
		world.replies.nextResults.push({ ok: false, retriable: false, code: "10015" });
		await world.follower.start(world.replies);
		await world.ports.advance(20 * MINUTES);
		expect([world.replies.sent.length, world.messages.posted.length]).toEqual([1, 0]);
		world.ledger.change(REQUEST.id, DONE);
		await world.ports.settle();
		expect(world.messages.posted).toHaveLength(1);
		expect(world.store.rows).toEqual([]);
	});

	test("of an older text never overtakes the outcome", async () => {
		const world = await createRestartedWorld();
		world.replies.nextResults.push({ ok: false, retriable: true, code: "500" });
		await world.follower.start(world.replies);
		await world.ports.settle();
		world.ledger.change(REQUEST.id, DONE);
		await world.ports.advance(MINUTES);
		expect(world.replies.sent).toHaveLength(2);
		expect(world.replies.lastText()).toStartWith("+5 builderman · Done");
	});
});

test("stopping stops listening and leaves open replies for the next start", async () => {
	const world = await createRestartedWorld();
	await world.follower.start(world.replies);
	await world.ports.settle();
	const before = world.replies.sent.length;
	await world.follower.stop();
	expect(world.ledger.listenerCount()).toBe(0);
	await world.ports.advance(20 * MINUTES);
	expect(world.replies.sent).toHaveLength(before);
	expect(world.store.rows).toHaveLength(1);
});
