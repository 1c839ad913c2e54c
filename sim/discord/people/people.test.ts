import { afterEach, expect, test } from "bun:test";
import { DiscordAPIError, type Interaction } from "discord.js";
import { VirtualClock } from "../../clock/virtual-clock";
import { type Bench, GIVE, sent, startBench } from "../test-bench";

let bench: Bench | undefined;

afterEach(async () => {
	await bench?.stop();
	bench = undefined;
});

async function start(handle: (interaction: Interaction) => Promise<unknown>): Promise<Bench> {
	bench = await startBench(new VirtualClock(), handle);
	return bench;
}

const CALL = { member: "Ada", command: "give", options: { user: "P", amount: 5 } };

test("a follow-up after a deferred answer fills the loading message, the next one is its own", async () => {
	const { discord } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction.deferReply({ flags: 64 });
		await interaction.followUp("first");
		await interaction.followUp("second");
	});
	const handle = sent(discord.people.runCommand(CALL));
	await handle.untilReply((text) => text === "second", "the second follow-up");
	expect(handle.history.map((seen) => [seen.kind, seen.ephemeral])).toEqual([
		["thinking", true],
		["edit", true],
		["follow-up", false],
	]);
});

test("a deleted answer is gone, and a later edit is refused with 10008", async () => {
	const refused = Promise.withResolvers<unknown>();
	const { discord } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction.reply("soon gone");
		await interaction.deleteReply();
		await interaction.editReply("x").catch(refused.resolve);
	});
	const handle = sent(discord.people.runCommand(CALL));
	expect(await refused.promise).toMatchObject({ code: 10008 });
	expect(handle.message()).toBe("(deleted)");
});

test("asked for its response, the callback returns the message", async () => {
	const content = Promise.withResolvers<string | undefined>();
	const { discord } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		const response = await interaction.reply({ content: "here", withResponse: true });
		content.resolve(response.resource?.message?.content);
	});
	sent(discord.people.runCommand(CALL));
	expect(await content.promise).toBe("here");
});

test("a file goes along with an edit", async () => {
	const { discord } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction.deferReply();
		await interaction.editReply({ content: "export", files: [{ attachment: Buffer.from("a,b"), name: "audit.csv" }] });
	});
	const seen = await sent(discord.people.runCommand(CALL)).untilReply((text) => text.startsWith("export"), "the file");
	expect(seen.text).toBe("export\n(file audit.csv)");
});

/** A command with one option that has autocomplete, and what came of offering these choices for it. */
async function offer(choices: readonly { readonly name: string; readonly value: string | number }[]) {
	const outcome = Promise.withResolvers<unknown>();
	const { discord, client, guildId } = await start(async (interaction) => {
		if (!interaction.isAutocomplete()) return;
		await interaction.respond(choices).then(() => outcome.resolve("taken"), outcome.resolve);
	});
	const options = [
		{ type: 3, name: "user", description: "User", required: true, autocomplete: true },
		{ type: 3, name: "reason", description: "Reason" },
	];
	await client.application.commands.set([{ name: "find", description: "Finds", options }], guildId);
	const type = (focused: string) =>
		discord.people.typeInto({ member: "Ada", command: "find", options: { [focused]: "Pl" }, focused });
	return { type, outcome: outcome.promise };
}

test("autocomplete shows the choices that the bot sends, for an option that has it", async () => {
	const { type } = await offer([{ name: "Player", value: "v" }]);
	expect((await sent(type("user")).firstAnswer()).choices).toEqual([{ name: "Player", value: "v" }]);
	expect(type("reason")).toEqual({ refused: "option reason has no autocomplete" });
});

const CHOICE = { name: "a", value: "b" };

test.each([
	["25, as long as may be", Array.from({ length: 25 }, () => ({ name: "n".repeat(100), value: "v".repeat(100) }))],
	["none", []],
])("choices are taken: %s", async (_name, choices) => {
	const { type, outcome } = await offer(choices);
	sent(type("user"));
	expect(await outcome).toBe("taken");
});

test.each([
	["26 of them", Array.from({ length: 26 }, () => CHOICE)],
	["a name of 101 characters", [{ name: "n".repeat(101), value: "b" }]],
	["an empty name", [{ name: "", value: "b" }]],
	["a value of 101 characters", [CHOICE, { name: "a", value: "v".repeat(101) }]],
	["texts beside numbers", [CHOICE, { name: "a", value: 5 }]],
])("choices are refused as a whole: %s", async (_name, choices) => {
	const { type, outcome } = await offer(choices);
	sent(type("user"));
	expect(await outcome).toMatchObject({ code: 50035 });
});

test("a person given by name arrives resolved, with roles and permissions", async () => {
	const got = Promise.withResolvers<unknown>();
	const { discord, client, guildId } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand() || !interaction.inCachedGuild()) return;
		const target = interaction.options.getMember("who");
		got.resolve([
			target?.displayName,
			interaction.member.roles.cache.map((role) => role.name).sort(),
			interaction.memberPermissions.has("Administrator"),
			interaction.channel?.name,
		]);
		await interaction.reply("ok");
	});
	const options = [{ type: 6, name: "who", description: "Who", required: true }];
	await client.application.commands.set([{ name: "show", description: "Shows", options }], guildId);
	sent(discord.people.runCommand({ member: "Ada", command: "show", options: { who: "Bob" } }));
	expect(await got.promise).toEqual(["Bob", ["@everyone", "Economy"], false, "staff"]);
});

