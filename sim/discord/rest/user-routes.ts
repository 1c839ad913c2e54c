import { bodyReader } from "../bodies/body-schemas";
import { channelPayload, ownUserPayload, userPayload } from "../payloads";
import type { PortalSettings, World } from "../world";
import { type ApiAnswer, Refusal, type Route, answerWith, refuseForm } from "./api-answer";

const READ_LIMIT = { requests: 50, seconds: 1 } as const;
const DIRECT_LIMIT = { requests: 10, seconds: 10 } as const;

/** The bot itself, other users, and direct-message channels. */
export function userRoutes(world: World): readonly Route[] {
	const createDirect = bodyReader<{ readonly recipient_id?: string | null }>("create_dm");
	const read = { method: "GET", auth: "bot", limit: READ_LIMIT } as const;
	return [
		{ ...read, operation: "get_my_user", path: "/users/@me", handle: () => answerWith(ownUserPayload(world.bot)) },
		{
			operation: "create_dm",
			method: "POST",
			path: "/users/@me/channels",
			auth: "bot",
			limit: DIRECT_LIMIT,
			handle: (call) => {
				const body = createDirect(call.body);
				return body.ok ? openDirect(world, body.value.recipient_id ?? "") : refuseForm(body.error);
			},
		},
		{
			...read,
			operation: "get_user",
			path: "/users/{user}",
			handle: (call) => {
				const user = world.guilds.findUser(call.params["user"] ?? "");
				return user ? answerWith(userPayload(user)) : Refusal.unknownUser;
			},
		},
		{ ...read, operation: "get_my_application", path: "/applications/@me", handle: () => describeApplication(world) },
	];
}

/** The bot's own view: openapi, `PrivateApplicationResponse`. */
function describeApplication(world: World): ApiAnswer {
	const flags = applicationFlags(world.portal);
	return answerWith({
		id: world.applicationId,
		name: world.bot.username,
		description: "",
		icon: null,
		type: null,
		bot_public: false,
		bot_require_code_grant: false,
		verify_key: "0".repeat(64),
		flags,
		flags_new: String(flags),
		bot: userPayload(world.bot),
		redirect_uris: [],
		interactions_endpoint_url: world.portal.interactionsEndpointUrl,
		role_connections_verification_url: null,
		owner: userPayload({ id: "1", username: "owner", bot: false }),
		approximate_guild_count: world.guilds.guilds.size,
		approximate_user_install_count: 0,
		approximate_user_authorization_count: 0,
		explicit_content_filter: 0,
		team: null,
		eligible_oauth2_scopes: [],
	});
}

/** "Limited" is what an application in few servers gets. Bits: discord-api-types, `ApplicationFlags`. */
const ApplicationFlag = {
	GATEWAY_PRESENCE_LIMITED: 1 << 13,
	GATEWAY_GUILD_MEMBERS_LIMITED: 1 << 15,
	GATEWAY_MESSAGE_CONTENT_LIMITED: 1 << 19,
} as const;

function applicationFlags(portal: PortalSettings): number {
	return (
		(portal.presences ? ApplicationFlag.GATEWAY_PRESENCE_LIMITED : 0) |
		(portal.guildMembers ? ApplicationFlag.GATEWAY_GUILD_MEMBERS_LIMITED : 0) |
		(portal.messageContent ? ApplicationFlag.GATEWAY_MESSAGE_CONTENT_LIMITED : 0)
	);
}

function openDirect(world: World, userId: string): ApiAnswer {
	const user = world.guilds.findUser(userId);
	if (!user || user.bot) return Refusal.unknownUser;
	const shared = [...world.guilds.guilds.values()].some((guild) => guild.members.has(userId));
	return shared ? answerWith(channelPayload(world.guilds.directChannel(user))) : Refusal.noMutualGuild;
}
