import type { CommandInteraction, Interaction, InteractionMember } from "./interaction";

/** Interaction and component types of Discord's API. */
const APPLICATION_COMMAND = 2;
const MESSAGE_COMPONENT = 3;
const CHAT_INPUT = 1;
const BUTTON = 2;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the gateway's INTERACTION_CREATE event. `undefined`: not a slash command or button, or not in Discord's form.
 * The raw event is read rather than discord.js's objects, whose member roles come through a cache that can lack some,
 * and which are held back until every guild of the bot has arrived.
 */
export function decodeInteraction(event: unknown): Interaction | undefined {
	if (!isFields(event) || !isFields(event["data"])) return undefined;
	const { id, application_id: applicationId, token, data } = event;
	const member = decodeMember(event);
	if (!isText(id) || !isText(applicationId) || !isText(token) || member === undefined) return undefined;
	const guildId = isText(event["guild_id"]) ? event["guild_id"] : undefined;
	const common = { id, applicationId, token, guildId, member };
	if (event["type"] === APPLICATION_COMMAND && data["type"] === CHAT_INPUT && isText(data["name"])) {
		return { kind: "command", ...common, commandName: data["name"], options: decodeOptions(data["options"]) };
	}
	if (event["type"] === MESSAGE_COMPONENT && data["component_type"] === BUTTON && isText(data["custom_id"])) {
		return { kind: "button", ...common, customId: data["custom_id"] };
	}
	return undefined;
}

/** In a guild the event has `member`, in direct messages `user`, never both. */
function decodeMember(event: Fields): InteractionMember | undefined {
	const { member } = event;
	const user = isFields(member) ? member["user"] : event["user"];
	if (!isFields(user) || !isText(user["id"])) return undefined;
	const roles = isFields(member) && Array.isArray(member["roles"]) ? member["roles"] : [];
	const nick = isFields(member) ? member["nick"] : undefined;
	const name = [nick, user["global_name"], user["username"]].find(isText) ?? user["id"];
	return { id: user["id"], name, roleIds: roles.filter(isText) };
}

function decodeOptions(options: unknown): CommandInteraction["options"] {
	const values = new Map<string, string | number | boolean>();
	for (const option of Array.isArray(options) ? options : []) {
		if (!isFields(option) || !isText(option["name"])) continue;
		const { name, value } = option;
		if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") values.set(name, value);
	}
	return values;
}

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
	return typeof value === "string" && value !== "";
}
