import { expect, test } from "bun:test";
import { CHANNEL, ONLINE, ORDINARY_MEMBER, TREASURER } from "../demo/cast";
import type { InteractionHandle } from "../discord/people/interaction-handle";
import { sent } from "../discord/test-bench";
import { onStage } from "./testing/on-stage";

const [AVA, BEN] = ONLINE;

const { stage, hands } = onStage(({ openToEverybody }) => openToEverybody("reverse"));
const { press } = hands;

const balanceOf = async (name: string): Promise<string> =>
	(await hands.use(TREASURER, "balance", { user: name })).message() ?? "";

async function use(options: Readonly<Record<string, string>>): Promise<InteractionHandle> {
	const call = { member: TREASURER, command: "reverse", options, channel: CHANNEL };
	const handle = sent(stage.discord.people.runCommand(call));
	await handle.untilReply((text) => text.includes("Take this back?"), "the dry run");
	return handle;
}

test("one command, found by typing, with a restart before the button", async () => {
	await hands.use(TREASURER, "give", { user: AVA.name, amount: 70, txn: "mistake" });
	const offered = await hands.type(TREASURER, "reverse", "command", "mistake");
	const asked = await use({ command: `${offered[0]?.value}` });
	expect(asked.message()).toContain("70 coins taken from players");

	await stage.companion.restart();

	await press(asked, "Take back").untilReply((text) => text.includes("Taken back"), "the end");
	expect(await balanceOf(AVA.name)).not.toContain("70");
	expect((await hands.use(TREASURER, "reverse", { command: "mistake" })).message()).toContain("Nothing to take back");
}, 60_000);

test("all of one's own in a time, looked at again and stopped while it goes on", async () => {
	for (const amount of [5, 6]) await hands.use(TREASURER, "give", { user: BEN.name, amount });
	const [himself] = await hands.type(TREASURER, "reverse", "actor", "");
	const [aQuarter] = await hands.type(TREASURER, "reverse", "from", "15");
	const asked = await use({ actor: `${himself?.value}`, from: `${aQuarter?.value}` });
	expect(asked.message()).toContain("2 commands for 1 player");
	await press(asked, "Take back").untilReply((text) => text.includes("Taking back"), "that it goes on");
	await press(asked, "Look again").untilReply((text) => text.includes("Taking back"), "that it goes on");
	// How much was asked for by then is a matter of moments.
	await press(asked, "Stop").untilReply((text) => /Taken back|Stopped/.test(text), "the end");
}, 60_000);

test("cancelled: nothing is taken back", async () => {
	await hands.use(TREASURER, "give", { user: BEN.name, amount: 31, txn: "kept" });
	const asked = await use({ command: "kept" });
	await press(asked, "Cancel").untilReply((text) => text.includes("You cancelled it."), "that it was cancelled");
	expect((await use({ command: "kept" })).message()).toContain("31 coins");
}, 60_000);

test("whoever has no right is offered nobody, and refused", async () => {
	expect(await hands.type(ORDINARY_MEMBER, "reverse", "actor", "")).toEqual([]);
	const refused = await hands.use(ORDINARY_MEMBER, "reverse", { command: "kept" });
	expect(refused.message()).toContain("not-allowed");
});
