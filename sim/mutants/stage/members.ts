import type { ButtonInteraction, CommandInteraction, Interaction } from "../../../companion/bot/interaction";
import type { Scheduler } from "../../clock/scheduler";
import { Random } from "../../random";
import type { RobloxUser } from "../../roblox/vm-port";
import { readChangeReply } from "../../run/read-reply";
import type { Recorder } from "../../run/recorder";
import { findConfirm } from "../../world/find-confirm";
import { InProcessDiscord } from "../../world/in-process-discord";

export const ROLE_ID = "1100000000000000801";
const APPLICATION_ID = "1100000000000000777";
const MIA = { id: "1100000000000000901", name: "Mia" };

export interface CommandWish {
	readonly txn?: string;
	/** Without the role unless told otherwise: everybody may type. */
	readonly hasRole?: boolean;
	/** How often Discord delivers the one interaction. */
	readonly deliveries?: number;
}

/** Typed commands of staff members, and what they read. */
export class Members {
	readonly discord: InProcessDiscord;
	readonly #commandOf = new Map<string, string>();
	#interactions = 0;

	constructor(
		private readonly scheduler: Scheduler,
		private readonly recorder: Recorder,
		private readonly guildId: string,
		private readonly deliver: (interaction: Interaction) => void,
	) {
		this.discord = new InProcessDiscord({
			scheduler,
			random: new Random("discord"),
			decide: () => "usual",
			onShown: (interactionId, body) => {
				const nothing = { isRepeat: false, code: undefined, balance: undefined };
				const commandId = this.#commandOf.get(interactionId);
				const yes = body && findConfirm(body);
				if (yes !== undefined) return this.#confirm(commandId ?? "", yes);
				const read = body === undefined ? ({ ...nothing, outcome: "working" } as const) : readChangeReply(body);
				if (read === undefined) return recorder.error("a reply that nobody understands");
				recorder.reply({ interactionId, ...read, commandId });
			},
			onPosted: (body) => {
				const read = readChangeReply(body);
				if (read === undefined) return recorder.error("a message that nobody understands");
				recorder.reply({ interactionId: "posted", ...read });
			},
			onUnanswered: () => undefined,
			onMalformed: (problem) => recorder.error(problem),
		});
	}

	/** Types `/give` or `/deduct` once. Returns the id that the command must have. */
	ask(player: RobloxUser, delta: number, wish: CommandWish = {}): string {
		const interaction = this.#makeInteraction(player, delta, wish);
		const txn = wish.txn;
		const commandId = txn === undefined ? `discord:${interaction.id}` : `txn:${this.guildId}:${txn}`;
		this.#commandOf.set(interaction.id, commandId);
		const isKnown = this.recorder.intents.some((intent) => intent.commandId === commandId);
		if (!isKnown && wish.hasRole !== false) {
			this.recorder.intents.push({ commandId, userId: player.id, delta, askedAt: this.scheduler.now() });
		}
		this.discord.open(interaction);
		for (let copy = 0; copy < (wish.deliveries ?? 1); copy += 1) {
			this.scheduler.at(this.scheduler.now() + copy * 500_000, () => this.deliver(interaction));
		}
		return commandId;
	}

	/** Whether the last words about this command were read. */
	hasEnded(commandId: string): boolean {
		return this.recorder.replies.some(
			(reply) => reply.commandId === commandId && reply.outcome !== "working" && reply.outcome !== "pending-notice",
		);
	}

	#confirm(commandId: string, customId: string): void {
		const press: Interaction = { kind: "button", ...this.#makeCommon([ROLE_ID]), customId, isOnPrivateMessage: false };
		this.#commandOf.set(press.id, commandId);
		this.discord.open(press);
		this.deliver(press);
	}

	#makeInteraction(player: RobloxUser, delta: number, wish: CommandWish): Interaction {
		const options: CommandInteraction["options"] = new Map<string, string | number>([
			["user", String(player.id)],
			["amount", Math.abs(delta)],
			...(wish.txn === undefined ? [] : [["txn", wish.txn] as const]),
		]);
		return {
			kind: "command",
			...this.#makeCommon(wish.hasRole === false ? [] : [ROLE_ID]),
			commandName: delta > 0 ? "give" : "deduct",
			options,
		};
	}

	#makeCommon(roleIds: readonly string[]): Omit<ButtonInteraction, "kind" | "customId" | "isOnPrivateMessage"> {
		this.#interactions += 1;
		const id = `12000000000000${String(this.#interactions).padStart(5, "0")}`;
		return {
			id,
			applicationId: APPLICATION_ID,
			token: `token-${id}`,
			guildId: this.guildId,
			member: { ...MIA, roleIds, isDiscordAdministrator: false },
		};
	}
}
