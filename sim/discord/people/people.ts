import type { CommandOption, Component } from "../bodies/body-types";
import type { FaultPort } from "../faults";
import type { Gateway } from "../gateway/gateway";
import type { JsonObject } from "../../json";
import { messagePayload } from "../message-payload";
import { ButtonStyle, ComponentType, flattenComponents } from "../rules/component-rules";
import type { CommandPermission } from "../state/command-registry";
import { nameOf } from "../state/guild-directory";
import { InteractionType } from "../state/interaction-store";
import type { StoredMessage } from "../state/message-store";
import type { World } from "../world";
import type { Typed } from "./client-checks";
import { fillModal } from "./fill-modal";
import { buildInput } from "./command-input";
import { InteractionHandle } from "./interaction-handle";
import { interactionPayload } from "./interaction-payload";
import { isOffered } from "./offered";
import { buttonLabel, renderMessage } from "./render-message";
import type { Reader } from "./render-text";

export interface CommandCall {
	/** Names or ids. The first guild and its first channel when left out. */
	readonly guild?: string;
	readonly channel?: string;
	readonly member: string;
	/** The command's name, with its subcommand behind a blank. */
	readonly command: string;
	readonly options?: Readonly<Record<string, Typed>>;
	/** Send what an ordinary client would hold back. */
	readonly unchecked?: boolean;
}

/** The client did not send anything, and why. */
export interface Refused {
	readonly refused: string;
}

export type ClickTarget = InteractionHandle | { readonly message: string };

/** What people do at their Discord clients. */
export class People {
	private readonly handles = new Set<InteractionHandle>();

	constructor(
		private readonly world: World,
		private readonly gateway: Gateway,
		private readonly faults: FaultPort,
	) {}

	/** Types a slash command. The client's own checks may hold it back. */
	runCommand(call: CommandCall): InteractionHandle | Refused {
		return this.sendCommand(call, InteractionType.COMMAND);
	}

	/** Types into an option with autocomplete; the handle's first answer carries the choices. */
	typeInto(call: CommandCall & { readonly focused: string }): InteractionHandle | Refused {
		return this.sendCommand(call, InteractionType.AUTOCOMPLETE, call.focused);
	}

	/** Clicks a button by what stands on it; by the person of the handle unless another member is named. */
	clickButton(target: ClickTarget, label: string, by?: string): InteractionHandle | Refused {
		return this.useComponent(target, by, (components) => {
			const button = components.find((item) => item.type === ComponentType.BUTTON && buttonLabel(item) === label);
			if (!button) return { refused: `no button "${label}"` };
			if (button.disabled || button.style === ButtonStyle.LINK) return { refused: "not clickable" };
			return componentData(button);
		});
	}

	/** Chooses one thing from the list of a message, by what stands on it. */
	choose(target: ClickTarget, label: string, by?: string): InteractionHandle | Refused {
		return this.useComponent(target, by, (components) => {
			const select = components.find((item) => item.type === ComponentType.STRING_SELECT);
			const option = select?.options?.find((item) => item.label === label);
			if (!select || !option) return { refused: `no choice "${label}"` };
			return select.disabled ? { refused: "not clickable" } : { ...componentData(select), values: [option.value] };
		});
	}

	/** Fills in the form that `handle` was answered with and sends it; the fields are named by their custom ids. */
	submitModal(handle: InteractionHandle, values: Readonly<Record<string, string>>): InteractionHandle | Refused {
		const { modal, guild, channel, member, sourceMessageId } = handle.record;
		if (modal === null) return { refused: "no form" };
		const filled = fillModal(modal, values);
		if (!filled.ok) return { refused: filled.error };
		const submitted = this.open(
			InteractionType.MODAL,
			{ guild, channel, member },
			{ sourceMessageId, askedBy: handle.record },
		);
		const source = this.world.messages.find(sourceMessageId ?? "");
		this.deliver(submitted, filled.value, source ? { message: messagePayload(source) } : {});
		return submitted;
	}

	/** What stands in a file of the response, for whoever opens it. */
	readFile(handle: InteractionHandle, filename: string): string {
		const message = this.world.messages.find(handle.messageId() ?? "");
		const attachment = message?.attachments.find((file) => file.filename === filename);
		if (attachment === undefined) throw new Error(`There is no file ${filename}.`);
		return this.world.files.read(attachment);
	}

	private useComponent(
		target: ClickTarget,
		by: string | undefined,
		pick: (components: readonly Component[]) => JsonObject | Refused,
	): InteractionHandle | Refused {
		const id = target instanceof InteractionHandle ? target.messageId() : target.message;
		const message = this.world.messages.find(id ?? "");
		const channel = message && this.world.guilds.findChannel(message.channelId);
		if (!message || !channel || channel.guildId === null) return { refused: "no such message" };
		const guild = this.world.guilds.guild(channel.guildId);
		const reference = by ?? (target instanceof InteractionHandle ? target.record.member.user.id : "");
		const member = this.world.guilds.member(guild, reference);
		if (message.onlyFor !== null && message.onlyFor !== member.user.id) return { refused: "not visible" };
		const data = pick(flattenComponents(message.components));
		if (isRefused(data)) return data;
		const handle = this.open(
			InteractionType.COMPONENT,
			{ guild, channel, member },
			{ ...FROM_NOTHING, sourceMessageId: message.id },
		);
		const original =
			message.interactionId === null ? undefined : this.world.interactions.findById(message.interactionId);
		this.deliver(handle, data, { message: messagePayload(message, original) });
		return handle;
	}

