import type { JsonObject } from "../json";
import type { Channel, Guild, Member, Role, User } from "./model";
import { MessageFlag } from "./rules/message-rules";
import type { InteractionRecord } from "./state/interaction-store";
import type { StoredMessage } from "./state/message-store";

/** The local Discord's objects as they go over the wire, with every field that a client reads. */

export function userPayload(user: User): JsonObject {
	return {
		id: user.id,
		username: user.username,
		discriminator: user.bot ? "0001" : "0",
		global_name: user.bot ? null : user.username,
		avatar: null,
		bot: user.bot,
		public_flags: 0,
	};
}

export function memberPayload(member: Member): JsonObject {
	return { ...partialMemberPayload(member), user: userPayload(member.user), deaf: false, mute: false };
}

/** A member inside `resolved`: without user, deaf and mute. */
export function partialMemberPayload(member: Member): JsonObject {
	return {
		nick: member.nick,
		avatar: null,
		roles: member.roles,
		joined_at: member.joinedAt,
		premium_since: null,
		pending: false,
		flags: 0,
		communication_disabled_until: null,
	};
}

export function rolePayload(role: Role): JsonObject {
	return {
		id: role.id,
		name: role.name,
		permissions: role.permissions.toString(),
		position: role.position,
		color: 0,
		colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
		hoist: false,
		managed: role.managed,
		mentionable: false,
		icon: null,
		unicode_emoji: null,
		flags: 0,
	};
}

export function channelPayload(channel: Channel): JsonObject {
	if (channel.type === 1) {
		const recipients = channel.recipient ? [userPayload(channel.recipient)] : [];
		return { id: channel.id, type: 1, last_message_id: null, recipients };
	}
	return {
		id: channel.id,
		type: channel.type,
		guild_id: channel.guildId,
		name: channel.name,
		position: 0,
		parent_id: null,
		topic: null,
		nsfw: false,
		last_message_id: null,
		rate_limit_per_user: 0,
		permission_overwrites: channel.overwrites.map((overwrite) => ({
			id: overwrite.id,
			type: overwrite.type,
			allow: overwrite.allow.toString(),
			deny: overwrite.deny.toString(),
		})),
	};
}

export function guildPayload(guild: Guild): JsonObject {
	return {
		id: guild.id,
		name: guild.name,
		owner_id: guild.ownerId,
		icon: null,
		splash: null,
		banner: null,
		description: null,
		afk_channel_id: null,
		afk_timeout: 300,
		application_id: null,
		default_message_notifications: 0,
		explicit_content_filter: 0,
		features: [],
		emojis: [],
		stickers: [],
		mfa_level: 0,
		nsfw_level: 0,
		preferred_locale: "en-US",
		premium_tier: 0,
		premium_progress_bar_enabled: false,
		roles: [...guild.roles.values()].map(rolePayload),
		rules_channel_id: null,
		public_updates_channel_id: null,
		system_channel_id: null,
		system_channel_flags: 0,
		vanity_url_code: null,
		verification_level: 0,
	};
}

/** GUILD_CREATE: the guild and what a client caches with it. */
export function guildCreatePayload(guild: Guild, joinedAt: string): JsonObject {
	return {
		...guildPayload(guild),
		joined_at: joinedAt,
		large: false,
		unavailable: false,
		member_count: guild.members.size,
		members: [...guild.members.values()].map(memberPayload),
		channels: [...guild.channels.values()].map(channelPayload),
		threads: [],
		presences: [],
		voice_states: [],
		stage_instances: [],
		guild_scheduled_events: [],
		soundboard_sounds: [],
	};
}

export function messagePayload(message: StoredMessage, interaction?: InteractionRecord): JsonObject {
	return {
		id: message.id,
		type: interaction ? (interaction.type === 2 ? 20 : 19) : 0,
		channel_id: message.channelId,
		author: userPayload(message.author),
		content: message.content,
		timestamp: new Date(message.createdMillis).toISOString(),
		edited_timestamp: message.editedMillis === null ? null : new Date(message.editedMillis).toISOString(),
		tts: false,
		mention_everyone: false,
		mentions: [],
		mention_roles: [],
		attachments: message.attachments.map((attachment) => ({
			...attachment,
			url: attachmentUrl(message, attachment.filename),
			proxy_url: attachmentUrl(message, attachment.filename),
		})),
		embeds: message.embeds.map((embed) => ({ ...embed, type: "rich" })),
		components: message.components,
		pinned: false,
		flags: message.flags,
		...(message.nonce === null ? {} : { nonce: message.nonce }),
		...(interaction ? interactionFields(message, interaction) : {}),
	};
}

/** Guild and member fields that MESSAGE_CREATE adds; an ephemeral message never has them. */
export function guildMessageFields(message: StoredMessage, channel: Channel, author: Member | undefined): JsonObject {
	if (channel.guildId === null || (message.flags & MessageFlag.EPHEMERAL) !== 0) return {};
	return { guild_id: channel.guildId, ...(author ? { member: partialMemberPayload(author) } : {}) };
}

function interactionFields(message: StoredMessage, interaction: InteractionRecord): JsonObject {
	return {
		application_id: message.author.id,
		webhook_id: message.author.id,
		interaction_metadata: {
			id: interaction.id,
			type: interaction.type,
			user: userPayload(interaction.member.user),
			authorizing_integration_owners: { "0": interaction.guild.id },
		},
	};
}

function attachmentUrl(message: StoredMessage, filename: string): string {
	return `https://cdn.discordapp.com/attachments/${message.channelId}/${message.id}/${encodeURIComponent(filename)}`;
}
