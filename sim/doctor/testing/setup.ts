import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS } from "../../../companion/bot/commands/command-list";
import { nameJournal } from "../../../companion/database/journal-life";
import { migrate } from "../../../companion/database/migrate";
import { openDatabase } from "../../../companion/database/open-database";
import type { BotNeeds } from "../../../companion/doctor/discord/bot-needs";
import type { DoctorMachine } from "../../../companion/doctor/storage/doctor-machine";
import { fileMachine } from "../../../companion/doctor/storage/file-machine";
import { RealClock } from "../../clock/real-clock";
import { createLocalDiscord, type LocalDiscord, type LocalDiscordOptions } from "../../discord/local-discord";
import { Random } from "../../random";
import { LocalRoblox } from "../../roblox/local-roblox";
import type { ApiKey } from "../../roblox/open-cloud";
import { Trace } from "../../trace";
import { COMPANION_SCOPES } from "../../world/create-world";

export const APPLICATION_ID = "1300000000000000001";
export const GUILD_ID = "1300000000000000002";
export const STAFF_ROLE_ID = "1300000000000000003";
export const UNIVERSE_ID = 4_242;
export const PLACE_ID = 5_353;

/** One test's whole set-up, good unless told; made anew, because tests break it. */
export interface Setup {
	readonly environment: Record<string, string>;
	readonly discord: LocalDiscord;
	readonly roblox: LocalRoblox;
	readonly databasePath: string;
	/** What the doctor is told the bot needs; the bot's own needs unless told. */
	needs: BotNeeds | undefined;
	machine: DoctorMachine;
	/** Answers in place of the usual ones, by the beginning of the address. A text is the code of a failure to connect. */
	readonly instead: Map<string, string | (() => Response)>;
	/** Sets the exact list of the server's commands. */
	register(commands: readonly unknown[]): Promise<void>;
	/** By how much this machine's clock is ahead. */
	clockAheadMilliseconds: number;
	/** Whatever has to stay unsaid. */
	readonly secrets: readonly string[];
	close(): Promise<void>;
}

/** What of a set-up has to be known before it is made. */
export interface SetupOptions {
	readonly portal?: LocalDiscordOptions["portal"];
	readonly apiKeys?: (key: ApiKey) => readonly ApiKey[];
	readonly isUnregistered?: boolean;
}

function makeSecret(): string {
	return randomBytes(32).toString("hex");
}

export async function createSetup(options: SetupOptions = {}): Promise<Setup> {
	const folder = mkdtempSync(join(tmpdir(), "purser-doctor-"));
	const databasePath = join(folder, "purser.sqlite");
	const clock = new RealClock();
	const token = `bot.${makeSecret()}`;
	const apiKey = makeSecret();
	const discord = openDiscord(clock, token, options);
	if (options.isUnregistered !== true) {
		await registerCommands(
			discord,
			token,
			COMMANDS.map(({ data }) => data),
		);
		openCommands(discord);
	}
	makeDatabase(databasePath);
	const environment = environmentOf(token, apiKey, databasePath);
	return {
		...{ environment, discord, databasePath, needs: undefined, machine: fileMachine, instead: new Map() },
		roblox: openRoblox(clock, options.apiKeys?.(goodKey(apiKey)) ?? [goodKey(apiKey)]),
		register: (commands) => registerCommands(discord, token, commands),
		clockAheadMilliseconds: 0,
		secrets: [
			token,
			apiKey,
			environment["GAME_SECRET"],
			environment["API_SERVICE_KEY"],
			environment["HMAC_SECRET"],
		].flatMap((secret) => (secret === undefined ? [] : [secret])),
		close: async () => {
			await discord.stop();
			clock.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** As an owner would write it into `.env`. The hosts stand for whoever answers in the test. */
function environmentOf(token: string, apiKey: string, databasePath: string): Record<string, string> {
	return {
		DISCORD_TOKEN: token,
		DISCORD_APP_ID: APPLICATION_ID,
		DISCORD_GUILD_ID: GUILD_ID,
		ECONOMY_ROLE_IDS: STAFF_ROLE_ID,
		ROBLOX_UNIVERSE_ID: String(UNIVERSE_ID),
		ROBLOX_API_KEY: apiKey,
		GAME_SECRET: makeSecret(),
		HMAC_SECRET: makeSecret(),
		API_SERVICE_KEY: makeSecret(),
		DATABASE_URL: `file:${databasePath}`,
		DISCORD_API_URL: "http://discord.test/api",
		ROBLOX_API_URL: "http://roblox.test",
		ROBLOX_USERS_URL: "http://roblox.test",
	};
}

function goodKey(key: string): ApiKey {
	return { key, scopes: COMPANION_SCOPES };
}

function openDiscord(clock: RealClock, token: string, { portal }: SetupOptions): LocalDiscord {
	return createLocalDiscord({
		...{ scheduler: clock, token, applicationId: APPLICATION_ID, ...(portal === undefined ? {} : { portal }) },
		guilds: [
			{
				id: GUILD_ID,
				name: "Harbor City",
				roles: [{ id: STAFF_ROLE_ID, name: "Treasurer" }],
				members: [{ name: "Mia" }],
			},
		],
	});
}

/** As server staff do in the client. */
function openCommands({ people }: LocalDiscord): void {
	for (const { data } of COMMANDS) {
		people.setCommandPermissions(data.name, [{ id: STAFF_ROLE_ID, type: 1, permission: true }]);
	}
}

/** As the companion does when it starts. */
async function registerCommands(discord: LocalDiscord, token: string, commands: readonly unknown[]): Promise<void> {
	const url = `http://discord.test/api/v10/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`;
	const headers = {
		"user-agent": "DiscordBot (https://purser.example.com, 1)",
		authorization: `Bot ${token}`,
		"content-type": "application/json",
	};
	const request = new Request(url, { method: "PUT", headers, body: JSON.stringify(commands) });
	const answer = await discord.rest.handle(request);
	if (!answer.ok) throw new Error(`the commands were not registered: ${answer.status}`);
}

export function openRoblox(clock: RealClock, apiKeys: readonly ApiKey[]): LocalRoblox {
	return new LocalRoblox({
		...{ scheduler: clock, random: new Random(1), trace: new Trace(), users: [], apiKeys },
		createVm: () => {
			throw new Error("no game server runs here");
		},
		place: { universeId: UNIVERSE_ID, placeId: PLACE_ID, placeVersion: 1 },
		...{ secrets: new Map(), companionHost: "purser.test", fetchCompanion: () => Promise.reject(new Error("nobody")) },
		latencies: { openCloudLeg: [1, 2] },
	});
}

function makeDatabase(path: string): void {
	const database = openDatabase(path);
	migrate(database, 0);
	nameJournal({ database, random: { hex: (bytes) => "a".repeat(2 * bytes), fraction: () => 0 } });
	database.close();
}
