import { SETTINGS } from "../../config/settings";
import type { Check } from "../check";
import { bad, good, type Finding } from "../finding";
import { listOf, textIn } from "../../answer-fields";
import type { DiscordReader } from "./discord-reader";
import { defineBotCheck } from "./define-bot-check";
import { unexpected } from "./discord-reader";
import { findStanding, type Standing } from "./bot-standing";

const { discordGuildId: guildId, discordAppId: applicationId, economyRoleIds } = SETTINGS;

/** The one server the bot serves, its roles, and what the bot is there. */
export const GUILD_CHECKS: readonly Check[] = [
	defineBotCheck({
		name: "discord-guild",
		after: ["discord-token"],
		settings: { guildId },
		judge: async (settings, { discord }) => {
			const reply = await discord.get(`/guilds/${settings.guildId}`);
			if (reply.kind === "answer" && reply.status === 200) return good(textIn(reply.body, "name"));
			// Not being there and there being none look alike: 10004, or 50001.
			if (reply.kind === "answer" && (reply.status === 404 || reply.status === 403)) {
				return bad(
					`the bot is not in the server ${settings.guildId}: check DISCORD_GUILD_ID, or invite the bot with the scopes bot and applications.commands`,
				);
			}
			return unexpected("the server", reply);
		},
	}),
	defineBotCheck({
		name: "discord-roles",
		after: ["discord-guild"],
		settings: { guildId, economyRoleIds },
		judge: async (settings, { discord }) => {
			if (settings.economyRoleIds.length === 0) {
				return good("ECONOMY_ROLE_IDS names no role: `/setroles` in Discord says who may use the commands");
			}
			// Everybody has it, but no member lists it among his roles. Source: Discord, Guild, Guild Member.
			if (settings.economyRoleIds.includes(settings.guildId)) {
				return bad(
					"ECONOMY_ROLE_IDS names @everyone, which opens the commands to nobody: name a role that staff are given",
				);
			}
			const reply = await discord.get(`/guilds/${settings.guildId}/roles`);
			if (reply.kind === "no-answer" || reply.status !== 200) return unexpected("the server's roles", reply);
			const known = listOf(reply.body).map((role) => textIn(role, "id"));
			const unknown = settings.economyRoleIds.filter((id) => !known.includes(id));
			return unknown.length === 0
				? good()
				: bad(`ECONOMY_ROLE_IDS names roles that the server does not have: ${unknown.join(", ")}`);
		},
	}),
	defineBotCheck({
		name: "discord-permissions",
		after: ["discord-guild", "discord-application"],
		settings: { guildId, applicationId },
		judge: ({ guildId }, { discord, needs }) =>
			withStanding(discord, guildId, ({ mayDo }) => {
				const missing = needs.permissions.filter(({ bit }) => !mayDo(bit));
				if (missing.length === 0) return good();
				return bad(`give the bot's role in Server Settings > Roles: ${missing.map(({ name }) => name).join(", ")}`);
			}),
	}),
	defineBotCheck({
		name: "discord-role-position",
		after: ["discord-guild", "discord-application"],
		settings: { guildId, applicationId },
		judge: ({ guildId }, { discord, needs }) =>
			withStanding(discord, guildId, ({ highest, positions }) => {
				// "Only roles below its highest." Source: Discord, Permissions, Permission Hierarchy.
				const above = needs.rolesGiven.filter((id) => (positions.get(id) ?? 0) >= highest);
				if (above.length === 0) return good();
				return bad(`drag the bot's role above the roles it gives, in Server Settings > Roles: ${above.join(", ")}`);
			}),
	}),
];

async function withStanding(
	discord: DiscordReader,
	guildId: string,
	judge: (standing: Standing) => Finding,
): Promise<Finding> {
	const standing = await findStanding(discord, guildId);
	return standing.ok ? judge(standing.value) : unexpected("the bot's roles in the server", standing.error);
}
