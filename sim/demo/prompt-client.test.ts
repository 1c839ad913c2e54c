import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ButtonStyle, ComponentType, type Interaction } from "discord.js";
import { VirtualClock } from "../clock/virtual-clock";
import { login, makeClient, startDiscord } from "../discord/test-bench";
import { CHANNEL, OWNER, TREASURER } from "./cast";
import { createPromptClient } from "./prompt-client";
import { readPromptLine } from "./prompt-line";

const IMPORT = {
	name: "import",
	description: "Takes a file",
	options: [{ type: 11, name: "file", description: "File", required: true }],
};
const ROW = {
	type: ComponentType.ActionRow,
	components: [{ type: ComponentType.Button, style: ButtonStyle.Primary, label: "Confirm", customId: "yes" }],
} as const;

const members = [TREASURER, OWNER].map((name) => ({ name, admin: true }));
const discord = startDiscord(new VirtualClock(), {
	guilds: [{ name: "Harbor City", channels: [{ name: CHANNEL }], members }],
});
const bot = makeClient(discord);
const folder = mkdtempSync(join(tmpdir(), "purser-prompt-"));
const told: string[] = [];
const story = {
	chapter: () => undefined,
	line: (who: string, what: string) => void told.push(`${who}: ${what}`),
	waiting: () => undefined,
};

async function answer(interaction: Interaction): Promise<void> {
	if (interaction.isChatInputCommand()) {
		const { name, size } = interaction.options.getAttachment("file", true);
		await interaction.reply({ content: `${name} of ${size} bytes`, components: [ROW] });
	}
	if (!interaction.isButton()) return;
	await interaction.deferUpdate();
	await interaction.editReply({ content: `confirmed by ${interaction.user.username}`, components: [] });
}

beforeAll(async () => {
	bot.on("interactionCreate", (interaction) => void answer(interaction));
	await login(bot);
	await bot.application.commands.set([IMPORT], discord.guilds.guild().id);
});
afterAll(async () => {
	await bot.destroy();
	await discord.stop();
	rmSync(folder, { recursive: true, force: true });
});

test("at the prompt a command takes a file of this disk, and buttons of its reply can be pressed", async () => {
	let onTold = (): void => undefined;
	const client = createPromptClient({ stage: { discord }, story }, () => onTold());
	const type = async (text: string): Promise<readonly string[]> => {
		told.length = 0;
		const line = readPromptLine(text);
		if (line.kind !== "slash" && line.kind !== "press") throw new Error(line.kind);
		await new Promise<void>((resolve) => {
			onTold = resolve;
			client.carryOut(line);
		});
		return [...told];
	};
	const path = join(folder, "my_prizes.csv");
	writeFileSync(path, "a,b\n");

	expect(await type("press Confirm")).toEqual(["Discord: (not sent: there is no message of yours yet)"]);
	expect(await type(`/import file: ${path}`)).toEqual([
		`${TREASURER}: /import file: my_prizes.csv`,
		"Purser: my_prizes.csv of 4 bytes\n[Confirm]",
	]);
	expect(await type("press Cancel")).toContain('Discord: (not sent: no button "Cancel")');
	expect(await type(`as ${OWNER} press Confirm`)).toEqual([
		`${OWNER}: presses Confirm`,
		`Purser: confirmed by ${OWNER}\n(edited)`,
	]);
	expect(await type(`/import file: ${path}x`).catch(String)).toContain("no such file");
});
