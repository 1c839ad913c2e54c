import { decodeMember, isFields, isText } from "./decode-member";
import type { CommandInteraction, Interaction } from "./interaction";

/** Interaction and component types of Discord's API. */
const TYPE = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
const CHAT_INPUT = 1;
const COMPONENT = { button: 2, stringSelect: 3 } as const;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the gateway's INTERACTION_CREATE event. `undefined`: of a kind the bot does not use, or not in Discord's form.
 * The raw event is read rather than discord.js's objects, whose member roles come through a cache that can lack some,
 * and which are held back until every guild of the bot has arrived.
 */
export function decodeInteraction(event: unknown): Interaction | undefined {
	if (!isFields(event) || !isFields(event["data"])) return undefined;
	const { id, application_id: applicationId, token, type, data } = event;
	// In a guild the event has `member`, in direct messages `user`, never both.
	const member = decodeMember(event["member"], event["user"]);
	if (!isText(id) || !isText(applicationId) || !isText(token) || member === undefined) return undefined;
	const guildId = isText(event["guild_id"]) ? event["guild_id"] : undefined;
	const channelId = isText(event["channel_id"]) ? event["channel_id"] : undefined;
	const common = { id, applicationId, token, guildId, channelId, member };
	const { name, custom_id: customId } = data;
	if (type === TYPE.component && isText(customId)) {
		return decodeComponent(data, { ...common, customId, isOnPrivateMessage: isPrivate(event["message"]) });
	}
	if (type === TYPE.modal && isText(customId)) {
		return { kind: "modal", ...common, customId, typed: decodeFields(data["components"]) };
	}
	if (data["type"] !== CHAT_INPUT || !isText(name)) return undefined;
	if (type === TYPE.command) {
		return { kind: "command", ...common, commandName: name, options: decodeOptions(data["options"], data["resolved"]) };
	}
	const typed = type === TYPE.autocomplete ? findFocused(data["options"]) : undefined;
	return typed && { kind: "autocomplete", ...common, commandName: name, ...typed };
}

function decodeComponent(
	data: Fields,
	common: Omit<Extract<Interaction, { kind: "button" }>, "kind">,
): Interaction | undefined {
	if (data["component_type"] === COMPONENT.button) return { kind: "button", ...common };
	const { values } = data;
	if (data["component_type"] !== COMPONENT.stringSelect || !Array.isArray(values)) return undefined;
	const [value] = values.filter(isText);
	return value === undefined ? undefined : { kind: "select", ...common, value };
}

/** Of a form that was sent each label holds its field. */
function decodeFields(components: unknown): ReadonlyMap<string, string> {
	const typed = new Map<string, string>();
	for (const label of Array.isArray(components) ? components : []) {
		const field: unknown = isFields(label) ? label["component"] : undefined;
		if (!isFields(field) || !isText(field["custom_id"]) || !isText(field["value"])) continue;
		typed.set(field["custom_id"], field["value"]);
	}
	return typed;
}

/** Message flag EPHEMERAL: only whoever used the command sees it. */
const EPHEMERAL = 64;

function isPrivate(message: unknown): boolean {
	const flags = isFields(message) ? message["flags"] : undefined;
	return typeof flags === "number" && (flags & EPHEMERAL) !== 0;
}

const ATTACHMENT = 11;

/** Of a file the value is the address that it can be fetched from. */
function decodeOptions(options: unknown, resolved: unknown): CommandInteraction["options"] {
	const values = new Map<string, string | number | boolean>();
	for (const option of Array.isArray(options) ? options : []) {
		if (!isFields(option) || !isText(option["name"])) continue;
		const { name, type } = option;
		const value = type === ATTACHMENT ? urlOf(option["value"], resolved) : option["value"];
		if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") values.set(name, value);
	}
	return values;
}

function urlOf(id: unknown, resolved: unknown): unknown {
	const attachments = isFields(resolved) ? resolved["attachments"] : undefined;
	const attachment = isFields(attachments) && isText(id) ? attachments[id] : undefined;
	return isFields(attachment) ? attachment["url"] : undefined;
}

function findFocused(options: unknown): { readonly optionName: string; readonly typed: string } | undefined {
	const all = Array.isArray(options) ? options : [];
	for (const option of all) {
		if (!isFields(option) || option["focused"] !== true || !isText(option["name"])) continue;
		return { optionName: option["name"], typed: typeof option["value"] === "string" ? option["value"] : "" };
	}
	return undefined;
}
