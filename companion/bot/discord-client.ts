import { Client, Events, GatewayDispatchEvents, GatewayIntentBits } from "discord.js";
import { fail, ok, type Result } from "../../shared/result";
import type { Ports } from "../ports";
import { decodeInteraction } from "./decode-interaction";
import type { HandleInteraction } from "./handle-interaction";
import type { Replies } from "./interaction";
import type { Messages } from "./messages";
import { registerCommands, type RegistrationTarget } from "./register-commands";
import { createRestMessages } from "./rest-messages";
import type { Guild } from "./guild";
import { createRestGuild } from "./rest-guild";
import { classifyRestError } from "./rest-problem";
import { createRestReplies, type DiscordRest } from "./rest-replies";

/** discord.js waits for ever for a gateway that does not answer. */
const LOGIN_SECONDS_MAX = 30;
/** `destroy` never resolves while a connection is being made, or when the server does not answer the close frame. */
const DESTROY_SECONDS_MAX = 3;

export interface DiscordSettings extends RegistrationTarget {
	/** Never logged. */
	readonly token: string;
	/** Without the version: `https://discord.com/api`. */
	readonly apiUrl: string;
}

/** `refused`: Discord does not take the token or the application. `unreachable`: it gave no usable answer. */
export interface DiscordProblem {
	readonly kind: "refused" | "unreachable";
	readonly code: string;
}

export interface DiscordClient {
	readonly replies: Replies;
	readonly messages: Messages;
	readonly guild: Guild;
	/** Registers the commands where Discord has others and logs in; resolves when the gateway is ready. Never rejects. */
	connect(handle: HandleInteraction): Promise<Result<void, DiscordProblem>>;
	/** Resolves within 3 s, whatever state the connection is in. */
	disconnect(): Promise<void>;
}

/** The one place that knows discord.js. */
export function createDiscordClient(ports: Pick<Ports, "timers" | "log">, settings: DiscordSettings): DiscordClient {
	const client = new Client({
		intents: [GatewayIntentBits.Guilds],
		// discord.js would hold edits of replies back to 50 a second, but "interaction endpoints are not bound to the bot's
		// Global Rate Limit" (Discord, Rate Limits). What Discord answers is kept to all the same.
		rest: { api: settings.apiUrl, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
	});
	client.rest.setToken(settings.token);
	let isClosing = false;
	// Closing on purpose looks like a lost gateway to the client.
	logConnection(client, (entry) => (isClosing ? undefined : ports.log(entry)));
	const rest = createRest(client);
	const replies = createRestReplies(rest);

	async function connect(handle: HandleInteraction): Promise<Result<void, DiscordProblem>> {
		// The raw event: see `decode-interaction.ts`.
		client.ws.on(GatewayDispatchEvents.InteractionCreate, (event: unknown) => {
			const interaction = decodeInteraction(event);
			if (interaction === undefined) ports.log({ level: "info", event: "interaction-ignored" });
			else void handle(interaction, replies);
		});
		try {
			const outcome = await registerCommands(rest, settings);
			ports.log({ level: "info", event: `commands-${outcome}` });
			await within(ports, LOGIN_SECONDS_MAX, Promise.race([client.login(settings.token), rejectWhenShutOut(client)]));
			return ok(undefined);
		} catch (problem) {
			return fail(describeProblem(problem));
		}
	}

	return {
		replies,
		messages: createRestMessages(rest),
		guild: createRestGuild(rest, settings.guildId),
		connect,
		async disconnect() {
			isClosing = true;
			try {
				await within(ports, DESTROY_SECONDS_MAX, client.destroy());
			} catch (problem) {
				ports.log({ level: "warning", event: "discord-close-incomplete", facts: { code: codeOf(problem) } });
			}
		},
	};
}

/** The gateway closed with a code that says "do not come back", for a wrong token for one. `login` may wait on then. */
function rejectWhenShutOut(client: Client): Promise<never> {
	return new Promise((_resolve, reject) => {
		client.once(Events.ShardDisconnect, ({ code }) => reject(new ShutOut(code)));
	});
}

class ShutOut extends Error {
	override readonly name = "ShutOut";
	constructor(readonly code: number) {
		super(`the gateway closed with ${code}`);
	}
}

/** Interaction routes are authorised by their token alone. */
const INTERACTION_ROUTE = /^\/(interactions|webhooks)\//;

function createRest(client: Client): DiscordRest {
	const auth = (route: string): boolean => !INTERACTION_ROUTE.test(route);
	return {
		get: (route) => client.rest.get(route),
		post: (route, body) => client.rest.post(route, { body, auth: auth(route) }),
		patch: (route, body, given = []) => {
			const files = given.map(({ name, content }) => ({ name, data: content }));
			return client.rest.patch(route, { body, auth: auth(route), files });
		},
		put: (route, body) => client.rest.put(route, { body }),
	};
}

/** discord.js reconnects by itself, without end. */
function logConnection(client: Client, log: Ports["log"]): void {
	client.on(Events.Error, (error) => log({ level: "error", event: "discord-error", facts: { code: codeOf(error) } }));
	client.on(Events.Warn, () => log({ level: "warning", event: "discord-warning" }));
	client.on(Events.ShardError, (error) =>
		log({ level: "warning", event: "gateway-error", facts: { code: codeOf(error) } }),
	);
	client.on(Events.ShardReconnecting, () => log({ level: "warning", event: "gateway-lost" }));
	client.on(Events.ShardResume, (_shard, replayed) =>
		log({ level: "info", event: "gateway-resumed", facts: { replayed } }),
	);
	client.on(Events.ShardReady, () => log({ level: "info", event: "gateway-ready" }));
	client.on(Events.ShardDisconnect, ({ code }) =>
		log({ level: "error", event: "gateway-closed-for-good", facts: { code } }),
	);
}

/** Rejects when `work` takes longer. What it does later is then nobody's concern any more, its failure included. */
function within<Value>(ports: Pick<Ports, "timers">, seconds: number, work: Promise<Value>): Promise<Value> {
	return new Promise((resolve, reject) => {
		const cancel = ports.timers.after(seconds * 1_000, () => reject(new TimedOut(`no end within ${seconds} s`)));
		work.then(resolve, reject).finally(cancel);
	});
}

class TimedOut extends Error {
	override readonly name = "TimedOut";
}

function codeOf(problem: unknown): string {
	return classifyRestError(problem).code;
}

/** What is thrown that means "not with this token, these ids or these rights". */
function describeProblem(problem: unknown): DiscordProblem {
	const { code, status, retriable } = classifyRestError(problem);
	const isRefused = problem instanceof ShutOut || code === "TokenInvalid" || (status !== undefined && !retriable);
	return { kind: isRefused ? "refused" : "unreachable", code };
}
