import { afterAll, beforeAll, expect, test } from "bun:test";
import { CHANNEL, HOST, HOST_ROLE, ONLINE, OWNER } from "../demo/cast";
import { openStage, type Stage } from "../demo/stage";
import type { InteractionHandle } from "../discord/people/interaction-handle";
import { sent } from "../discord/test-bench";

const SILENT = { chapter: () => undefined, line: () => undefined, waiting: () => undefined };
const [AVA] = ONLINE;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage(SILENT, () => undefined);
}, 60_000);

afterAll(async () => {
	await stage.close();
}, 30_000);

type Options = Record<string, string | number>;

/** A command, and what stands there once the bot is done thinking. */
async function use(member: string, command: string, options: Options = {}): Promise<InteractionHandle> {
	const handle = sent(stage.discord.people.runCommand({ member, command, options, channel: CHANNEL }));
	await handle.untilReply((text) => /^(?!.*(is thinking|· Working))/s.test(text), `the reply to /${command}`);
	return handle;
}

/** What the message of `handle` says after its component was used. */
async function after(used: ReturnType<typeof press>, words: string): Promise<void> {
	await sent(used).untilReply((text) => text.includes(words), words);
}

const press = (handle: InteractionHandle, label: string) => stage.discord.people.clickButton(handle, label);

const gift = { user: AVA.name, amount: 5 };

test("a role is let in by the owner, and shut out again, with a restart before the owner confirms", async () => {
	expect((await use(HOST, "give", gift)).message()).toContain("not-allowed");

	const asked = await use(OWNER, "setroles", { role: HOST_ROLE, level: "moderator" });
	expect(asked.message()).toContain("Whoever has this role may then also:");
	await after(press(asked, "Confirm"), "Changed");
	expect((await use(HOST, "give", gift)).message()).toContain("Done");

	const typing = { member: OWNER, command: "rights", options: { command: "gi" }, focused: "command", channel: CHANNEL };
	const offered = await sent(stage.discord.people.typeInto(typing)).firstAnswer();
	expect(offered.choices.map(({ value }) => value)).toEqual(["give"]);

	const right = await use(OWNER, "rights", { command: "give" });
	const chosen = stage.discord.people.choose(right, "administrator");
	await after(chosen, "These may then no longer add coins to any wallet:");

	await stage.companion.stop();
	await stage.companion.start();

	await after(press(right, "Confirm"), "Changed");
	expect((await use(HOST, "give", gift)).message()).toContain("It takes a role of administrator.");
	expect((await use(OWNER, "rights")).message()).toContain("moderator → administrator");
}, 60_000);

test("whoever is no staff is not offered the commands that say who is", () => {
	expect(stage.discord.people.offeredCommands(HOST)).toEqual(["give"]);
	expect(stage.discord.people.offeredCommands(OWNER)).toContain("setroles");
});
