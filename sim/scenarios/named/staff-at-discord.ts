import { createAttachments } from "../../../companion/bot/attachments";
import type { Interaction, ReplyBody } from "../../../companion/bot/interaction";
import type { Bot } from "../../../companion/bot/create-bot";
import { createBotSide } from "../../../companion/create-bot-side";
import type { Actor } from "../../../companion/staff/staff-view";
import { Random } from "../../random";
import { InProcessDiscord } from "../../world/in-process-discord";
import type { VirtualWorld } from "../../world/virtual-world";

type Options = Readonly<Record<string, string | number>>;

const APPLICATION_ID = "1100000000000000777";
/** Discord's edge and the REST calls of one interaction. */
const ANSWER_SECONDS_MAX = 30;

/** Staff at Discord in a world on virtual time: they type, read what is shown to them, and press buttons. */
export class StaffAtDiscord {
	/** What each interaction's message shows now. */
	readonly shown = new Map<string, ReplyBody>();
	/** Messages that answer nothing, as they read. */
	readonly posted: string[] = [];
	readonly problems: string[] = [];
	readonly #discord: InProcessDiscord;
	readonly #bot: Bot;
	#count = 0n;

	constructor(private readonly world: VirtualWorld) {
		this.#discord = new InProcessDiscord({
			scheduler: world.clock,
			random: new Random("discord"),
			decide: () => "usual",
			onShown: (interactionId, body) => {
				if (body !== undefined) this.shown.set(interactionId, body);
			},
			onPosted: (body) => this.posted.push(readText(body)),
			onUnanswered: (interactionId) => this.problems.push(`${interactionId} was not answered in time`),
			onMalformed: (problem) => this.problems.push(problem),
		});
		const { ports, companion, config } = world.companion;
		const isAlive = (): boolean => true;
		const messages = this.#discord.messagesFor(isAlive);
		const guild = this.#discord.guildFor(isAlive);
		this.#bot = createBotSide(ports, companion, config, {
			messages,
			guild,
			diagnose: () => Promise.resolve(undefined),
			// Nobody gives files here.
			attachments: createAttachments(ports, "https://cdn.discordapp.com"),
		});
		void this.#bot.start(this.#discord.repliesFor(isAlive));
	}

	/** Sends a command and does not wait. Answers with the interaction's id. */
	type(member: Actor, commandName: string, options: Options): string {
		const given = { kind: "command", commandName, options: new Map(Object.entries(options)) } as const;
		return this.#send(member, given);
	}

	/** Sends a command, and waits until the bot has said more than that it thinks. */
	async use(member: Actor, commandName: string, options: Options): Promise<string> {
		return this.#untilShown(this.type(member, commandName, options));
	}

	/** Presses a button below the message of an interaction. */
	async press(member: Actor, interactionId: string, label: string): Promise<string> {
		const components = this.shown.get(interactionId)?.components.flatMap((row) => [...row.components]) ?? [];
		const button = components.find((component) => component.type === 2 && component.label === label);
		if (button === undefined) throw new Error(`there is no ${label} below: ${this.read(interactionId)}`);
		return this.#untilShown(
			this.#send(member, { kind: "button", customId: button.custom_id, isOnPrivateMessage: false }),
		);
	}

	read(interactionId: string): string {
		const body = this.shown.get(interactionId);
		return body === undefined ? "" : readText(body);
	}

	async #untilShown(interactionId: string): Promise<string> {
		await this.world.passUntil(() => this.shown.has(interactionId), ANSWER_SECONDS_MAX);
		return interactionId;
	}

	#send(member: Actor, given: Given): string {
		this.#count += 1n;
		const id = String(1_200_000_000_000_000_000n + this.#count);
		const { guildId } = this.world.companion.config;
		const interaction = { ...given, id, applicationId: APPLICATION_ID, token: `token-${id}`, guildId, member };
		this.#discord.open(interaction);
		const replies = this.#discord.repliesFor(() => true);
		this.#bot.handleInteraction(interaction, replies).catch((problem: unknown) => this.problems.push(String(problem)));
		return id;
	}
}

type Given =
	| Pick<Extract<Interaction, { kind: "command" }>, "kind" | "commandName" | "options">
	| Pick<Extract<Interaction, { kind: "button" }>, "kind" | "customId" | "isOnPrivateMessage">;

function readText({ embeds }: ReplyBody): string {
	return embeds.map(({ title, description }) => `${title}\n${description}`).join("\n");
}
