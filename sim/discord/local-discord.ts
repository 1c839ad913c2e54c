import { MILLISECOND, type Scheduler, after } from "../clock/scheduler";
import { FaultPlan } from "./faults";
import { Connection } from "./gateway/connection";
import { Gateway } from "./gateway/gateway";
import { Intent } from "./gateway/protocol";
import type { User } from "./model";
import { guildMessageFields, messagePayload } from "./message-payload";
import { People } from "./people/people";
import { type Route, answerWith } from "./rest/api-answer";
import { channelRoutes } from "./rest/channel-routes";
import { commandRoutes } from "./rest/command-routes";
import { guildRoutes } from "./rest/guild-routes";
import { interactionRoutes } from "./rest/interaction-routes";
import { RestEdge } from "./rest/rest-edge";
import { userRoutes } from "./rest/user-routes";
import { webhookRoutes } from "./rest/webhook-routes";
import { MessageFlag } from "./rules/message-rules";
import { Snowflakes } from "./snowflakes";
import { CommandRegistry } from "./state/command-registry";
import { GuildDirectory, type GuildSeed } from "./state/guild-directory";
import { FileStore } from "./state/file-store";
import { InteractionStore } from "./state/interaction-store";
import { type MessageChange, MessageStore } from "./state/message-store";
import type { PortalSettings, World } from "./world";

export interface LocalDiscordOptions {
	/** Decides all of Discord's time limits. Sockets and promises are real all the same. */
	readonly scheduler: Scheduler;
	readonly token: string;
	/** 17 to 19 digits; also the bot's user id, as with every application made today. */
	readonly applicationId: string;
	readonly botName?: string;
	readonly guilds: readonly GuildSeed[];
	/** All off and empty by default, as on a new application's page. */
	readonly portal?: Partial<PortalSettings>;
	/** 0 takes any free port. */
	readonly port?: number;
}

export interface LocalDiscord {
	/** For discord.js: `rest: { api: apiUrl }`. */
	readonly apiUrl: string;
	/** Where files are fetched from; stands for https://cdn.discordapp.com. */
	readonly cdnUrl: string;
	readonly guilds: GuildDirectory;
	readonly people: People;
	readonly faults: FaultPlan;
	readonly gateway: Gateway;
	readonly rest: RestEdge;
	/** Closes all connections and the port; requests without answer end. */
	stop(): Promise<void>;
}

/** Starts a local Discord on loopback: REST and gateway on one port, for an unmodified client. */
export function createLocalDiscord(options: LocalDiscordOptions): LocalDiscord {
	const world = makeWorld(options, () => `http://127.0.0.1:${server.port}`);
	for (const seed of options.guilds) world.guilds.add(seed, world.joinedAt);
	const faults = new FaultPlan();
	const stopped = Promise.withResolvers<void>();
	const gateway = new Gateway(world, faults, () => `ws://127.0.0.1:${server.port}/gateway`);
	const rest = new RestEdge(world, [...gatewayRoutes(gateway), ...allRoutes(world)], faults, stopped.promise);
	const people = new People(world, gateway, faults);
	const server = serve(world, gateway, rest, options.port ?? 0);
	world.messages.onChange((change) => {
		const tell = (): void => tellMessage(world, gateway, change);
		// A handler runs before its answer leaves, so telling at once is "before", and a little later is "after".
		if (faults.eventOrder === "before-answer") tell();
		else after(world.scheduler, 20 * MILLISECOND, tell);
	});
	return {
		apiUrl: `http://127.0.0.1:${server.port}/api`,
		cdnUrl: `http://127.0.0.1:${server.port}`,
		guilds: world.guilds,
		people,
		faults,
		gateway,
		rest,
		stop: async () => {
			people.dispose();
			stopped.resolve();
			await server.stop(true);
		},
	};
}

