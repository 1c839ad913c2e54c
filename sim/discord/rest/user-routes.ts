import { bodyReader } from "../bodies/body-schemas";
import { channelPayload, userPayload } from "../payloads";
import type { World } from "../world";
import { type ApiAnswer, Refusal, type Route, answerWith, refuseForm } from "./api-answer";

const READ_LIMIT = { requests: 50, seconds: 1 } as const;
const DIRECT_LIMIT = { requests: 10, seconds: 10 } as const;

/** The bot itself, other users, and direct-message channels. */
export function userRoutes(world: World): readonly Route[] {
	const createDirect = bodyReader<{ readonly recipient_id?: string | null }>("create_dm");
	const read = { method: "GET", auth: "bot", limit: READ_LIMIT } as const;
	return [
		{ ...read, operation: "get_my_user", path: "/users/@me", handle: () => answerWith(userPayload(world.bot)) },
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

function describeApplication(world: World): ApiAnswer {
	return answerWith({
		id: world.applicationId,
		name: world.bot.username,
		description: "",
		icon: null,
		bot_public: false,
		bot_require_code_grant: false,
		verify_key: "0".repeat(64),
		flags: 0,
		bot: userPayload(world.bot),
	});
}

function openDirect(world: World, userId: string): ApiAnswer {
	const user = world.guilds.findUser(userId);
	if (!user || user.bot) return Refusal.unknownUser;
	const shared = [...world.guilds.guilds.values()].some((guild) => guild.members.has(userId));
	return shared ? answerWith(channelPayload(world.guilds.directChannel(user))) : Refusal.noMutualGuild;
}
