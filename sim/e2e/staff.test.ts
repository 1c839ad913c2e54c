import { expect, test } from "bun:test";
import { CHANNEL, HOST, HOST_ROLE, ONLINE, OWNER, TREASURER } from "../demo/cast";
import { sent } from "../discord/test-bench";
import { onStage } from "./testing/on-stage";

const [AVA, BEN] = ONLINE;

const { stage, hands } = onStage();

const gift = { user: AVA.name, amount: 5 };

test("a command given twice is asked about, and the yes counts after a restart, once", async () => {
	const { use, press } = hands;
	const twin = { user: BEN.name, amount: 7 };
	expect((await use(TREASURER, "give", twin)).message()).toContain("Done");
	const again = await use(TREASURER, "give", twin);
	expect(again.message()).toContain("Again? +7 Ben");
	expect(again.message()).toContain(`${TREASURER} gave the same command`);

	await stage.companion.restart();

	const [first, second] = [press(again, "Confirm"), press(again, "Confirm")];
	await second.firstAnswer();
	await first.untilReply((text) => text.includes("Done"), "Done");
	expect((await use(TREASURER, "audit", { user: BEN.name })).message()?.match(/\+7/g)).toHaveLength(2);
}, 60_000);

test("a large amount shows before and after first, and nothing happens after a no", async () => {
	const { use, pressUntil } = hands;
	const asked = await use(TREASURER, "give", { user: BEN.name, amount: 60_000 });
	expect(asked.message()).toContain("Balance now 14, then 60,014");
	await pressUntil(asked, "Cancel", "You cancelled it.");
	expect((await use(TREASURER, "balance", { user: BEN.name })).message()).toContain("14 · Ben");
}, 60_000);

test("a role is let in by the owner, and shut out again, with a restart before the owner confirms", async () => {
	const { use, pressUntil } = hands;
	expect((await use(HOST, "give", gift)).message()).toContain("not-allowed");

	const asked = await use(OWNER, "setroles", { role: HOST_ROLE, level: "moderator" });
	expect(asked.message()).toContain("Whoever has this role may then also:");
	await pressUntil(asked, "Confirm", "Changed");
	expect((await use(HOST, "give", gift)).message()).toContain("Done");

	const typing = { member: OWNER, command: "rights", options: { command: "gi" }, focused: "command", channel: CHANNEL };
	const offered = await sent(stage.discord.people.typeInto(typing)).firstAnswer();
	expect(offered.choices.map(({ value }) => value)).toEqual(["give"]);

	const right = await use(OWNER, "rights", { command: "give" });
	const chosen = sent(stage.discord.people.choose(right, "administrator"));
	const words = "These may then no longer add coins to any wallet:";
	await chosen.untilReply((text) => text.includes(words), words);

	await stage.companion.restart();

	await pressUntil(right, "Confirm", "Changed");
	expect((await use(HOST, "give", gift)).message()).toContain("It takes a role of administrator.");
	expect((await use(OWNER, "rights")).message()).toContain("moderator → administrator");
}, 60_000);

test("whoever is no staff is not offered the commands that say who is", () => {
	expect(stage.discord.people.offeredCommands(HOST)).toEqual(["give"]);
	expect(stage.discord.people.offeredCommands(OWNER)).toContain("setroles");
});