	/** What server staff set for a command under "Integrations". */
	setCommandPermissions(command: string, permissions: readonly CommandPermission[], guildReference?: string): void {
		const guild = this.world.guilds.guild(guildReference);
		const found = this.world.commands.named(guild.id, command);
		if (!found) throw new Error(`No command "${command}" in ${guild.name}.`);
		this.world.commands.setPermissions(guild.id, found.id, permissions);
	}

	/** The commands that a member is offered in a channel, by name. */
	offeredCommands(member: string, channel?: string, guildReference?: string): readonly string[] {
		const guild = this.world.guilds.guild(guildReference);
		const place = {
			guild,
			channel: this.world.guilds.channelIn(guild, channel),
			member: this.world.guilds.member(guild, member),
		};
		const names = new Set(
			[...this.world.commands.list(guild.id), ...this.world.commands.list(null)].map((command) => command.body.name),
		);
		return [...names].filter((name) => {
			const command = this.world.commands.named(guild.id, name);
			return (
				command &&
				isOffered(
					command,
					this.world.commands.permissionsOf(guild.id, command.id),
					place.guild,
					place.channel,
					place.member,
				)
			);
		});
	}

	/** What the client asks for when a command is typed; nothing when there is no such command. */
	optionsOf(command: string, guildReference?: string): readonly CommandOption[] {
		const guild = this.world.guilds.guild(guildReference);
		return this.world.commands.named(guild.id, command)?.body.options ?? [];
	}

	/** All messages of a channel that everybody there sees, oldest first, as text. */
	readChannel(channel?: string, guildReference?: string): readonly string[] {
		const guild = this.world.guilds.guild(guildReference);
		return this.render(this.world.messages.list(this.world.guilds.channelIn(guild, channel).id));
	}

	/** The bot's direct messages to a person, oldest first, as text. */
	readDirectMessages(member: string, guildReference?: string): readonly string[] {
		const { user } = this.world.guilds.member(this.world.guilds.guild(guildReference), member);
		return this.render(this.world.messages.list(this.world.guilds.directChannel(user).id));
	}

	/** Ends all handles' timers. */
	dispose(): void {
		for (const handle of [...this.handles]) handle.dispose();
	}

	private sendCommand(call: CommandCall, type: number, focused?: string): InteractionHandle | Refused {
		const guild = this.world.guilds.guild(call.guild);
		const channel = this.world.guilds.channelIn(guild, call.channel);
		const member = this.world.guilds.member(guild, call.member);
		const [name = "", ...path] = call.command.split(" ");
		const command = this.world.commands.named(guild.id, name);
		if (!command) return { refused: "unknown command" };
		const set = this.world.commands.permissionsOf(guild.id, command.id);
		if (!isOffered(command, set, guild, channel, member)) return { refused: "not offered" };
		const typed = { path, options: call.options ?? {}, unchecked: call.unchecked ?? false, focused };
		const input = buildInput(command.body.options ?? [], typed, { guild, channel }, this.world);
		if (!input.ok) return { refused: input.error };
		const handle = this.open(type, { guild, channel, member }, FROM_NOTHING);
		this.deliver(handle, {
			id: command.id,
			name: command.body.name,
			type: command.type,
			...(command.guildId === null ? {} : { guild_id: command.guildId }),
			options: input.value.options,
			...(input.value.resolved ? { resolved: input.value.resolved } : {}),
		});
		return handle;
	}

	private open(
		type: number,
		place: Parameters<World["interactions"]["create"]>[1],
		from: Parameters<World["interactions"]["create"]>[2],
	): InteractionHandle {
		const record = this.world.interactions.create(type, place, from);
		const handle = new InteractionHandle(record, this.world, this.readerIn(record.guild.id), () =>
			this.handles.delete(handle),
		);
		this.handles.add(handle);
		return handle;
	}

	/** Events come at least once; a planned fault makes it more. */
	private deliver(handle: InteractionHandle, data: JsonObject, extra: JsonObject = {}): void {
		if (this.world.portal.interactionsEndpointUrl !== null) return;
		const payload = interactionPayload(this.world, handle.record, data, extra);
		const times = 1 + this.faults.takeDuplicates();
		for (let count = 0; count < times; count += 1) this.gateway.dispatch("INTERACTION_CREATE", payload, 0);
	}

	private render(newestFirst: readonly StoredMessage[]): readonly string[] {
		return [...newestFirst].reverse().map((message) => renderMessage(message, this.readerIn(undefined)));
	}

	private readerIn(guildId: string | undefined): Reader {
		const { guilds, scheduler } = this.world;
		const guild = guilds.guild(guildId);
		return {
			nameOfUser: (id) => {
				const member = guild.members.get(id);
				return member ? nameOf(member) : (guilds.findUser(id)?.username ?? "unknown-user");
			},
			nameOfRole: (id) => guild.roles.get(id)?.name ?? "deleted-role",
			nameOfChannel: (id) => guild.channels.get(id)?.name ?? "deleted-channel",
			now: () => scheduler.unixMillis(),
		};
	}
}

const FROM_NOTHING = { sourceMessageId: null, askedBy: null } as const;

function componentData(component: Component): JsonObject {
	return { component_type: component.type, custom_id: component.custom_id ?? "", id: component.id ?? 0 };
}

function isRefused(value: JsonObject | Refused): value is Refused {
	return typeof value["refused"] === "string";
}
