import { textIn } from "../answer-fields";
import { renderEnvExample } from "../config/env-example";
import { readSetting, type Environment } from "../config/setting";
import { SETTINGS } from "../config/settings";
import { createDiscordReader } from "../doctor/discord/discord-reader";
import { examine, type DoctorPorts } from "../doctor/doctor-program";
import { mergeSettings, type EnvFile } from "./env-file";
import { interview, type Answers, type Judge } from "./interview";
import { describeNextSteps } from "./next-steps";
import { ADDRESS, askForGuild, DISCORD_APPLICATION, DISCORD_TOKEN, ROBLOX } from "./questions";
import type { Terminal } from "./terminal";

export interface SetupPorts extends DoctorPorts {
	readonly terminal: Terminal;
	readonly envFile: EnvFile;
}

/** 0: written, or left as it was because the person said so. 2: nobody can be asked here. 130: ended in the middle. */
export type SetupExit = 0 | 2 | 130;

const SECRET_BYTES = 32;
const ASKED = [
	SETTINGS.discordToken,
	SETTINGS.discordAppId,
	SETTINGS.discordGuildId,
	SETTINGS.universeId,
	SETTINGS.robloxApiKey,
	SETTINGS.publicUrl,
];
const MADE = [SETTINGS.gameSecrets, SETTINGS.hmacSecrets, SETTINGS.serviceKeys];

/** `setup`: asks for what is needed, has the doctor check each answer, and writes `.env` at the very end. */
export async function runSetup(
	ports: SetupPorts,
	environment: Environment,
	args: readonly string[],
): Promise<SetupExit> {
	const { terminal } = ports;
	if (args.length > 0 || !terminal.isInteractive) {
		terminal.say(
			args.length > 0
				? "Setup takes no arguments; it asks."
				: "Setup asks questions, so it needs a terminal. Without one copy .env.example to .env and fill it in.",
		);
		return 2;
	}
	terminal.say("Purser needs a Discord bot, a Roblox experience and an address. Nothing is written before the end.");
	const answers = await askAll(ports, environment);
	const isWritten = answers && (await write(ports, environment, answers));
	if (answers === undefined || isWritten === undefined) {
		terminal.say("Ended. Nothing was written.");
		return 130;
	}
	const address = answers.get(SETTINGS.publicUrl.name) ?? "";
	for (const line of isWritten ? describeNextSteps(address) : [".env was left as it is."]) terminal.say(line);
	return 0;
}

async function askAll(ports: SetupPorts, environment: Environment): Promise<Answers> {
	const { terminal } = ports;
	const judge: Judge = async (given, isWanted) => {
		return examine(ports, { ...environment, ...Object.fromEntries(given) }, { isWanted });
	};
	let answers: Answers = knownOf(environment);
	answers = await interview(terminal, DISCORD_TOKEN, answers, judge);
	if (answers === undefined) return undefined;
	const applicationId = await findApplicationId(ports, environment, answers);
	if (applicationId !== undefined) answers = new Map([...answers, [SETTINGS.discordAppId.name, applicationId]]);
	else answers = await interview(terminal, DISCORD_APPLICATION, answers, judge);
	if (answers === undefined) return undefined;
	const guild = askForGuild(answers.get(SETTINGS.discordAppId.name) ?? "");
	for (const group of [guild, ROBLOX, ADDRESS]) {
		answers = await interview(terminal, group, answers, judge);
		if (answers === undefined) return undefined;
	}
	return answers;
}

/** What is set already, and in order. */
function knownOf(environment: Environment): ReadonlyMap<string, string> {
	return new Map(
		ASKED.flatMap((setting) => {
			const value = environment[setting.name]?.trim();
			return value && readSetting(environment, setting)?.ok === true ? [[setting.name, value] as const] : [];
		}),
	);
}

async function findApplicationId(
	ports: SetupPorts,
	environment: Environment,
	answers: ReadonlyMap<string, string>,
): Promise<string | undefined> {
	const api = readSetting(environment, SETTINGS.discordApiUrl);
	const apiUrl = api?.ok === true ? api.value : "";
	const discord = createDiscordReader(ports, { apiUrl, token: answers.get(SETTINGS.discordToken.name) });
	const reply = await discord.get("/applications/@me");
	return reply.kind === "answer" && reply.status === 200 ? textIn(reply.body, "id") : undefined;
}

/** `false`: the person wants the file as it is. `undefined`: ended. */
async function write(
	{ terminal, envFile, random }: SetupPorts,
	environment: Environment,
	answers: ReadonlyMap<string, string>,
): Promise<boolean | undefined> {
	const before = envFile.read();
	const hasFile = environment[SETTINGS.secretsFile.name]?.trim() ?? "";
	const lacking = hasFile === "" ? MADE.filter(({ name }) => !environment[name]?.trim()) : [];
	const made = lacking.map(({ name }) => {
		const secret = random.hex(SECRET_BYTES);
		return [name, name === SETTINGS.hmacSecrets.name ? `k1:${secret}` : secret] as const;
	});
	const settings = new Map([...answers, ...made]);
	terminal.say("");
	if (made.length > 0) terminal.say(`Made by itself: ${made.map(([name]) => name).join(", ")}.`);
	const text = mergeSettings(before ?? renderEnvExample(), settings);
	if (before !== undefined) {
		if (text === before) return true;
		const names = [...settings.keys()].join(", ");
		terminal.say(`There is a .env. These lines of it are written anew, and all others stay: ${names}.`);
		const answer = await terminal.ask("Write them? [y/N]", { isSecret: false });
		if (answer === undefined) return undefined;
		if (!/^y(es)?$/i.test(answer)) return false;
	}
	envFile.replace(text);
	terminal.say(
		"Written: .env, for your user alone. It holds every secret; keep it out of version control and out of chats.",
	);
	return true;
}
