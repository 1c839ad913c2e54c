import type { ButtonInteraction, CommandInteraction, Interaction, ReplyBody } from "../../companion/bot/interaction";
import { after, MILLISECOND, SECOND, type Scheduler } from "../clock/scheduler";
import type { FaultCounts } from "../faults/fault-counts";
import type { Random } from "../random";
import type { RobloxUser } from "../roblox/vm-port";
import { findConfirm } from "../world/find-confirm";
import type { InProcessDiscord } from "../world/in-process-discord";
import type { StaffMember } from "./cast";
import type { ReplySeen } from "./history";
import { isPromisingNothing, readBalanceReply, readChangeReply } from "./read-reply";
import type { Recorder } from "./recorder";

export type Outcome = "committed" | "refused" | "expired" | "unknown";

/** One of the commands of a run: what somebody wants, until its outcome is known. */
export interface Order {
	readonly number: number;
	readonly user: RobloxUser;
	readonly delta: number;
	readonly member: StaffMember;
	/** The id the member gave it, if any. */
	readonly txn: string | undefined;
	/** Id of the newest attempt. */
	commandId: string;
	outcome: Outcome | undefined;
}

/** One time that an order was typed. */
interface Attempt {
	readonly order: Order;
	readonly commandId: string;
}

export interface StaffPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly guildId: string;
	readonly economyRoleId: string;
	readonly discord: InProcessDiscord;
	/** What the gateway does with an event. */
	readonly deliver: (interaction: Interaction) => void;
	readonly recorder: Recorder;
	readonly counts: FaultCounts;
	readonly doubledShare: () => number;
	readonly repeatedShare: () => number;
}

const APPLICATION_ID = "1100000000000000777";
const INTERACTION_ID_FIRST = 1_200_000_000_000_000_000n;
const GATEWAY_MILLIS = [30, 150] as const;
const RETYPE_SECONDS = [2, 20] as const;
/** How long somebody reads a question before he says yes. */
const READ_SECONDS = [1, 5] as const;

/** Staff members at Discord: they type commands, read replies, and type again what was not taken. */
export class Staff {
	readonly orders: Order[] = [];
	readonly #ports: StaffPorts;
	readonly #open = new Set<Order>();
	readonly #byInteraction = new Map<string, Attempt>();
	readonly #lookups = new Map<string, RobloxUser>();
	#interactions = 0n;

	constructor(ports: StaffPorts) {
		this.#ports = ports;
	}

	/** Wants this change, and will not rest until its outcome is known. */
	order(wish: Pick<Order, "user" | "delta" | "member" | "txn">): void {
		const order: Order = { ...wish, number: this.orders.length + 1, commandId: "", outcome: undefined };
		this.orders.push(order);
		this.#open.add(order);
		this.type(order);
		const { random, counts, repeatedShare } = this.#ports;
		if (order.txn === undefined || !random.chance(repeatedShare())) return;
		counts.hit("discord.command-repeated", order.txn);
		this.#later([1, 90], () => this.type(order));
	}

	/** Those whose outcome nobody knows yet, oldest first. */
	open(): ReadonlySet<Order> {
		return this.#open;
	}

	/** The first word about an order is the one that counts. */
	settle(order: Order, outcome: Outcome): void {
		order.outcome ??= outcome;
		this.#open.delete(order);
	}

	/** Types the command once, whatever became of earlier attempts. */
	type(order: Order): void {
		const { recorder, guildId } = this.#ports;
		const options = new Map<string, string | number | boolean>([
			["user", order.number % 2 === 0 ? order.user.name : String(order.user.id)],
			["amount", Math.abs(order.delta)],
			["reason", `order ${order.number}`],
		]);
		if (order.txn !== undefined) options.set("txn", order.txn);
		const interaction = this.#makeInteraction(order.delta > 0 ? "give" : "deduct", options, order.member);
		order.commandId = order.txn === undefined ? `discord:${interaction.id}` : `txn:${guildId}:${order.txn}`;
		const { commandId, delta, user } = order;
		recorder.intend({ commandId, userId: user.id, delta });
		this.#byInteraction.set(interaction.id, { order, commandId });
		this.#send(interaction);
	}

	/** The journal knows nothing of the newest attempt, so it counts as not taken, and is typed again. */
	giveUp(order: Order): void {
		const { commandId } = order;
		this.#ports.recorder.reply({ ...NOTHING, interactionId: "journal", commandId, outcome: "not-accepted" });
		this.type(order);
	}

	/** The journal that knew this attempt is lost, and no audit row tells how it ended: nobody will ever know. */
	tellUnknown(commandId: string): void {
		this.#ports.recorder.reply({ ...NOTHING, interactionId: "journal", commandId, outcome: "unknown" });
	}

