import { bodyReader } from "../bodies/body-schemas";
import type { Guild, Member, Role } from "../model";
import { channelPayload, guildPayload, memberPayload, rolePayload, userPayload } from "../payloads";
import { Permission, guildPermissions, has } from "../permissions";
import type { World } from "../world";
import { type ApiAnswer, type ApiCall, NO_CONTENT, Refusal, type Route, answerWith, refuseForm } from "./api-answer";

const READ_LIMIT = { requests: 50, seconds: 1 } as const;
const WRITE_LIMIT = { requests: 10, seconds: 10 } as const;
const MEMBERS_PAGE_MAX = 1_000;

type OnGuild = (guild: Guild, call: ApiCall) => ApiAnswer;

/** Guilds, members, roles and users: reading, and giving or taking one role. */
export function guildRoutes(world: World): readonly Route[] {
	const createDirect = bodyReader<{ readonly recipient_id?: string | null }>("create_dm");
	const route = (operation: string, method: string, path: string, handle: Route["handle"]): Route => ({
		operation,
		method,
		path,
		auth: "bot",
		limit: method === "GET" ? READ_LIMIT : WRITE_LIMIT,
		handle,
	});
	const inGuild = (act: OnGuild) => (call: ApiCall) => {
		const guild = world.guilds.guilds.get(call.params["guild"] ?? "");
		return guild ? act(guild, call) : Refusal.unknownGuild;
	};
	const guild = "/guilds/{guild}";
	return [
		route(
			"get_guild",
			"GET",
			guild,
			inGuild((found) => answerWith(guildPayload(found))),
		),
		route(
			"list_guild_channels",
			"GET",
			`${guild}/channels`,
			inGuild((found) => answerWith([...found.channels.values()].map(channelPayload))),
		),
		route(
			"list_guild_roles",
			"GET",
			`${guild}/roles`,
			inGuild((found) => answerWith([...found.roles.values()].map(rolePayload))),
		),
		route(
			"get_guild_role",
			"GET",
			`${guild}/roles/{role}`,
			inGuild((found, call) => {
				const role = found.roles.get(call.params["role"] ?? "");
				return role ? answerWith(rolePayload(role)) : Refusal.unknownRole;
			}),
		),
		route(
			"list_guild_members",
			"GET",
			`${guild}/members`,
			inGuild((found, call) => listMembers(world, found, call)),
		),
		route(
			"get_guild_member",
			"GET",
			`${guild}/members/{user}`,
			inGuild((found, call) => {
				const member = found.members.get(call.params["user"] ?? "");
				return member ? answerWith(memberPayload(member)) : missingMember(world, call);
			}),
		),
		route(
			"add_guild_member_role",
			"PUT",
			`${guild}/members/{user}/roles/{role}`,
			inGuild(
				changeRole(world, (member, role) => {
					if (!member.roles.includes(role.id)) member.roles = [...member.roles, role.id];
				}),
			),
		),
		route(
			"delete_guild_member_role",
			"DELETE",
			`${guild}/members/{user}/roles/{role}`,
			inGuild(
				changeRole(world, (member, role) => {
					member.roles = member.roles.filter((id) => id !== role.id);
				}),
			),
		),
		route("get_my_user", "GET", "/users/@me", () => answerWith(userPayload(world.bot))),
		route("create_dm", "POST", "/users/@me/channels", (call) => {
			const body = createDirect(call.body);
			return body.ok ? openDirect(world, body.value.recipient_id ?? "") : refuseForm(body.error);
		}),
		route("get_user", "GET", "/users/{user}", (call) => {
			const user = world.guilds.findUser(call.params["user"] ?? "");
			return user ? answerWith(userPayload(user)) : Refusal.unknownUser;
		}),
		route("get_my_application", "GET", "/applications/@me", () =>
			answerWith({
				id: world.applicationId,
				name: world.bot.username,
				description: "",
				icon: null,
				bot_public: false,
				bot_require_code_grant: false,
				verify_key: "0".repeat(64),
				flags: 0,
				bot: userPayload(world.bot),
			}),
		),
	];
}

function openDirect(world: World, userId: string): ApiAnswer {
	const user = world.guilds.findUser(userId);
	if (!user || user.bot) return Refusal.unknownUser;
	const shared = [...world.guilds.guilds.values()].some((guild) => guild.members.has(userId));
	return shared ? answerWith(channelPayload(world.guilds.directChannel(user))) : Refusal.noMutualGuild;
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
