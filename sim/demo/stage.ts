import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RealClock } from "../clock/real-clock";
import { createLocalDiscord, type LocalDiscord } from "../discord/local-discord";
import { Permission } from "../discord/permissions";
import { HostClient } from "../host/host-client";
import type { RobloxUser } from "../roblox/vm-port";
import {
	ABSENT_PLAYER,
	APPLICATION_ID,
	BOT_NAME,
	CHANNEL,
	ECONOMY_ROLE,
	ECONOMY_ROLE_ID,
	GUILD_ID,
	HOST,
	HOST_ROLE,
	ONLINE,
	ORDINARY_MEMBER,
	OWNER,
	QUIET_CHANNEL,
	TREASURER,
	USERS,
} from "./cast";
import { CompanionProcess } from "./companion-process";
import { freePort } from "./free-port";
import { companionEnvironment, makeSettings, type DemoSettings } from "./settings";
import type { Story } from "./story";

/** Everything of the demo that runs: the local Discord here, the companion and the game servers in processes. */
export interface Stage {
	readonly settings: DemoSettings;
	readonly discord: LocalDiscord;
	readonly host: HostClient;
	readonly companion: CompanionProcess;
	/** Job ids; the first is "server 1". Servers started later come behind. */
	readonly servers: string[];
	/** Ends everything, and leaves the database where it is to be kept. */
	close(): Promise<void>;
}

export interface StageOptions {
	/** Where the companion's database goes at the end; without it nothing is kept. */
	readonly keepAt?: string | undefined;
	/** More players, spread over the servers. */
	readonly crowd?: readonly RobloxUser[];
}

/** Starts all parts and seats the players; says what it waits for. Whatever fails, nothing is left running. */
export async function openStage(
	story: Story,
	onCompanionOutput: (line: string) => void,
	{ keepAt, crowd = [] }: StageOptions = {},
): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), "purser-demo-"));
	const settings = makeSettings(freePort(), join(folder, "purser.sqlite"));
	const clock = new RealClock();
	const discord = openDiscord(clock, settings);
	const host = new HostClient();
	let companion: CompanionProcess | undefined;
	const close = async (): Promise<void> => {
		await companion?.stop();
		await host.stop();
		await discord.stop();
		clock.stop();
		if (keepAt !== undefined) keepDatabase(settings.databaseFile, keepAt);
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		story.waiting("starting a local Roblox, a local Discord and the companion");
		const { universeId, placeId, storeName, companionUrl, apiKey, gameSecret } = settings;
		const identity = { seed: 1, universeId, placeId, storeName, users: [...USERS, ...crowd] };
		const { openCloudUrl } = await host.call("start", { ...identity, companionUrl, apiKey, gameSecret });
		const environment = companionEnvironment(settings, discord.apiUrl, openCloudUrl);
		companion = new CompanionProcess(environment, companionUrl, onCompanionOutput);
		await companion.start();
		story.waiting("starting seven game servers, each a Luau VM of its own");
		const servers = await seatPlayers(host, crowd);
		openCommands(discord);
		return { settings, discord, host, companion, servers, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The companion folded its log into the file when it ended, so the file is all there is. */
function keepDatabase(from: string, to: string): void {
	if (!existsSync(from)) return;
	mkdirSync(dirname(to), { recursive: true });
	for (const part of ["-wal", "-shm"]) rmSync(`${to}${part}`, { force: true });
	copyFileSync(from, to);
}

async function seatPlayers(host: HostClient, crowd: readonly RobloxUser[]): Promise<string[]> {
	const servers: string[] = [];
	for (const user of ONLINE) {
		const jobId = await host.call("addServer");
		servers.push(jobId);
		await host.call("join", user.id, jobId);
	}
	// She has played before: her entry is in the store, and she is gone again before the tour needs her to be.
	const last = servers.at(-1);
	if (last !== undefined) await host.call("join", ABSENT_PLAYER.id, last);
	for (const [index, user] of crowd.entries()) {
		const jobId = servers[index % servers.length];
		if (jobId !== undefined) await host.call("join", user.id, jobId);
	}
	return servers;
}

function openDiscord(clock: RealClock, settings: DemoSettings): LocalDiscord {
	return createLocalDiscord({
		scheduler: clock,
		botName: BOT_NAME,
		token: settings.discordToken,
		applicationId: APPLICATION_ID,
		guilds: [
			{
				id: GUILD_ID,
				name: "Harbor City",
				roles: [{ id: ECONOMY_ROLE_ID, name: ECONOMY_ROLE }, { name: HOST_ROLE }],
				channels: [
					{ name: CHANNEL },
					{ name: QUIET_CHANNEL, overwrites: [{ of: BOT_NAME, deny: Permission.SEND_MESSAGES }] },
				],
				members: [
					{ name: TREASURER, roles: [ECONOMY_ROLE] },
					{ name: ORDINARY_MEMBER },
					{ name: OWNER, admin: true, owner: true },
					{ name: HOST, roles: [HOST_ROLE] },
				],
			},
		],
	});
}

/**
 * Server Settings > Integrations: all commands for the treasurers. Somebody opened `/give` to everyone there by mistake, so
 * that the bot's own check is what stands between an ordinary member and the coins.
 */
function openCommands(discord: LocalDiscord): void {
	const forRole = { id: ECONOMY_ROLE_ID, type: 1, permission: true } as const;
	const forEveryone = { id: GUILD_ID, type: 1, permission: true } as const;
	for (const command of discord.people.offeredCommands(OWNER)) {
		discord.people.setCommandPermissions(command, command === "give" ? [forRole, forEveryone] : [forRole]);
	}
}
