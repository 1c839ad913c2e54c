import type { JsonObject } from "../../json";
import { channelPayload, memberPayload } from "../payloads";
import { permissionsIn } from "../permissions";
import type { InteractionRecord } from "../state/interaction-store";
import type { World } from "../world";

/** Of members without Nitro, in servers without boosts. */
export const ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;

/** INTERACTION_CREATE with every field that the documentation promises for interactions in guilds. */
export function interactionPayload(
	world: World,
	record: InteractionRecord,
	data: JsonObject,
	extra: JsonObject = {},
): JsonObject {
	const { guild, channel, member } = record;
	const bot = world.guilds.member(guild, world.bot.id);
	return {
		id: record.id,
		application_id: world.applicationId,
		type: record.type,
		token: record.token,
		version: 1,
		data,
		guild_id: guild.id,
		guild: { id: guild.id, locale: "en-US", features: [] },
		guild_locale: "en-US",
		channel_id: channel.id,
		channel: { ...channelPayload(channel), permissions: permissionsIn(guild, channel, member).toString() },
		member: { ...memberPayload(member), permissions: permissionsIn(guild, channel, member).toString() },
		locale: "en-US",
		app_permissions: permissionsIn(guild, channel, bot).toString(),
		entitlements: [],
		authorizing_integration_owners: { "0": guild.id },
		attachment_size_limit: ATTACHMENT_BYTES_MAX,
		context: 0,
		...extra,
	};
}
