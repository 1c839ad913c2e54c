import type { Database } from "bun:sqlite";
import { fail, ok, type Result } from "../shared/result";
import type { Diagnose } from "./bot/bot-parts";
import type { Bot } from "./bot/create-bot";
import { createAttachments } from "./bot/attachments";
import type { DiscordClient, DiscordProblem } from "./bot/discord-client";
import type { DiscordConfig, ProgramConfig } from "./config";
import { createBotSide } from "./create-bot-side";
import { createCompanion, type Companion } from "./create-companion";
import type { Ports } from "./ports";

/** What only the machine can do. Both throw when it cannot. */
export interface Machine {
	/** Opens the file, making its folder when it is missing. */
	openDatabase(path: string): Database;
	/** Serves HTTP; answers with the port taken and the way to stop, which awaits the requests under way. */
	listen(port: number, handle: Listener["handle"]): { readonly port: number; readonly stop: () => Promise<void> };
	/** Runs the doctor on this very set-up. */
	readonly diagnose: Diagnose;
}

interface Listener {
	/** `peer`: the address at the other end of the connection. */
	readonly handle: (request: Request, peer: string | undefined) => Response | Promise<Response>;
}

/** Why the program could not start, with one line for people. */
export interface StartProblem {
	readonly kind: "database" | "port" | DiscordProblem["kind"];
	readonly line: string;
}

export interface Program {
	/** Ends in order: no new work, then what is under way, then the database. */
	stop(): Promise<void>;
}

/** Starts everything, from the database upwards; what started before a failure is stopped again. */
export async function startProgram(
	machine: Machine,
	portsWithoutDatabase: Omit<Ports, "database">,
	config: ProgramConfig,
	say: (line: string) => void,
): Promise<Result<Program, StartProblem>> {
	const stops: (() => void | Promise<void>)[] = [];
	const stop = async (): Promise<void> => {
		for (const end of stops.splice(0).reverse()) await end();
	};
	const giveUp = async (kind: StartProblem["kind"], line: string): Promise<Result<Program, StartProblem>> => {
		await stop();
		return fail({ kind, line });
	};

	let companion: Companion;
	let ports: Ports;
	try {
		const database = machine.openDatabase(config.databasePath);
		stops.push(() => database.close());
		ports = { ...portsWithoutDatabase, database };
		companion = createCompanion(ports, config.companion);
	} catch (problem) {
		return giveUp("database", `The database ${config.databasePath} cannot be used: ${messageOf(problem)}`);
	}
	companion.start();
	stops.push(() => companion.stop());

	try {
		const listener = machine.listen(config.port, (request, peer) => companion.handle(request, peer));
		stops.push(() => listener.stop());
		say(`ready: HTTP on port ${listener.port}`);
	} catch (problem) {
		return giveUp("port", `Port ${config.port} cannot be used: ${messageOf(problem)}. Set PORT to another one.`);
	}

	if (config.discord !== undefined) {
		const { client, bot } = await createDiscordSide(ports, companion, config, config.discord, machine.diagnose);
		stops.push(
			() => bot.stop(),
			() => client.disconnect(),
		);
		await bot.start(client.replies);
		const connected = await client.connect((interaction, replies) => bot.handleInteraction(interaction, replies));
		if (!connected.ok) return giveUp(connected.error.kind, describeDiscordProblem(connected.error, config.discord));
		say("ready: Discord");
	}
	return ok({ stop });
}

async function createDiscordSide(
	ports: Ports,
	companion: Companion,
	config: ProgramConfig,
	discord: DiscordConfig,
	diagnose: Diagnose,
): Promise<{ readonly client: DiscordClient; readonly bot: Bot }> {
	// 29 MB of memory that a companion without a bot can do without.
	const { createDiscordClient } = await import("./bot/discord-client");
	const client = createDiscordClient(ports, discord);
	const attachments = createAttachments(ports, discord.cdnUrl);
	const outside = { messages: client.messages, guild: client.guild, diagnose, attachments };
	return { client, bot: createBotSide(ports, companion, config.companion, outside) };
}

function describeDiscordProblem({ kind, code }: DiscordProblem, { apiUrl }: DiscordConfig): string {
	if (kind === "unreachable") return `Discord cannot be reached at ${apiUrl} (${code}).`;
	return `Discord refused the bot (${code}). Check DISCORD_TOKEN, DISCORD_APP_ID and DISCORD_GUILD_ID, and that the bot was added to the server.`;
}

function messageOf(problem: unknown): string {
	return problem instanceof Error ? problem.message : String(problem);
}
