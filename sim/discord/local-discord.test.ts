import { afterEach, expect, test } from "bun:test";
import { ButtonBuilder, ActionRowBuilder, DiscordAPIError, type Interaction } from "discord.js";
import { VirtualClock } from "../clock/virtual-clock";
import { GIVE, type Bench, pass, sent, startBench } from "./test-bench";

let bench: Bench | undefined;

afterEach(async () => {
	await bench?.stop();
	bench = undefined;
});

const CALL = { member: "Ada", command: "give", options: { user: "Player1", amount: 5 } };

test("a command that is deferred and edited goes from thinking to the reply", async () => {
	bench = await startBench(new VirtualClock(), async (interaction: Interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction.deferReply();
		await interaction.editReply(
			`**${interaction.options.getInteger("amount")}** coins for ${interaction.options.getString("user")} by <@${interaction.user.id}>`,
		);
	});
	const handle = sent(bench.discord.people.runCommand(CALL));
	const reply = await handle.untilReply((text) => text.includes("coins"), "the reply");
	expect(reply.text).toBe("5 coins for Player1 by @Ada");
	expect(handle.history.map((seen) => seen.kind)).toEqual(["thinking", "edit"]);
	expect(handle.history[0]?.text).toBe("Purser is thinking...");
});

test("an ephemeral answer is seen by its person only and never listed", async () => {
	bench = await startBench(new VirtualClock(), async (interaction) => {
		if (interaction.isChatInputCommand()) await interaction.reply({ content: "secret", flags: 64 });
	});
	const seen = await sent(bench.discord.people.runCommand(CALL)).firstAnswer();
	expect(seen.text).toBe("secret\nOnly you can see this");
	expect(seen.ephemeral).toBe(true);
	expect(bench.discord.people.readChannel("staff")).toEqual([]);
});

test("a button click updates the message it stands on", async () => {
	bench = await startBench(new VirtualClock(), async (interaction) => {
		if (interaction.isButton()) await interaction.update({ content: "confirmed", components: [] });
		if (!interaction.isChatInputCommand()) return;
		const button = new ButtonBuilder().setCustomId("yes").setLabel("Confirm").setStyle(3);
		await interaction.reply({
			content: "sure?",
			components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)],
		});
	});
	const handle = sent(bench.discord.people.runCommand(CALL));
	expect((await handle.firstAnswer()).text).toBe("sure?\n[Confirm]");
	await sent(bench.discord.people.clickButton(handle, "Confirm")).firstAnswer();
	expect(handle.message()).toBe("confirmed\n(edited)");
	expect(bench.discord.people.clickButton(handle, "Confirm")).toEqual({ refused: 'no button "Confirm"' });
});

/** What discord.js throws for one attempt, as code and message. */
async function refusalOf(
	attempt: (interaction: Interaction) => Promise<unknown>,
	before?: (clock: VirtualClock) => Promise<void>,
): Promise<DiscordAPIError> {
	const clock = new VirtualClock();
	const { promise, resolve, reject } = Promise.withResolvers<DiscordAPIError>();
	bench = await startBench(clock, async (interaction) => {
		await before?.(clock);
		await attempt(interaction).then(
			() => reject(new Error("It was accepted.")),
			(error: unknown) => (error instanceof DiscordAPIError ? resolve(error) : reject(error)),
		);
	});
	sent(bench.discord.people.runCommand(CALL));
	return promise;
}

test("a second first answer is refused with 40060", async () => {
	const error = await refusalOf(async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction.reply("one");
		const { rest } = interaction.client;
		await rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
			body: { type: 4, data: { content: "two" } },
			auth: false,
		});
	});
	expect([error.code, error.status]).toEqual([40060, 400]);
});

test("an answer after three seconds is refused with 10062", async () => {
	const error = await refusalOf(
		(interaction) => (interaction.isChatInputCommand() ? interaction.reply("late") : Promise.resolve()),
		(clock) => pass(clock, 3),
	);
	expect([error.code, error.status]).toEqual([10062, 404]);
});

test("an answer type that a command does not take is refused at its path", async () => {
	const error = await refusalOf((interaction) =>
		interaction.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
			body: { type: 7, data: { content: "x" } },
			auth: false,
		}),
	);
	expect(error.code).toBe(50035);
	expect(error.message).toContain("type[BASE_TYPE_CHOICES]");
});

test("an embed that is too long is refused at its path", async () => {
	const error = await refusalOf((interaction) =>
		interaction.isChatInputCommand() ? interaction.reply({ embeds: [{ title: "x".repeat(257) }] }) : Promise.resolve(),
	);
	expect(error.message).toContain("data.embeds[0].title[BASE_TYPE_MAX_LENGTH]: Must be 256 or fewer in length.");
});

test("an edit before any answer is refused with 10015", async () => {
	const error = await refusalOf((interaction) =>
		interaction.client.rest.patch(`/webhooks/${interaction.applicationId}/${interaction.token}/messages/@original`, {
			body: { content: "x" },
			auth: false,
		}),
	);
	expect([error.code, error.status]).toEqual([10015, 404]);
});

test("an edit after fifteen minutes is refused with 401 and 50027", async () => {
	const clock = new VirtualClock();
	const { promise, resolve } = Promise.withResolvers<unknown>();
	bench = await startBench(clock, async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction.deferReply();
		await pass(clock, 900);
		await interaction.editReply("late").catch(resolve);
	});
	const handle = sent(bench.discord.people.runCommand(CALL));
	expect(await promise).toMatchObject({ code: 50027, status: 401 });
	expect(handle.history.at(-1)?.text).toBe("The application did not respond");
});

test("without an answer the person reads that the application did not respond", async () => {
	const clock = new VirtualClock();
	bench = await startBench(clock, () => Promise.resolve());
	const handle = sent(bench.discord.people.runCommand(CALL));
	await pass(clock, 3);
	expect((await handle.firstAnswer()).text).toBe("The application did not respond");
});

test("a command closed to everyone is offered to administrators and to an opened role only", async () => {
	bench = await startBench(new VirtualClock(), () => Promise.resolve());
	const { people, guilds } = bench.discord;
	await bench.client.application.commands.set([{ ...GIVE, defaultMemberPermissions: 0n }], bench.guildId);
	expect(people.runCommand(CALL)).toEqual({ refused: "not offered" });
	expect(people.offeredCommands("Root")).toEqual(["give"]);
	const role = [...guilds.guild().roles.values()].find((item) => item.name === "Economy");
	people.setCommandPermissions("give", [{ id: role?.id ?? "", type: 1, permission: true }]);
	expect(people.offeredCommands("Ada")).toEqual(["give"]);
	expect(people.offeredCommands("Bob")).toEqual([]);
});

test("the client holds back what breaks an option's rules, and a modified one sends it", async () => {
	const got = Promise.withResolvers<number>();
	bench = await startBench(new VirtualClock(), async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		got.resolve(Number(interaction.options.get("amount")?.value));
		await interaction.reply("no");
	});
	const { people } = bench.discord;
	const bad = { ...CALL, options: { user: "P", amount: -3 } };
	expect(people.runCommand(bad)).toEqual({ refused: "option amount: below 1" });
	expect(people.runCommand({ ...CALL, options: { user: "P" } })).toEqual({
		refused: "required option amount is missing",
	});
	sent(people.runCommand({ ...bad, unchecked: true }));
	expect(await got.promise).toBe(-3);
});
