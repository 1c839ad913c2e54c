import type { JsonObject } from "../json";
import type { Channel, Guild, Member, Role, User } from "./model";
import type { Attachment } from "./state/message-store";

/** The local Discord's objects as they go over the wire, with every field that a client reads. */

/** A file of a message, or one that somebody gave to a command. */
export function attachmentPayload({ id, filename, size, description, url, contentType }: Attachment): JsonObject {
	const type = contentType === null ? {} : { content_type: contentType };
	return { id, filename, size, description, url, proxy_url: url, ...type };
}

export function userPayload(user: User): JsonObject {
	return {
		id: user.id,
		username: user.username,
		discriminator: user.bot ? "0001" : "0",
		global_name: user.bot ? null : user.username,
		avatar: null,
		bot: user.bot,
		public_flags: 0,
		flags: 0,
		primary_guild: null,
	};
}

/** The bot's own user, which tells more than others'. */
export function ownUserPayload(bot: User): JsonObject {
	return { ...userPayload(bot), mfa_enabled: false, locale: "en-US", email: null, verified: true };
}

export function memberPayload(member: Member): JsonObject {
	return { ...partialMemberPayload(member), user: userPayload(member.user), deaf: false, mute: false };
}

/** A member inside `resolved`: without user, deaf and mute. */
export function partialMemberPayload(member: Member): JsonObject {
	return {
		nick: member.nick,
		avatar: null,
		banner: null,
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
		return { id: channel.id, type: 1, last_message_id: null, flags: 0, recipients };
	}
	return {
		id: channel.id,
		type: channel.type,
		guild_id: channel.guildId,
		name: channel.name,
		position: 0,
		flags: 0,
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
		home_header: null,
		discovery_splash: null,
		description: null,
		region: "deprecated",
		afk_channel_id: null,
		afk_timeout: 300,
		application_id: null,
		default_message_notifications: 0,
		explicit_content_filter: 0,
		features: [],
		emojis: [],
		stickers: [],
		mfa_level: 0,
		nsfw: false,
		nsfw_level: 0,
		incidents_data: null,
		max_members: 500_000,
		max_presences: null,
		max_video_channel_users: 25,
		max_stage_video_channel_users: 50,
		premium_subscription_count: 0,
		widget_enabled: false,
		widget_channel_id: null,
		safety_alerts_channel_id: null,
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
