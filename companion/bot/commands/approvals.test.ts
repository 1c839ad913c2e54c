import { describe, expect, test } from "bun:test";
import { buttonInteraction, commandInteraction, createBotWorld, GUILD, MARA, type Caller } from "../testing/bot-world";
import { START } from "../testing/fake-ports";

type World = ReturnType<typeof createBotWorld>;

const ASKED = "800000000000000001";
const COMMAND = `discord:${ASKED}`;
const GIFT = { user: "builder_man", amount: 200_000, reason: "prize" };
const NOEL: Caller = { member: "300000000000000002", name: "Noel" };
const THEO: Caller = { member: "300000000000000003", name: "Theo" };

async function ask(): Promise<World> {
	const world = createBotWorld();
	await world.use(commandInteraction("give", GIFT, { id: ASKED }));
	return world;
}

/** Custom ids of the two buttons that everybody sees. */
function buttonsOf(world: World): readonly [approve: string, reject: string] {
	const shown = world.replies.sent.findLast((sent) => sent.call === "edit");
	const [approve, reject] = shown?.body.components.flatMap((row) => row.components.map((one) => one.custom_id)) ?? [];
	if (approve === undefined || reject === undefined) throw new Error("no buttons");
	return [approve, reject];
}

const callsOf = (world: World): readonly string[] => world.replies.sent.map(({ call }) => call);

test("it is asked in the open, with two buttons, and nothing is written", async () => {
	const world = await ask();
	expect(world.replies.sent[0]).toEqual({ call: "defer", ephemeral: false });
	expect(world.replies.lastText()).toStartWith("+200,000 builder\\_man · Waiting for approval");
	expect(world.buttons().map(([label]) => label)).toEqual(["Approve", "Reject"]);
	expect([world.ledger.requests, world.pendingReplies.rows]).toEqual([[], []]);
});

test("approved, the message shows who asked, who approved, and the outcome", async () => {
	const world = await ask();
	await world.use(buttonInteraction(buttonsOf(world)[0], NOEL));
	world.ledger.change(COMMAND, { state: "committed", balance: 200_000, settledAt: START });
	await world.ports.settle();
	expect(callsOf(world).slice(2)).toEqual(["deferUpdate", "edit", "edit"]);
	expect(world.replies.lastText()).toBe(
		[
			"+200,000 builder\\_man · Done",
			"Balance **200,000**",
			"Reason: prize",
			"By: Mara, approved by Noel",
			`Id: \`${COMMAND}\``,
		].join("\n"),
	);
	// Right behind another one: noted with others that may come.
	await world.ports.advance(1_000);
	expect(world.pendingReplies.rows).toEqual([]);
});

describe("a press that does not count is answered to that member alone, and the message stays", () => {
	test("by whoever asked", async () => {
		const world = await ask();
		await world.use(buttonInteraction(buttonsOf(world)[0]));
		expect(callsOf(world).slice(2)).toEqual(["deferUpdate", "sayAside"]);
		expect(world.replies.lastText()).toContain("own-request");
		expect(world.pendingReplies.rows).toEqual([]);
	});

	test("by somebody without the right", async () => {
		const world = await ask();
		await world.use(buttonInteraction(buttonsOf(world)[0], { ...NOEL, roles: [] }));
		expect(world.replies.sent.at(-1)).toMatchObject({ call: "reply", ephemeral: true });
		expect(world.replies.lastText()).toContain("not-allowed");
	});

	test("after an hour", async () => {
		const world = await ask();
		const [approve] = buttonsOf(world);
		await world.ports.advance(3_600_000);
		await world.use(buttonInteraction(approve, NOEL));
		expect(world.replies.lastText()).toContain("button-expired");
	});

	test("once it was approved, twice by the same one or by another", async () => {
		const world = await ask();
		const [approve, reject] = buttonsOf(world);
		await world.use(buttonInteraction(approve, NOEL));
		for (const again of [buttonInteraction(approve, NOEL), buttonInteraction(reject, THEO)]) {
			await world.use(again);
			expect(world.replies.sent.at(-1)?.call).toBe("sayAside");
			expect(world.replies.lastText()).toContain("already-decided");
		}
		expect(world.ledger.requests).toHaveLength(1);
	});

	test("while whoever asked has left, or has lost the role", async () => {
		const world = await ask();
		for (const asker of [undefined, { ...MARA, roleIds: [] }]) {
			world.turns.asker = asker;
			await world.use(buttonInteraction(buttonsOf(world)[0], NOEL));
			expect(world.replies.lastText()).toContain("asker-refused");
		}
		expect(world.ledger.requests).toEqual([]);
	});
});

test("two who press at once: one command, one goes on editing, the other is told", async () => {
	const world = await ask();
	const [approve] = buttonsOf(world);
	const presses = [NOEL, THEO].map((caller) =>
		world.bot.handleInteraction(buttonInteraction(approve, caller), world.replies),
	);
	await world.ports.settle();
	world.ledger.change(COMMAND, { state: "committed", balance: 200_000, settledAt: START });
	await Promise.all(presses);
	await world.ports.settle();
	expect(callsOf(world).filter((call) => call === "sayAside")).toHaveLength(1);
	const last = world.replies.sent.findLast((sent) => sent.call === "edit");
	expect(last?.text).toContain("· Done");
});

test("rejected, the message says by whom, and once more when it is pressed again", async () => {
	const world = await ask();
	const [approve, reject] = buttonsOf(world);
	for (const customId of [reject, approve]) {
		await world.use(buttonInteraction(customId, NOEL));
		expect(world.replies.sent.at(-1)?.call).toBe("edit");
		expect(world.replies.lastText()).toContain("Rejected by: Noel");
	}
	expect(world.ledger.requests).toEqual([]);
});

test("the longest transaction id fits into a button", async () => {
	const world = createBotWorld();
	await world.use(commandInteraction("deduct", { ...GIFT, txn: "x".repeat(40) }));
	const [, id] = world.buttons()[0] ?? [];
	expect(id).toEqual({ prefix: "deduct-yes", payload: `txn:${GUILD}:${"x".repeat(40)}` });
});
