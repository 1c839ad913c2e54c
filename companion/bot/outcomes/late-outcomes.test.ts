import { describe, expect, test } from "bun:test";
import type { CommandView } from "../../ledger/command-view";
import { createFakeLedger } from "../testing/fake-ledger";
import { createFakeMessages } from "../testing/fake-messages";
import { createFakePorts, START } from "../testing/fake-ports";
import { createFakeReplies } from "../testing/fake-replies";
import { createMemoryPendingReplies } from "../testing/memory-pending-replies";
import { neverWrittenReply } from "../replies/refusal-reply";
import { createOutcomeFollower } from "./follow-outcomes";
import type { Asker } from "./pending-reply";

const MINUTES = 60_000;
const DAYS = 86_400_000;
const REQUEST = {
	...{ guildId: "9", id: "discord:1", userId: 156, userName: "builderman", delta: 5, reason: "" },
	...{ actorId: "3", actorName: "Mara" },
};
const DONE: Partial<CommandView> = { state: "committed", balance: 5, settledAt: START };
const IN_CHANNEL: Asker = { memberId: "3", channelId: "7" };
const IN_PRIVATE: Asker = { memberId: "3", channelId: undefined };

const REFUSED = { ok: false, retriable: false, code: "50013" } as const;
const CLOSED = { ok: false, retriable: false, code: "50007" } as const;
const LOST = { ok: false, retriable: true, code: "ETIMEDOUT" } as const;

/** A command given at START, and processes of the bot that follow it, one after the other. */
async function createWorld(asker: Asker | "nobody" = IN_CHANNEL) {
	const ports = createFakePorts();
	const ledger = createFakeLedger(() => ports.clock.now());
	const replies = createFakeReplies();
	const messages = createFakeMessages();
	const store = createMemoryPendingReplies();
	await ledger.submit(REQUEST);
	const address = { applicationId: "4", token: "t1" };
	await store.add({
		...{ commandId: REQUEST.id, address, createdAt: START },
		asker: asker === "nobody" ? undefined : asker,
	});
	const startProcess = async () => {
		const follower = createOutcomeFollower({ ports, ledger, pendingReplies: store, messages }, (id) =>
			Promise.resolve(neverWrittenReply(id)),
		);
		await follower.start(replies);
		await ports.settle();
		return follower;
	};
	const settle = async () => {
		ledger.change(REQUEST.id, DONE);
		await ports.settle();
	};
	const told = () => messages.posted.map(({ to, id }) => `${to} ${id}`);
	return { ports, ledger, replies, messages, store, startProcess, settle, told };
}

/** The token has ended and the command is open. */
async function createLateWorld(asker?: Asker | "nobody") {
	const world = await createWorld(asker);
	const follower = await world.startProcess();
	await world.ports.advance(15 * MINUTES);
	return { ...world, follower };
}

describe("an outcome after 15 minutes", () => {
	test("is told where it was asked, to the one who asked and to nobody else", async () => {
		const world = await createLateWorld();
		const edits = world.replies.sent.length;
		await world.settle();
		expect(world.replies.sent).toHaveLength(edits);
		expect(world.told()).toEqual(["channel 7"]);
		expect(world.messages.posted[0]?.post).toMatchObject({ notifies: "3" });
		expect(world.messages.posted[0]?.text).toStartWith(
			"<@3> **+5 builderman · Done** (your command of <t:1767225600:f> in <#7>)\n+5 builderman · Done\nBalance **5**",
		);
		expect(world.store.rows).toEqual([]);
	});

	test("of what was asked in private is told by direct message", async () => {
		const world = await createLateWorld(IN_PRIVATE);
		await world.settle();
		expect(world.told()).toEqual(["member 3"]);
	});

	test("goes by direct message where the bot may not write", async () => {
		const world = await createLateWorld();
		world.messages.nextResults.push(REFUSED);
		await world.settle();
		expect(world.told()).toEqual(["channel 7", "member 3"]);
		expect(world.store.rows).toEqual([]);
		expect(world.ports.logged).toEqual([]);
	});

	test("of somebody who takes no direct messages either ends with a line in the log", async () => {
		const world = await createLateWorld();
		world.messages.nextResults.push(REFUSED, CLOSED);
		await world.settle();
		expect(world.ports.logged).toEqual([{ level: "warning", event: "outcome-not-told", facts: { code: "50007" } }]);
		expect(world.store.rows).toEqual([]);
	});

	test("is tried again until it is taken, with the same nonce", async () => {
		const world = await createLateWorld();
		world.messages.nextResults.push(LOST, LOST, LOST);
		await world.settle();
		expect(world.told()).toHaveLength(1);
		await world.ports.advance(1_000);
		expect(world.told()).toHaveLength(2);
		expect(world.store.rows).toHaveLength(1);
		await world.ports.advance(2_000 + 4_000);
		expect(world.told()).toHaveLength(4);
		expect(new Set(world.messages.posted.map(({ post }) => post.nonce)).size).toBe(1);
		expect(world.store.rows).toEqual([]);
	});

	test("of a version that did not keep who asked reaches nobody", async () => {
		const world = await createLateWorld("nobody");
		await world.settle();
		expect(world.told()).toEqual([]);
		expect(world.store.rows).toEqual([]);
	});
});

describe("a restart", () => {
	test("days later still tells what came meanwhile, and only once", async () => {
		const world = await createLateWorld();
		await world.follower.stop();
		await world.ports.advance(3 * DAYS);
		await world.settle();
		expect(world.told()).toEqual([]);
		await world.startProcess();
		expect(world.told()).toEqual(["channel 7"]);
		await world.startProcess();
		expect(world.told()).toHaveLength(1);
	});

	test("goes on waiting for what is still open", async () => {
		const world = await createLateWorld();
		await world.follower.stop();
		await world.ports.advance(3 * DAYS);
		await world.startProcess();
		expect(world.told()).toEqual([]);
		await world.settle();
		expect(world.told()).toEqual(["channel 7"]);
	});

	test("after an answer was lost sends the same nonce again", async () => {
		const world = await createLateWorld();
		world.messages.nextResults.push(LOST);
		await world.settle();
		await world.follower.stop();
		await world.startProcess();
		const [first, second] = world.messages.posted;
		expect(second?.post.nonce).toBe(first?.post.nonce ?? "");
		expect(world.store.rows).toEqual([]);
	});

	test("tells that a command was never written", async () => {
		const world = await createWorld();
		await world.ports.advance(20 * MINUTES);
		world.ledger.lose(REQUEST.id);
		await world.startProcess();
		expect(world.messages.posted[0]?.text).toContain("Nothing was changed");
		expect(world.messages.posted[0]?.text).toContain("`discord:1`");
	});

	test("stopping sends nothing more, and leaves what was not told", async () => {
		const world = await createLateWorld();
		world.messages.nextResults.push(LOST);
		await world.settle();
		await world.follower.stop();
		await world.ports.advance(3 * DAYS);
		expect(world.told()).toHaveLength(1);
		expect(world.store.rows).toHaveLength(1);
	});
});
