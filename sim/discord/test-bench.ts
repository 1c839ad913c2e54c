import { Client, type Interaction } from "discord.js";
import { SECOND, type Scheduler } from "../clock/scheduler";
import { VirtualClock } from "../clock/virtual-clock";
import { type LocalDiscord, type LocalDiscordOptions, createLocalDiscord } from "./local-discord";
import type { InteractionHandle } from "./people/interaction-handle";
import type { Refused } from "./people/people";

export const TOKEN = "local-token";
export const APPLICATION_ID = "1200000000000000001";

/** A guild with staff, a player and an administrator; the companion's tests need nothing more. */
const HARBOUR = {
	name: "Harbour",
	roles: [{ name: "Economy" }],
	channels: [{ name: "staff" }],
	members: [{ name: "Ada", roles: ["Economy"] }, { name: "Bob" }, { name: "Root", admin: true }],
};

/** Commands as data, because that is what discord.js passes on. */
export const GIVE = {
	name: "give",
	description: "Gives coins",
	options: [
		{ type: 3, name: "user", description: "Roblox user", required: true },
		{ type: 4, name: "amount", description: "Coins", required: true, min_value: 1, max_value: 1_000 },
		{ type: 3, name: "reason", description: "Why", max_length: 200 },
	],
};

export interface Bench {
	readonly discord: LocalDiscord;
	readonly client: Client<true>;
	readonly guildId: string;
	stop(): Promise<void>;
}

/** A local Discord without a bot, on a clock that only moves when told, so that no test depends on real time. */
export function startDiscord(
	scheduler: Scheduler = new VirtualClock(),
	extra: Partial<LocalDiscordOptions> = {},
): LocalDiscord {
	return createLocalDiscord({ scheduler, token: TOKEN, applicationId: APPLICATION_ID, guilds: [HARBOUR], ...extra });
}

/** The real discord.js, logged in and ready, with `/give` registered and `handle` for what comes in. */
export async function startBench(
	clock: VirtualClock,
	handle: (interaction: Interaction) => Promise<unknown>,
): Promise<Bench> {
	const discord = startDiscord(clock);
	const client = makeClient(discord);
	const handled: Promise<unknown>[] = [];
	client.on("interactionCreate", (interaction) => handled.push(handle(interaction)));
	await login(client);
	const guildId = discord.guilds.guild().id;
	await client.application.commands.set([GIVE], guildId);
	return {
		discord,
		client,
		guildId,
		stop: async () => {
			// An answer under way would meet a closed port, and nobody would be there to take its rejection.
			await Promise.allSettled(handled);
			await client.destroy();
			await discord.stop();
		},
	};
}

export function makeClient(discord: LocalDiscord): Client<true> {
	return new Client<true>({
		intents: 1,
		rest: { api: discord.apiUrl },
		// Waiting for the start limit is discord.js's own business and takes seconds; resuming is what is tested here.
		ws: { buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }) },
	});
}

/** Logs in and waits for the guilds. Rejects when the login is refused. */
export async function login(client: Client): Promise<void> {
	const ready = new Promise((resolve) => client.once("clientReady", resolve));
	await client.login(TOKEN);
	await ready;
}

/** The handle of a command that the client let through. */
export function sent(result: InteractionHandle | Refused): InteractionHandle {
	if (result.refused !== undefined) throw new Error(`The client refused: ${result.refused}`);
	return result;
}

/** Moves the local Discord's clock. */
export async function pass(clock: VirtualClock, seconds: number): Promise<void> {
	await clock.run({ until: clock.now() + seconds * SECOND });
}
