import type { Guild, Member, Role } from "../model";
import { channelPayload, guildPayload, memberPayload, rolePayload } from "../payloads";
import { Permission, guildPermissions, has } from "../permissions";
import type { World } from "../world";
import { type ApiAnswer, type ApiCall, NO_CONTENT, Refusal, type Route, answerWith } from "./api-answer";

const READ_LIMIT = { requests: 50, seconds: 1 } as const;
const WRITE_LIMIT = { requests: 10, seconds: 10 } as const;
const MEMBERS_PAGE_MAX = 1_000;

type OnGuild = (guild: Guild, call: ApiCall) => ApiAnswer;

/** Guilds, members and roles: reading, and giving or taking one role. */
export function guildRoutes(world: World): readonly Route[] {
	const guild = "/guilds/{guild}";
	const member = `${guild}/members/{user}`;
	const get = (operation: string, path: string, act: OnGuild): Route => route(world, operation, "GET", path, act);
	return [
		get("get_guild", guild, (found) => answerWith(guildPayload(found))),
		get("list_guild_channels", `${guild}/channels`, (found) =>
			answerWith([...found.channels.values()].map(channelPayload)),
		),
		get("list_guild_roles", `${guild}/roles`, (found) => answerWith([...found.roles.values()].map(rolePayload))),
		get("get_guild_role", `${guild}/roles/{role}`, getRole),
		get("list_guild_members", `${guild}/members`, (found, call) => listMembers(world, found, call)),
		get("get_guild_member", member, (found, call) => getMember(world, found, call)),
		route(world, "add_guild_member_role", "PUT", `${member}/roles/{role}`, changeRole(world, giveRole)),
		route(world, "delete_guild_member_role", "DELETE", `${member}/roles/{role}`, changeRole(world, takeRole)),
	];
}

function route(world: World, operation: string, method: string, path: string, act: OnGuild): Route {
	const handle = (call: ApiCall): ApiAnswer => {
		const guild = world.guilds.guilds.get(call.params["guild"] ?? "");
		return guild ? act(guild, call) : Refusal.unknownGuild;
	};
	return { operation, method, path, auth: "bot", limit: method === "GET" ? READ_LIMIT : WRITE_LIMIT, handle };
}

function getRole(guild: Guild, call: ApiCall): ApiAnswer {
	const role = guild.roles.get(call.params["role"] ?? "");
	return role ? answerWith(rolePayload(role)) : Refusal.unknownRole;
}

function getMember(world: World, guild: Guild, call: ApiCall): ApiAnswer {
	const member = guild.members.get(call.params["user"] ?? "");
	return member ? answerWith(memberPayload(member)) : missingMember(world, call);
}

function giveRole(member: Member, role: Role): void {
	if (!member.roles.includes(role.id)) member.roles = [...member.roles, role.id];
}

function takeRole(member: Member, role: Role): void {
	member.roles = member.roles.filter((id) => id !== role.id);
}

/** Refused without the portal's switch for GUILD_MEMBERS, whatever IDENTIFY asked for. */
function listMembers(world: World, guild: Guild, call: ApiCall): ApiAnswer {
	if (!world.portal.guildMembers) return Refusal.missingAccess;
	const limit = Math.min(Number(call.query.get("limit") ?? 1), MEMBERS_PAGE_MAX);
	const after = BigInt(call.query.get("after") ?? "0");
	const sorted = [...guild.members.values()].sort((one, other) =>
		BigInt(one.user.id) < BigInt(other.user.id) ? -1 : 1,
	);
	return answerWith(
		sorted
			.filter((member) => BigInt(member.user.id) > after)
			.slice(0, limit)
			.map(memberPayload),
	);
}

function changeRole(world: World, change: (member: Member, role: Role) => void): OnGuild {
	return (guild, call) => {
		const member = guild.members.get(call.params["user"] ?? "");
		const role = guild.roles.get(call.params["role"] ?? "");
		if (!member) return missingMember(world, call);
		if (!role) return Refusal.unknownRole;
		if (!mayGive(world, guild, role)) return Refusal.missingPermissions;
		change(member, role);
		return NO_CONTENT;
	};
}

/** MANAGE_ROLES, and only roles below the bot's highest; integration roles and @everyone can't be given. */
function mayGive(world: World, guild: Guild, role: Role): boolean {
	const bot = world.guilds.member(guild, world.bot.id);
	const highest = Math.max(0, ...bot.roles.map((id) => guild.roles.get(id)?.position ?? 0));
	const allowed =
		has(guildPermissions(guild, bot), Permission.MANAGE_ROLES) ||
		has(guildPermissions(guild, bot), Permission.ADMINISTRATOR);
	return allowed && !role.managed && role.id !== guild.id && role.position < highest;
}

function missingMember(world: World, call: ApiCall): ApiAnswer {
	return world.guilds.findUser(call.params["user"] ?? "") ? Refusal.unknownMember : Refusal.unknownUser;
}
