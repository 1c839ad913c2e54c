import { afterEach, expect, test } from "bun:test";
import { ActionRowBuilder, type Interaction, ModalBuilder, TextInputBuilder, TextInputStyle } from "discord.js";
import { VirtualClock } from "../../clock/virtual-clock";
import { type Bench, GIVE, pass, sent, startBench } from "../test-bench";

let bench: Bench | undefined;

afterEach(async () => {
	await bench?.stop();
	bench = undefined;
});

const IMPORT = {
	name: "import",
	description: "Takes a file",
	options: [{ type: 11, name: "file", description: "File", required: true }],
};
const upload = (text: string) => ({ filename: "gifts 1.csv", bytes: new TextEncoder().encode(text) });

async function start(clock: VirtualClock, handle: (interaction: Interaction) => Promise<unknown>): Promise<Bench> {
	bench = await startBench(clock, handle);
	await bench.client.application.commands.set([GIVE, IMPORT], bench.guildId);
	return bench;
}

test("a file that a member gives is fetched from its address, for a day, and from nowhere near it", async () => {
	const clock = new VirtualClock();
	const given = Promise.withResolvers<string>();
	const { discord } = await start(clock, async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		const { name, size, url } = interaction.options.getAttachment("file", true);
		await interaction.reply(`${name} ${size}`);
		given.resolve(url);
	});
	const options = { file: upload("a,b\n") };
	const handle = sent(discord.people.runCommand({ member: "Root", command: "import", options }));
	expect((await handle.firstAnswer()).text).toBe("gifts_1.csv 4");
	const url = await given.promise;
	expect(url).toStartWith(`${discord.cdnUrl}/ephemeral-attachments/`);
	expect(await (await fetch(url)).text()).toBe("a,b\n");
	expect((await fetch(url.replace("ex=", "ex=f"))).status).toBe(404);
	await pass(clock, 86_401);
	expect((await fetch(url)).status).toBe(404);
});

test("the client holds back what is no file, and what is too large", async () => {
	const { discord } = await start(new VirtualClock(), () => Promise.resolve());
	const refusals = ["text", { filename: "x", bytes: new Uint8Array(10 * 1024 * 1024 + 1) }].map(
		(file) => discord.people.runCommand({ member: "Root", command: "import", options: { file } }).refused,
	);
	expect(refusals).toEqual(["option file: no file", "option file: larger than 10 MiB"]);
});

test("a file that the bot sends can be opened", async () => {
	const { discord } = await start(new VirtualClock(), async (interaction) => {
		if (!interaction.isChatInputCommand()) return;
		await interaction.reply({ content: "export", files: [{ attachment: Buffer.from("a,b"), name: "audit.csv" }] });
	});
	const handle = sent(discord.people.runCommand({ member: "Ada", command: "give", options: { user: "P", amount: 5 } }));
	await handle.firstAnswer();
	expect(discord.people.readFile(handle, "audit.csv")).toBe("a,b");
});

test("a form is shown, held back until it is filled in, and answered", async () => {
	const reason = new TextInputBuilder().setCustomId("reason").setLabel("Reason").setStyle(TextInputStyle.Short);
	const modal = new ModalBuilder().setCustomId("why").setTitle("Why?");
	modal.addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(reason.setMaxLength(5)));
	const { discord } = await start(new VirtualClock(), async (interaction) => {
		if (interaction.isChatInputCommand()) await interaction.showModal(modal);
		if (!interaction.isModalSubmit()) return;
		await interaction.reply(`${interaction.customId}: ${interaction.fields.getTextInputValue("reason")}`);
	});
	const handle = sent(discord.people.runCommand({ member: "Ada", command: "give", options: { user: "P", amount: 5 } }));
	expect((await handle.firstAnswer()).text).toBe("Why?\nReason *: [____]");
	const attempts: readonly Record<string, string>[] = [{}, { reason: "too long" }, { reason: "a\nb" }, { other: "x" }];
	const refusals = attempts.map((values) => discord.people.submitModal(handle, values).refused);
	const wrong = ["empty", "longer than 5", "more than one line"].map((problem) => `field reason: ${problem}`);
	expect(refusals).toEqual([...wrong, "no field other"]);
	const answered = await sent(discord.people.submitModal(handle, { reason: "fine" })).firstAnswer();
	expect(answered.text).toBe("why: fine");
});
