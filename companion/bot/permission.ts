import type { Code } from "../../shared/codes";
import type { Interaction } from "./interaction";

export interface StaffSettings {
	readonly guildId: string;
	/** Members with one of these roles may use the staff commands. Empty: nobody may. */
	readonly economyRoleIds: readonly string[];
}

/**
 * Why this member may not use the staff commands here; `undefined` when he may. Checked for every command and every
 * button: Discord's own command permissions only hide a command, and server staff can change them in the client.
 * Owners and administrators need the role as well.
 */
export function findMissingPermission(interaction: Interaction, settings: StaffSettings): Code | undefined {
	if (interaction.guildId !== settings.guildId) return "wrong-guild";
	if (settings.economyRoleIds.length === 0) return "not-configured";
	const hasRole = interaction.member.roleIds.some((role) => settings.economyRoleIds.includes(role));
	return hasRole ? undefined : "not-allowed";
}
