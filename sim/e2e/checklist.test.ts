import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { textIn } from "../../companion/answer-fields";
import { RealClock } from "../clock/real-clock";
import { APPLICATION_ID, BOT_NAME, GUILD_ID, HOST, HOST_ROLE, ONLINE, OWNER, USERS } from "../demo/cast";
import { CompanionProcess } from "../demo/companion-process";
import { freePort } from "../demo/free-port";
import { companionEnvironment, makeSettings } from "../demo/settings";
import { createLocalDiscord } from "../discord/local-discord";
import { Permission } from "../discord/permissions";
import { sent } from "../discord/test-bench";
import { HostClient } from "../host/host-client";

const PROCESS_MILLISECONDS_MAX = 60_000;
const CHANNEL = "general";
const [AVA] = ONLINE;

const folder = mkdtempSync(join(tmpdir(), "purser-checklist-"));
const clock = new RealClock();
const settings = makeSettings(freePort(), join(folder, "purser.sqlite"));
const discord = createLocalDiscord({
	...{ scheduler: clock, token: settings.discordToken, applicationId: APPLICATION_ID, botName: BOT_NAME },
	guilds: [
		{
			id: GUILD_ID,
			name: "Harbor City",
			roles: [{ name: HOST_ROLE }],
			channels: [{ name: "rules", overwrites: [{ of: BOT_NAME, deny: Permission.SEND_MESSAGES }] }, { name: CHANNEL }],
			members: [
				{ name: OWNER, admin: true },
				{ name: HOST, roles: [HOST_ROLE] },
			],
		},
	],
});
const host = new HostClient();
const { universeId, placeId, storeName, companionUrl, apiKey, gameSecret } = settings;
const identity = { seed: 1, universeId, placeId, storeName, users: USERS };
const { openCloudUrl } = await host.call("start", { ...identity, companionUrl, apiKey, gameSecret });
const environment = { ...companionEnvironment(settings, discord.apiUrl, openCloudUrl), ECONOMY_ROLE_IDS: "" };
const companion = new CompanionProcess(environment, companionUrl, () => undefined);

beforeAll(async () => {
	await companion.start();
	await host.call("join", AVA.id, await host.call("addServer"));
}, PROCESS_MILLISECONDS_MAX);
afterAll(async () => {
	await companion.stop();
	await host.stop();
	await discord.stop();
	clock.stop();
	rmSync(folder, { recursive: true, force: true });
}, PROCESS_MILLISECONDS_MAX);

/** The newest message of the channel that everybody sees. */
async function findChecklist(): Promise<string> {
	const guild = discord.guilds.guild();
	const url = `http://127.0.0.1/api/v10/channels/${discord.guilds.channelIn(guild, CHANNEL).id}/messages`;
	const headers = { authorization: `Bot ${settings.discordToken}`, "user-agent": "DiscordBot (https://x.test, 1)" };
	for (;;) {
		const answer: unknown = await (await discord.rest.handle(new Request(url, { headers }))).json();
		const id = Array.isArray(answer) ? textIn(answer[0], "id") : undefined;
		if (id !== undefined) return id;
		await Bun.sleep(25);
	}
}

async function restart(): Promise<void> {
	await companion.stop();
	await companion.start();
}

test(
	"the checklist comes once, lets the owner choose the moderators who give the first coin, and holds over restarts",
	async () => {
		const message = await findChecklist();
		expect(discord.people.readChannel(CHANNEL)).toHaveLength(1);
		expect(discord.people.readChannel("rules")).toEqual([]);
		const press = (label: string, by: string) => sent(discord.people.clickButton({ message }, label, by));

		const refused = press("1. Choose the moderators", HOST);
		await refused.untilReply((text) => text.includes("Nothing was changed"), "the refusal");

		await restart();
		expect(discord.people.readChannel(CHANNEL)).toHaveLength(1);

		const asked = press("1. Choose the moderators", OWNER);
		const list = await asked.untilReply((text) => text.includes("Which role counts as moderator?"), "the roles");
		expect(list.ephemeral).toBe(true);
		const chosen = sent(discord.people.choose(asked, HOST_ROLE));
		await chosen.untilReply((text) => text.includes("Change what a role may do?"), "the question");
		const confirmed = sent(discord.people.clickButton(asked, "Confirm"));
		await confirmed.untilReply((text) => text.includes("Changed"), "the change");

		const rights = press("2. See the rights", OWNER);
		await rights.untilReply((text) => text.includes("no staff") || text.includes("moderator"), "the rights");

		const opened = press("3. Test with one coin", HOST);
		const form = await opened.firstAnswer();
		expect([form.kind, form.text.split("\n").at(0)]).toEqual(["modal", "Test with one coin"]);
		await restart();
		const mistyped = sent(discord.people.submitModal(opened, { user: "two words" }));
		await mistyped.untilReply((text) => text.includes("Roblox knows no such player"), "the refusal");
		discord.faults.duplicateNextInteraction();
		const given = sent(discord.people.submitModal(opened, { user: AVA.name }));
		const done = await given.untilReply((text) => text.includes(`+1 ${AVA.name} · Done`), "the coin");
		expect(done.ephemeral).toBe(false);

		const again = sent(discord.people.submitModal(opened, { user: AVA.name }));
		await again.untilReply((text) => text.includes(`Again? +1 ${AVA.name}`), "the question");
		await sent(discord.people.clickButton(again, "Confirm")).untilReply((text) => text.includes("Done"), "the second");
		expect(done.text).toContain("Balance 1");
		expect(again.message()).toContain("Balance 2");
		while (!(await host.call("screen", AVA.id)).includes("Coins: 2")) await Bun.sleep(50);
	},
	PROCESS_MILLISECONDS_MAX,
);
