import { fail, ok, type Result } from "../../shared/result";
import { textIn } from "../answer-fields";
import { decodeMember } from "./decode-member";
import type { Guild } from "./guild";
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
	};
}

async function read(rest: Pick<DiscordRest, "get">, route: `/${string}`): Promise<Result<unknown, RestProblem>> {
	try {
		return ok(await rest.get(route));
	} catch (problem) {
		return fail(classifyRestError(problem));
	}
}
