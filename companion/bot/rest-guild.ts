import { fail, ok, type Result } from "../../shared/result";
import { fieldOf, listOf, numberIn, textIn } from "../answer-fields";
import { decodeMember } from "./decode-member";
import type { Guild, GuildView } from "./guild";
import { classifyRestError, type RestProblem } from "./rest-problem";
import type { DiscordRest } from "./rest-replies";

/** "Unknown member" and "unknown user". */
const GONE = ["10007", "10013"];

const UNREADABLE: RestProblem = { code: "unreadable", status: undefined, retriable: false };

export function createRestGuild(rest: Pick<DiscordRest, "get">, guildId: string): Guild {
	return {
		findMember: async (userId) => {
			const found = await read(rest, `/guilds/${guildId}/members/${userId}`);
			if (!found.ok) return GONE.includes(found.error.code) ? ok(undefined) : found;
			const member = decodeMember(found.value, undefined);
			return member === undefined ? fail(UNREADABLE) : ok(member);
		},
		findOwner: async () => {
			const found = await read(rest, `/guilds/${guildId}`);
			if (!found.ok) return found;
			const ownerId = textIn(found.value, "owner_id");
			return ownerId === undefined ? fail(UNREADABLE) : ok(ownerId);
		},
		look: async () => {
			const guild = await read(rest, `/guilds/${guildId}`);
			if (!guild.ok) return guild;
			const channels = await read(rest, `/guilds/${guildId}/channels`);
			if (!channels.ok) return channels;
			const view = readGuild(guildId, guild.value, channels.value);
			return view === undefined ? fail(UNREADABLE) : ok(view);
		},
	};
}

async function read(rest: Pick<DiscordRest, "get">, route: `/${string}`): Promise<Result<unknown, RestProblem>> {
	try {
		return ok(await rest.get(route));
	} catch (problem) {
		return fail(classifyRestError(problem));
	}
}

const TEXT_CHANNEL = 0;

function readGuild(guildId: string, guild: unknown, channels: unknown): GuildView | undefined {
	const ownerId = textIn(guild, "owner_id");
	if (ownerId === undefined) return undefined;
	// @everyone has the server's own id; what belongs to an integration cannot be given.
	const roles = listOf(fieldOf(guild, "roles")).filter((role) => fieldOf(role, "managed") !== true);
	const texts = listOf(channels).filter((channel) => fieldOf(channel, "type") === TEXT_CHANNEL);
	return {
		ownerId,
		systemChannelId: textIn(guild, "system_channel_id"),
		textChannelIds: byPosition(texts).flatMap((channel) => textIn(channel, "id") ?? []),
		roles: [...byPosition(roles)].reverse().flatMap((role) => {
			const [id, name] = [textIn(role, "id"), textIn(role, "name")];
			return id === undefined || name === undefined || id === guildId ? [] : [{ id, name }];
		}),
	};
}

function byPosition(list: readonly unknown[]): readonly unknown[] {
	return [...list].sort((a, b) => (numberIn(a, "position") ?? 0) - (numberIn(b, "position") ?? 0));
}
