import type { JsonObject } from "../json";
import type { Embed } from "./bodies/body-types";
import { componentPayloads } from "./component-payload";
import type { Channel, Member } from "./model";
import { attachmentPayload, partialMemberPayload, userPayload } from "./payloads";
import { MessageFlag } from "./rules/message-rules";
import { type InteractionRecord, InteractionType } from "./state/interaction-store";
import type { StoredMessage } from "./state/message-store";

/** A message as it goes over the wire, with every field that the description says is always there. */
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
		mention_everyone: message.pings.everyone,
		mentions: message.pinged.map(userPayload),
		mention_roles: message.pings.roles,
		attachments: message.attachments.map(attachmentPayload),
		embeds: message.embeds.map(embedPayload),
		components: componentPayloads(message.components, (message.flags & MessageFlag.COMPONENTS_V2) !== 0),
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

function embedPayload(embed: Embed): JsonObject {
	const fields = (embed.fields ?? []).map((field) => ({ ...field, inline: field.inline ?? false }));
	const given = Object.entries(embed).filter(([, value]) => value !== null);
	return { ...Object.fromEntries(given), ...(fields.length > 0 ? { fields } : {}), type: "rich" };
}

function interactionFields(message: StoredMessage, interaction: InteractionRecord): JsonObject {
	return {
		application_id: message.author.id,
		webhook_id: message.author.id,
		interaction_metadata: metadataOf(interaction),
	};
}

function metadataOf({ id, type, member, guild, sourceMessageId, askedBy }: InteractionRecord): JsonObject {
	return {
		id,
		type,
		user: userPayload(member.user),
		authorizing_integration_owners: { "0": guild.id },
		...(type === InteractionType.COMPONENT ? { interacted_message_id: sourceMessageId } : {}),
		...(askedBy === null ? {} : { triggering_interaction_metadata: metadataOf(askedBy) }),
	};
}