function makeWorld(options: LocalDiscordOptions, fileUrl: () => string): World {
	const { scheduler, token, applicationId } = options;
	const snowflakes = new Snowflakes(scheduler);
	const bot: User = { id: applicationId, username: options.botName ?? "Purser", bot: true };
	const guilds = new GuildDirectory(snowflakes, bot);
	const now = (): number => scheduler.unixMillis();
	return {
		scheduler,
		snowflakes,
		token,
		applicationId,
		bot,
		portal: {
			...{ guildMembers: false, presences: false, messageContent: false, interactionsEndpointUrl: null },
			...options.portal,
		},
		guilds,
		commands: new CommandRegistry(snowflakes, scheduler, applicationId),
		messages: new MessageStore(snowflakes, now, (id) => guilds.findUser(id)),
		files: new FileStore(snowflakes, now, fileUrl),
		interactions: new InteractionStore(snowflakes, scheduler),
		joinedAt: new Date(scheduler.unixMillis()).toISOString(),
	};
}

function allRoutes(world: World): readonly Route[] {
	return [
		...commandRoutes(world),
		...interactionRoutes(world),
		...webhookRoutes(world),
		...channelRoutes(world),
		...guildRoutes(world),
		...userRoutes(world),
	];
}

function gatewayRoutes(gateway: Gateway): readonly Route[] {
	const shared = { method: "GET", auth: "bot", limit: { requests: 2, seconds: 5 } } as const;
	return [
		{ ...shared, operation: "get_bot_gateway", path: "/gateway/bot", handle: () => answerWith(gateway.describe()) },
		{
			...shared,
			operation: "get_gateway",
			path: "/gateway",
			auth: "token",
			handle: () => answerWith({ url: gateway.describe()["url"] }),
		},
	];
}

interface SocketData {
	connection: Connection | undefined;
	readonly version: string | null;
}

function serve(world: World, gateway: Gateway, rest: RestEdge, port: number): Bun.Server<SocketData> {
	return Bun.serve<SocketData>({
		hostname: "127.0.0.1",
		port,
		idleTimeout: 0,
		fetch: (request, server) => {
			const url = new URL(request.url);
			const file = world.files.answer(url);
			if (file !== undefined) return file;
			if (url.pathname.replace(/\/$/, "") !== "/gateway") return rest.handle(request);
			const data: SocketData = { connection: undefined, version: url.searchParams.get("v") };
			return server.upgrade(request, { data }) ? undefined : new Response("Upgrade Required", { status: 426 });
		},
		websocket: {
			open: (socket) => {
				const connection = new Connection(socket, world.scheduler, gateway);
				socket.data.connection = connection;
				if (socket.data.version === "10") connection.greet();
				else connection.close(4012, "Invalid API version.");
			},
			message: (socket, text) => socket.data.connection?.receive(typeof text === "string" ? text : ""),
			close: (socket, code) => {
				if (socket.data.connection) gateway.onClosed(socket.data.connection, code);
			},
		},
	});
}

/** Tells bots of a message; those that only one person sees count as direct messages. */
function tellMessage(world: World, gateway: Gateway, { kind, message }: MessageChange): void {
	const channel = world.guilds.findChannel(message.channelId);
	if (!channel) return;
	const ephemeral = (message.flags & MessageFlag.EPHEMERAL) !== 0;
	const intent = channel.guildId === null || ephemeral ? Intent.DIRECT_MESSAGES : Intent.GUILD_MESSAGES;
	if ((gateway.intents & intent) === 0) return;
	const author =
		channel.guildId === null ? undefined : world.guilds.guild(channel.guildId).members.get(message.author.id);
	const extra = guildMessageFields(message, channel, author);
	if (kind === "deleted") {
		const place = "guild_id" in extra ? { guild_id: extra["guild_id"] } : {};
		gateway.dispatch("MESSAGE_DELETE", { id: message.id, channel_id: message.channelId, ...place }, intent);
		return;
	}
	const interaction = message.interactionId === null ? undefined : world.interactions.findById(message.interactionId);
	const event = kind === "created" ? "MESSAGE_CREATE" : "MESSAGE_UPDATE";
	gateway.dispatch(event, { ...messagePayload(message, interaction), ...extra }, intent);
}
