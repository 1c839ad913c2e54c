import type { Channel, Guild, Member } from "../model";
import { Permission, has, permissionsIn } from "../permissions";
import type { CommandPermission, RegisteredCommand } from "../state/command-registry";

/**
 * Whether a client offers a command to a member in a channel: administrators have all of them; then what staff set
 * for the channel, the person, the roles and @everyone under "Integrations"; then the command's own default.
 */
export function isOffered(
	command: RegisteredCommand,
	set: readonly CommandPermission[],
	guild: Guild,
	channel: Channel,
	member: Member,
): boolean {
	const bits = permissionsIn(guild, channel, member);
	if (has(bits, Permission.ADMINISTRATOR)) return true;
	if (!has(bits, Permission.VIEW_CHANNEL) || !has(bits, Permission.USE_APPLICATION_COMMANDS)) return false;
	if (!isOpenIn(channel, guild, set)) return false;
	return ruleFor(set, guild, member) ?? meetsDefault(command, bits);
}

/** The constant "guild id - 1" stands for all channels. */
function isOpenIn(channel: Channel, guild: Guild, set: readonly CommandPermission[]): boolean {
	const ofChannels = set.filter((rule) => rule.type === 3);
	const allChannels = (BigInt(guild.id) - 1n).toString();
	const rule = ofChannels.find((item) => item.id === channel.id) ?? ofChannels.find((item) => item.id === allChannels);
	return rule?.permission ?? true;
}

function ruleFor(set: readonly CommandPermission[], guild: Guild, member: Member): boolean | undefined {
	const own = set.find((rule) => rule.type === 2 && rule.id === member.user.id);
	if (own) return own.permission;
	const ofRoles = set.filter((rule) => rule.type === 1 && member.roles.includes(rule.id));
	if (ofRoles.length > 0) return ofRoles.some((rule) => rule.permission);
	return set.find((rule) => rule.type === 1 && rule.id === guild.id)?.permission;
}

/** Null: everyone. "0": administrators only, who were let through before. */
function meetsDefault(command: RegisteredCommand, bits: bigint): boolean {
	const wanted = command.body.default_member_permissions;
	if (wanted === null || wanted === undefined) return true;
	const needed = BigInt(wanted);
	return needed !== 0n && has(bits, needed);
}