	/** Looks at a balance or at the audit. */
	look(commandName: "balance" | "audit", user: RobloxUser, member: StaffMember): void {
		const interaction = this.#makeInteraction(commandName, new Map([["user", user.name]]), member);
		if (commandName === "balance") this.#lookups.set(interaction.id, user);
		this.#send(interaction);
	}

	readonly shown = (interactionId: string, body: ReplyBody | undefined): void => {
		const attempt = this.#byInteraction.get(interactionId);
		const user = this.#lookups.get(interactionId);
		const { recorder } = this.#ports;
		if (body === undefined) return attempt && this.#note(attempt, interactionId, { ...NOTHING, outcome: "working" });
		const balance = user && readBalanceReply(body);
		if (user !== undefined && balance !== undefined) recorder.balanceShown(user.id, balance);
		if (attempt === undefined || isPromisingNothing(body)) return;
		const yes = findConfirm(body);
		if (yes !== undefined) return this.#later(READ_SECONDS, () => this.#confirm(attempt, yes));
		const read = readChangeReply(body);
		if (read === undefined) return recorder.error(`a reply that nobody understands: ${body.embeds[0]?.title}`);
		this.#note(attempt, interactionId, read);
	};

	/** A message that answers no interaction says how an order ended. */
	posted(body: ReplyBody): void {
		const read = readChangeReply(body);
		const attempt = this.#findAttempt(read?.commandId);
		if (read !== undefined && attempt !== undefined) return this.#note(attempt, "posted", read);
		this.#ports.recorder.error(`a message that nobody understands: ${body.embeds[0]?.title}`);
	}

	/** Of any attempt, not only the newest. */
	#findAttempt(commandId = ""): Attempt | undefined {
		const order = this.orders.find((candidate) => candidate.commandId === commandId);
		return order === undefined ? this.#byInteraction.get(commandId.replace("discord:", "")) : { order, commandId };
	}

	readonly unanswered = (interactionId: string): void => {
		const attempt = this.#byInteraction.get(interactionId);
		if (attempt !== undefined) this.#note(attempt, interactionId, { ...NOTHING, outcome: "not-accepted" });
	};

	#note(attempt: Attempt, interactionId: string, read: Omit<ReplySeen, "time" | "interactionId">): void {
		const { order } = attempt;
		const commandId = read.commandId ?? attempt.commandId;
		this.#ports.recorder.reply({ interactionId, ...read, commandId });
		const { outcome } = read;
		if (outcome === "not-accepted") {
			// A later attempt, or a repeat of the same id, may be on its way already.
			if (order.outcome === undefined) this.#later(RETYPE_SECONDS, () => this.#retype(order, commandId));
			return;
		}
		if (outcome === "working" || outcome === "pending-notice") return;
		if (commandId === order.commandId) this.settle(order, outcome);
	}

	#retype(order: Order, commandId: string): void {
		if (order.outcome === undefined && order.commandId === commandId) this.type(order);
	}

	#confirm(attempt: Attempt, customId: string): void {
		const common = { ...this.#makeCommon(attempt.order.member), customId, isOnPrivateMessage: false };
		const press: Interaction = { kind: "button", ...common };
		this.#byInteraction.set(press.id, attempt);
		this.#send(press);
	}

	#makeInteraction(commandName: string, options: CommandInteraction["options"], member: StaffMember): Interaction {
		return { kind: "command", ...this.#makeCommon(member), commandName, options };
	}

	#makeCommon(member: StaffMember): Omit<ButtonInteraction, "kind" | "customId" | "isOnPrivateMessage"> {
		this.#interactions += 1n;
		const id = String(INTERACTION_ID_FIRST + this.#interactions);
		const { guildId, economyRoleId } = this.#ports;
		return {
			id,
			applicationId: APPLICATION_ID,
			token: `token-${id}`,
			guildId,
			member: { ...member, roleIds: [economyRoleId], isDiscordAdministrator: false },
		};
	}

	#send(interaction: Interaction): void {
		const { discord, deliver, random, scheduler, counts, doubledShare } = this.#ports;
		discord.open(interaction);
		const way = random.integer(GATEWAY_MILLIS[0], GATEWAY_MILLIS[1]) * MILLISECOND;
		after(scheduler, way, () => deliver(interaction));
		if (!random.chance(doubledShare())) return;
		counts.hit("discord.interaction-doubled", interaction.id);
		after(scheduler, way + random.integer(0, 20 * SECOND), () => deliver(interaction));
	}

	#later([min, max]: readonly [number, number], run: () => void): void {
		const { scheduler, random } = this.#ports;
		after(scheduler, random.integer(min * SECOND, max * SECOND), run);
	}
}

const NOTHING = { commandId: undefined, isRepeat: false, code: undefined, balance: undefined };
