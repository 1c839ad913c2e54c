import type { Channel, Guild, Member } from "./model";

/** Bits as in Discord's documentation, "Permissions". Only those that the local Discord reads. */
export const Permission = {
	ADMINISTRATOR: 1n << 3n,
	MANAGE_CHANNELS: 1n << 4n,
	MANAGE_GUILD: 1n << 5n,
	VIEW_CHANNEL: 1n << 10n,
	SEND_MESSAGES: 1n << 11n,
	EMBED_LINKS: 1n << 14n,
	ATTACH_FILES: 1n << 15n,
	READ_MESSAGE_HISTORY: 1n << 16n,
	MANAGE_ROLES: 1n << 28n,
	USE_APPLICATION_COMMANDS: 1n << 31n,
} as const;

/** Every bit up to PIN_MESSAGES (1 << 51), what the owner and administrators hold. */
export const ALL_PERMISSIONS = (1n << 52n) - 1n;

/** What @everyone may do in a guild nobody changed, as far as the local Discord reads it. */
export const DEFAULT_PERMISSIONS =
	Permission.VIEW_CHANNEL |
	Permission.SEND_MESSAGES |
	Permission.EMBED_LINKS |
	Permission.ATTACH_FILES |
	Permission.READ_MESSAGE_HISTORY |
	Permission.USE_APPLICATION_COMMANDS;

/** A member's total in a channel: roles together, then overwrites of @everyone, roles and the member, in that order. */
export function permissionsIn(guild: Guild, channel: Channel, member: Member): bigint {
	const base = guildPermissions(guild, member);
	if (has(base, Permission.ADMINISTRATOR)) return ALL_PERMISSIONS;
	const everyone = channel.overwrites.filter((overwrite) => overwrite.id === guild.id);
	const ofRoles = channel.overwrites.filter((overwrite) => member.roles.includes(overwrite.id));
	const own = channel.overwrites.filter((overwrite) => overwrite.id === member.user.id);
	return [everyone, ofRoles, own].reduce((bits, group) => {
		const deny = group.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
		const allow = group.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
		return (bits & ~deny) | allow;
	}, base);
}

export function guildPermissions(guild: Guild, member: Member): bigint {
	if (guild.ownerId === member.user.id) return ALL_PERMISSIONS;
	const everyone = guild.roles.get(guild.id)?.permissions ?? 0n;
	return member.roles.reduce((bits, id) => bits | (guild.roles.get(id)?.permissions ?? 0n), everyone);
}

export function has(bits: bigint, wanted: bigint): boolean {
	return (bits & wanted) === wanted;
}
