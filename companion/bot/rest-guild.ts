import { fail, ok } from "../../shared/result";
import { decodeMember } from "./decode-member";
import type { Guild } from "./guild";
import { classifyRestError } from "./rest-problem";
import type { DiscordRest } from "./rest-replies";

/** "Unknown member" and "unknown user". */
const GONE = ["10007", "10013"];

export function createRestGuild(rest: Pick<DiscordRest, "get">, guildId: string): Guild {
	return {
		findMember: async (userId) => {
			try {
				const member = decodeMember(await rest.get(`/guilds/${guildId}/members/${userId}`), undefined);
				return member === undefined ? fail({ code: "malformed", status: undefined, retriable: false }) : ok(member);
			} catch (thrown) {
				const problem = classifyRestError(thrown);
				return GONE.includes(problem.code) ? ok(undefined) : fail(problem);
			}
		},
	};
}
