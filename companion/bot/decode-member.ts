import type { Actor } from "../staff/staff-view";

/** Bit of Discord's permissions. The owner of a server has all of them. */
const ADMINISTRATOR = 1n << 3n;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a guild member as Discord's API gives him, or the user alone where there is no guild. `permissions` comes with
 * interactions only.
 */
export function decodeMember(member: unknown, userAlone: unknown): Actor | undefined {
	const user = isFields(member) ? member["user"] : userAlone;
	if (!isFields(user) || !isText(user["id"])) return undefined;
	const roles = isFields(member) && Array.isArray(member["roles"]) ? member["roles"] : [];
	const nick = isFields(member) ? member["nick"] : undefined;
	const name = [nick, user["global_name"], user["username"]].find(isText) ?? user["id"];
	const isDiscordAdministrator = isFields(member) && holdsAdministrator(member["permissions"]);
	return { id: user["id"], name, roleIds: roles.filter(isText), isDiscordAdministrator };
}

function holdsAdministrator(permissions: unknown): boolean {
	return isText(permissions) && /^\d{1,40}$/.test(permissions) && (BigInt(permissions) & ADMINISTRATOR) !== 0n;
}

export function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
	return typeof value === "string" && value !== "";
}