test("a subcommand is reached through its path", async () => {
	const { discord, client, guildId } = await start(async (interaction) => {
		if (interaction.isChatInputCommand())
			await interaction.reply(`${interaction.options.getSubcommand()} ${interaction.options.getInteger("n")}`);
	});
	const options = [
		{ type: 1, name: "show", description: "Shows", options: [{ type: 4, name: "n", description: "N" }] },
	];
	await client.application.commands.set([{ name: "wallet", description: "Wallets", options }], guildId);
	expect(discord.people.runCommand({ member: "Ada", command: "wallet" })).toEqual({
		refused: "a subcommand must be chosen",
	});
	expect(
		(await sent(discord.people.runCommand({ member: "Ada", command: "wallet show", options: { n: 3 } })).firstAnswer())
			.text,
	).toBe("show 3");
});

test("an ephemeral button is clicked by its person only", async () => {
	const { discord } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		const button = { type: 2, style: 1, label: "Go", custom_id: "go" } as const;
		await interaction.reply({ content: "?", flags: 64, components: [{ type: 1, components: [button] }] });
	});
	const handle = sent(discord.people.runCommand(CALL));
	await handle.firstAnswer();
	expect(discord.people.clickButton(handle, "Go", "Bob")).toEqual({ refused: "not visible" });
	expect(discord.people.clickButton(handle, "Go").refused).toBeUndefined();
});

test("something is chosen from a list by what stands on it, and nothing that does not stand there", async () => {
	const { discord } = await start(async (interaction) => {
		const options = [
			{ label: "Red", value: "r" },
			{ label: "Blue", value: "b" },
		];
		const list = { type: 3, custom_id: "colour", placeholder: "Colour", options } as const;
		if (interaction.isChatInputCommand()) {
			await interaction.reply({ content: "?", components: [{ type: 1, components: [list] }] });
		} else if (interaction.isStringSelectMenu()) await interaction.update({ content: interaction.values.join() });
	});
	const handle = sent(discord.people.runCommand(CALL));
	await handle.firstAnswer();
	expect(discord.people.choose(handle, "Green")).toEqual({ refused: 'no choice "Green"' });
	const chosen = sent(discord.people.choose(handle, "Blue"));
	expect((await chosen.firstAnswer()).text).toStartWith("b\n");
});

test("a duplicated event reaches the bot twice with one id, and only one answer is taken", async () => {
	const ids: string[] = [];
	const codes: unknown[] = [];
	const both = Promise.withResolvers<undefined>();
	const { discord } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		ids.push(interaction.id);
		await interaction
			.reply("once")
			.catch((error: unknown) => codes.push(error instanceof DiscordAPIError ? error.code : error));
		if (ids.length === 2 && codes.length === 1) both.resolve(undefined);
	});
	discord.faults.duplicateNextInteraction();
	const handle = sent(discord.people.runCommand(CALL));
	await both.promise;
	expect(new Set(ids).size).toBe(1);
	expect(codes).toEqual([40060]);
	expect(handle.history).toHaveLength(1);
});

test("an answer that took effect and then failed is repeated by discord.js and refused as taken", async () => {
	const code = Promise.withResolvers<unknown>();
	const { discord } = await start(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction
			.reply("once")
			.catch((error: unknown) => code.resolve(error instanceof DiscordAPIError ? error.code : error));
	});
	discord.faults.planRestFault("create_interaction_response", { kind: "effect-then-500" });
	const handle = sent(discord.people.runCommand(CALL));
	expect(await code.promise).toBe(40060);
	expect(handle.message()).toBe("once");
});

const heldBack: readonly (readonly [string, Record<string, string | number | boolean>, string])[] = [
	["text for a number", { user: "P", amount: "5" }, "option amount: not a number"],
	["a fraction for a whole number", { user: "P", amount: 1.5 }, "option amount: not a whole number"],
	["no number", { user: "P", amount: Number.NaN }, "option amount: not a number"],
	["more than the maximum", { user: "P", amount: 1_001 }, "option amount: above 1000"],
	["an empty text", { user: "", amount: 1 }, "option user: empty"],
	["a text over its length", { user: "P", amount: 1, reason: "x".repeat(201) }, "option reason: longer than 200"],
	["an option that does not exist", { user: "P", amount: 1, extra: 1 }, "unknown option extra"],
];

test("the client holds back every kind of wrong input", async () => {
	const { discord } = await start(() => Promise.resolve());
	for (const [name, options, refused] of heldBack) {
		expect({ name, result: discord.people.runCommand({ ...CALL, options }) }).toEqual({ name, result: { refused } });
	}
});

test("staff's settings decide by channel, then person, then roles, then everyone", async () => {
	const { discord, client, guildId } = await start(() => Promise.resolve());
	await client.application.commands.set([{ ...GIVE, defaultMemberPermissions: null }], guildId);
	const guild = discord.guilds.guild();
	const ada = discord.guilds.member(guild, "Ada").user.id;
	const offered = (): readonly string[] =>
		["Ada", "Bob", "Root"].filter((name) => discord.people.offeredCommands(name).includes("give"));
	expect(offered()).toEqual(["Ada", "Bob", "Root"]);
	discord.people.setCommandPermissions("give", [{ id: guild.id, type: 1, permission: false }]);
	expect(offered()).toEqual(["Root"]);
	discord.people.setCommandPermissions("give", [
		{ id: guild.id, type: 1, permission: false },
		{ id: ada, type: 2, permission: true },
	]);
	expect(offered()).toEqual(["Ada", "Root"]);
	discord.people.setCommandPermissions("give", [
		{ id: (BigInt(guild.id) - 1n).toString(), type: 3, permission: false },
	]);
	expect(offered()).toEqual(["Root"]);
});
