import { afterAll, beforeAll, expect, test } from "bun:test";
import { CHANNEL, HOST, HOST_ROLE, ONLINE, OWNER } from "../demo/cast";
import { openStage, type Stage } from "../demo/stage";
import { sent } from "../discord/test-bench";
import { createClients, type Clients } from "./testing/clients";

const SILENT = { chapter: () => undefined, line: () => undefined, waiting: () => undefined };
const [AVA] = ONLINE;

let stage: Stage;
let clients: Clients;

beforeAll(async () => {
	stage = await openStage(SILENT, () => undefined);
	clients = createClients(stage);
}, 60_000);

afterAll(async () => {
	await stage.close();
}, 30_000);

const gift = { user: AVA.name, amount: 5 };

test("a role is let in by the owner, and shut out again, with a restart before the owner confirms", async () => {
	const { use, pressUntil } = clients;
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

	await stage.companion.stop();
	await stage.companion.start();

	await pressUntil(right, "Confirm", "Changed");
	expect((await use(HOST, "give", gift)).message()).toContain("It takes a role of administrator.");
	expect((await use(OWNER, "rights")).message()).toContain("moderator → administrator");
}, 60_000);

test("whoever is no staff is not offered the commands that say who is", () => {
	expect(stage.discord.people.offeredCommands(HOST)).toEqual(["give"]);
	expect(stage.discord.people.offeredCommands(OWNER)).toContain("setroles");
});
